package io.ripeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ripeline.exports.Exporting;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/// Exports, and what an import makes of them elsewhere.
@Import(Exporting.class)
class ExportIT extends ImportScenario {

    private static final String HOSTILE = """
            name,title,phone
            =1+1,"a ""b"", c
            d",+86 138 0013 8000
            '=2,<&>_x0041_,
            张三 😀,@x,-5
            """;

    @Autowired
    private Exporting exporting;

    private byte[] export(String request) {
        return company.call(() -> exporting.file(request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"csv\"", "\"csv\",\"encoding\":\"gb18030\"", "\"xlsx\""})
    void giveTheSameRecordsWhereTheyAreImported(String format) {
        run(upload(HOSTILE, "{\"object\":\"contact\"}"));
        List<StoredRecord> before = all("contact");
        assertThat(before).hasSize(3);
        byte[] file = export("{\"object\":\"contact\",\"format\":" + format + "}");

        company = companies.open();
        ImportResponse response = company.call(() -> post(file, "{\"object\":\"contact\"}"));
        Counts counts = run(response.id());

        assertThat(counts).as(failed(response.id(), Locale.ENGLISH)).isEqualTo(new Counts(3, 0, 0, 0));
        List<StoredRecord> after = all("contact");
        assertThat(after)
                .extracting(StoredRecord::values)
                .isEqualTo(before.stream().map(StoredRecord::values).toList());
        assertThat(after.getFirst().createdAt())
                .isCloseTo(
                        before.getFirst().createdAt(),
                        org.assertj.core.api.Assertions.within(1, java.time.temporal.ChronoUnit.MILLIS));
    }

    @Test
    void writeWhatTheReaderSeesInHerLanguage() {
        run(upload(DEALS, DEAL_OPTIONS));

        byte[] csv = company.in(Locale.SIMPLIFIED_CHINESE, () -> exporting.file("""
                {"object":"deal","format":"csv","filter":"amount > 1000.0","sort":"-amount",\
                "fields":["name","stage","amount","product","owner"]}"""));

        assertThat(new String(csv, StandardCharsets.UTF_8))
                .startsWith("\uFEFF商机名称,")
                .contains("\r\nD3,")
                .contains(",1200.50,GTX Basic,Ann Lee\r\nD1,")
                .endsWith(",GTX Pro,Ann Lee\r\n");
    }

    @Test
    void giveWhatAListShowsForASearchAndInAPool() {
        run(upload(
                "name,phone\n瓜田科技,13800138000\nMelon Ltd,13900139000\n",
                "{\"object\":\"customer\",\"mapping\":[{\"column\":\"name\",\"field\":\"name\"},"
                        + "{\"column\":\"phone\",\"field\":\"phone\"}]}"));
        give("customer", "瓜田科技", "Ann Lee");
        release("Melon Ltd");

        assertThat(lines("\"q\":\"瓜田\"")).containsExactly("瓜田科技");
        assertThat(lines("\"q\":\"13800138000\"")).containsExactly("瓜田科技");
        assertThat(lines("\"q\":\"melon\"")).isEmpty();
        assertThat(lines("\"q\":\"melon\",\"pool\":\"public_sea\"")).containsExactly("Melon Ltd");
        assertThat(lines("\"pool\":\"public_sea\"")).containsExactly("Melon Ltd");
        assertThat(lines("\"sort\":\"name\"")).containsExactly("瓜田科技");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> lines("\"pool\":\"no_pool\""))
                .withMessageStartingWith("pool-not-found");
    }

    private List<String> lines(String more) {
        String request = "{\"object\":\"customer\",\"format\":\"csv\",\"fields\":[\"name\"],%s}".formatted(more);
        String csv = new String(company.as("Ann Lee", () -> exporting.file(request)), StandardCharsets.UTF_8);
        return csv.lines().skip(1).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx"})
    void coverWhatTheReaderSeesCoveredAndLeaveOutWhatIsHidden(String format) throws IOException {
        company.publish("""
                [{"op":"add","path":"/roles/2/permissions/fields","value":{"contact":{"phone":"masked","title":"none"}}}]""");
        UUID file = upload("name,title,phone\nVera,chief,13812345678\n", "{\"object\":\"contact\"}");
        company.call(() -> controller.run(file.toString()));
        company.call(() -> runs.run(file, (done, total) -> {}));
        give("contact", "Vera", "Ann Lee");
        String request = "{\"object\":\"contact\",\"format\":\"%s\"}".formatted(format);

        String hers = text(company.as("Ann Lee", () -> exporting.file(request)), format);
        String whole = text(export(request), format);

        assertThat(hers).contains("Vera").doesNotContain("13812345678", "chief", "Job title");
        assertThat(whole).contains("13812345678", "chief", "Job title");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> company.as(
                        "Ann Lee",
                        () -> exporting.file("{\"object\":\"contact\",\"format\":\"csv\",\"fields\":[\"title\"]}")))
                .withMessageStartingWith("unknown-field");
    }

    /// What stands in a file; of a workbook all its parts.
    private static String text(byte[] file, String format) throws IOException {
        if (format.equals("csv")) {
            return new String(file, StandardCharsets.UTF_8);
        }
        StringBuilder parts = new StringBuilder();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            while (zip.getNextEntry() != null) {
                parts.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx"})
    void areCalledAsTheReaderCallsTheRecords(String format) {
        String request = "{\"object\":\"customer\",\"format\":\"%s\"}".formatted(format);

        String chinese = company.in(Locale.SIMPLIFIED_CHINESE, () -> name(request));

        assertThat(chinese).matches("客户-\\d{4}-\\d\\d-\\d\\d\\." + format);
        assertThat(company.call(() -> name(request))).matches("Customers-.*\\." + format);
    }

    private String name(String request) {
        String header = Objects.requireNonNull(exporting.answer(request).getHeader(HttpHeaders.CONTENT_DISPOSITION));
        assertThat(header).startsWith("attachment;").matches("\\p{ASCII}+");
        return Objects.requireNonNull(ContentDisposition.parse(header).getFilename());
    }

    @Test
    void runNothingInASpreadsheet() {
        run(upload(HOSTILE, "{\"object\":\"contact\"}"));

        String csv = new String(
                export(
                        "{\"object\":\"contact\",\"format\":\"csv\",\"encoding\":\"gb18030\",\"fields\":[\"name\",\"phone\"]}"),
                Charset.forName("GB18030"));

        assertThat(csv).contains("\r\n'=1+1,").contains("\r\n'=2,").contains(",-5\r\n");
    }

    @Test
    void refuseWhatIsNotThereBeforeTheyBegin() {
        for (String request : List.of(
                "{\"object\":\"contact\",\"format\":\"csv\",\"fields\":[\"colour\"]}",
                "{\"object\":\"contact\",\"format\":\"csv\",\"filter\":\"colour == 1\"}",
                "{\"object\":\"contact\",\"format\":\"csv\",\"sort\":\"colour\"}",
                "{\"object\":\"contact\",\"format\":\"csv\",\"encoding\":\"klingon\"}",
                "{\"object\":\"nothing\",\"format\":\"csv\"}")) {
            assertThatExceptionOfType(Refused.class).as(request).isThrownBy(() -> export(request));
        }
    }

    @Test
    void giveNobodyAnotherOnesRecords() {
        run(upload(HOSTILE, "{\"object\":\"customer\",\"mapping\":[{\"column\":\"name\",\"field\":\"name\"}]}"));
        String request = "{\"object\":\"customer\",\"format\":\"csv\",\"fields\":[\"name\"]}";

        byte[] hers = company.as("Ann Lee", () -> exporting.file(request));
        byte[] elsewhere = companies.open().call(() -> exporting.file(request));

        assertThat(new String(hers, StandardCharsets.UTF_8)).doesNotContain("1+1");
        assertThat(new String(elsewhere, StandardCharsets.UTF_8)).doesNotContain("1+1");
        assertThat(new String(export(request), StandardCharsets.UTF_8)).contains("1+1");
    }
}
