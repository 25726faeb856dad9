package io.ripeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ripeline.refusal.Refused;
import io.ripeline.spreadsheet.SharedData;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ImportDuplicatesIT extends ImportScenario {

    private static final String MAPPING = """
            "mapping":[{"column":"name","field":"name"},{"column":"title","field":"title"}]}""";

    private static String options(String more) {
        return "{\"object\":\"contact\"," + more + "," + MAPPING;
    }

    @Test
    void areListedWithTheRecordOrTheRowTheyDouble() {
        create("contact", "name\nAnn\n");
        String csv = "name,title\nann,x\nZoe,y\nZOE,z\n";
        UUID id = upload(csv, options("\"matchBy\":[\"name\"],\"duplicates\":\"skip\""));

        assertThat(dryRun(id)).isEqualTo(new Counts(1, 0, 2, 0));
        assertThat(run(id)).isEqualTo(new Counts(1, 0, 2, 0));

        String ann = all("contact").getFirst().id().toString();
        assertThat(duplicates(id))
                .startsWith("\uFEFFname,title,duplicate_of,reason\r\nann,x," + ann
                        + ",\"The record \"\"Ann\"\" has the same ");
        assertThat(duplicates(id)).contains("\r\nZOE,z,");
    }

    @Test
    void areUpdatedOrMadeAsTheOptionsSay() {
        create("contact", "name\nAnn\n");

        assertThat(run(upload("name,title\nANN,Head\n", options("\"matchBy\":[\"name\"],\"duplicates\":\"update\""))))
                .isEqualTo(new Counts(0, 1, 0, 0));
        assertThat(run(upload("name,title\nANN,Head\n", options("\"matchBy\":[\"name\"],\"duplicates\":\"create\""))))
                .isEqualTo(new Counts(1, 0, 0, 0));
        assertThat(all("contact")).hasSize(2);
    }

    @Test
    void areForeseenByADryRunOverMoreThanOneChunk() {
        StringBuilder csv = new StringBuilder("name,title\n");
        for (int row = 1; row <= 2_100; row++) {
            csv.append("C").append(row).append(",\n");
        }
        csv.append("c1,\n");
        UUID id = upload(csv.toString(), options("\"matchBy\":[\"name\"],\"duplicates\":\"skip\""));

        assertThat(dryRun(id)).isEqualTo(new Counts(2_100, 0, 1, 0));
        assertThat(duplicates(id)).contains("c1,,,Row 1 of this file is the same.");
    }

    @Test
    void tellsEverythingThatIsWrongWithARow() {
        UUID id = upload("name,amount,stage\n,five,won\n", """
                {"object":"deal","mapping":[{"column":"name","field":"name"},{"column":"amount","field":"amount"},
                 {"column":"stage","field":"stage"}]}""");

        assertThat(run(id)).isEqualTo(new Counts(0, 0, 0, 1));
        assertThat(failed(id, java.util.Locale.ENGLISH))
                .contains("amount: \"\"five\"\" is not an amount.")
                .contains("Not met yet: ")
                .contains("A value is required.");
    }

    @Test
    void optionsChangeUntilTheRun() {
        UUID id = upload("who,what\nAnn,Head\n", "{\"object\":\"contact\"}");
        String mapped = """
                {"object":"contact","mapping":[{"column":"who","field":"name"},{"column":"what","field":"title"}]}""";

        assertThat(company.call(() -> controller.options(id.toString(), mapped)).mapping())
                .hasSize(2);
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> company.call(() -> controller.options(
                        id.toString(), mapped.replace("\"mapping\"", "\"sheet\":\"x\",\"mapping\""))))
                .withMessageStartingWith("layout-fixed");
        assertThat(run(id)).isEqualTo(new Counts(1, 0, 0, 0));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> company.call(() -> controller.options(id.toString(), mapped)))
                .withMessageStartingWith("import-finished");
    }

    @Test
    void listsTheImportsOfTheCompanyOnly() {
        UUID id = upload("name\nAnn\n", "{\"object\":\"contact\"}");

        assertThat(company.call(() -> controller.list("contact", null, null)).items())
                .extracting(ImportResponse::id)
                .containsExactly(id);
        ImportController.Page page = company.call(() -> controller.list(null, 1, null));
        assertThat(page.items()).extracting(ImportResponse::id).containsExactly(id);
        assertThat(company.call(() -> controller.list(null, 200, page.nextCursor()))
                        .items())
                .extracting(ImportResponse::object)
                .containsExactly("customer", "product");
        assertThat(companies
                        .open()
                        .call(() -> controller.list(null, null, null))
                        .items())
                .isEmpty();
    }

    @Test
    void takesFilesInEveryEncodingAndGivesRowsBackInIt() {
        Charset chinese = Charset.forName("GB18030");
        ImportResponse response =
                company.call(() -> post("name,title\n张三,经理\n,无名\n".getBytes(chinese), options("\"mode\":\"create\"")));

        assertThat(response.encoding()).isEqualTo("GB18030");
        assertThat(run(response.id())).isEqualTo(new Counts(1, 0, 0, 1));
        assertThat(all("contact").getFirst().values()).containsEntry("name", "张三");
    }

    @Test
    void takesAWorkbookThatNobodyHerePrepared() throws IOException {
        Optional<Path> file = SharedData.find("workbooks/deaths.xlsx");
        Assumptions.assumeTrue(file.isPresent(), "shared/data/workbooks is not beside this checkout");
        byte[] bytes = Files.readAllBytes(file.get());
        String mapped = """
                {"object":"contact","sheet":"other","mapping":[{"column":"Name","field":"name"},
                 {"column":"Profession","field":"title"},
                 {"column":"Date of birth","field":"created_at","format":"M/d/yyyy"}]}""";

        ImportResponse response = company.call(() -> post(bytes, mapped));

        assertThat(response.sheets()).containsExactly("arts", "other");
        assertThat(response.headerRow()).isEqualTo(5);
        assertThat(run(response.id())).isEqualTo(new Counts(10, 0, 0, 0));
        assertThat(all("contact")).anySatisfy(contact -> {
            assertThat(contact.values()).containsEntry("name", "Vera Rubin").containsEntry("title", "scientist");
            assertThat(contact.createdAt()).isEqualTo("1928-07-22T16:00:00Z");
        });
    }
}
