package io.ripeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ripeline.embedded.OnRealServers;
import io.ripeline.json.StrictJson;
import io.ripeline.record.Move;
import io.ripeline.record.RecordQuery;
import io.ripeline.record.Records;
import io.ripeline.record.Sessions;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockPart;
import tools.jackson.databind.JsonNode;

@SpringBootTest(classes = ImportConfiguration.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@OnRealServers
class ImportIT {

    private static final String DEALS = """
            name,product,account,owner,stage,engaged,closed,amount
            D1,GTXPro,Acme Ltd,Ann Lee,Won,2016-10-20,2017-03-01,1054
            D2,GTX Pro,acme  ltd.,ann@x.example,Lost,2016-10-25,2017-03-11,
            D3,GTX Basic,,Ann Lee,prospecting,,2099-01-01,"1,200.50"
            D4,Nothing,Acme Ltd,Ann Lee,won,2016-10-20,2017-03-01,5
            D5,GTX Pro,Acme Ltd,Bob,won,2016-10-20,2017-03-01,5
            D6,GTX Pro,Twin,Ann Lee,won,10/20/2016,2017-03-01,five
            D7,GTX Pro
            """;
    private static final String DEAL_OPTIONS = """
            {"object":"deal","mode":"create","waive":{"reason":"brought along"},"mapping":[
             {"column":"name","field":"name"},{"column":"product","field":"product"},
             {"column":"account","field":"customer"},{"column":"owner","field":"owner"},
             {"column":"stage","field":"stage"},{"column":"amount","field":"amount"},
             {"column":"engaged","field":"history.stage.qualification"},{"column":"engaged","field":"created_at"},
             {"column":"closed","field":"history.stage.won"},{"column":"closed","field":"history.stage.lost"}]}""";

    @Autowired
    private TestCompanies companies;

    @Autowired
    private ImportController controller;

    @Autowired
    private ImportRuns runs;

    @Autowired
    private Records records;

    @Autowired
    private Sessions sessions;

    private TestCompanies.Company company;

    @BeforeEach
    void newCompany() {
        company = companies.open();
        company.invite("Ann Lee", "ann@x.example");
        create("product", "name\nGTX Pro\nGTX Basic\n");
        create("customer", "name\nAcme Ltd\nTwin\ntwin\nTWIN\n");
    }

    private void create(String object, String csv) {
        UUID id = upload(
                csv, "{\"object\":\"%s\",\"mapping\":[{\"column\":\"name\",\"field\":\"name\"}]}".formatted(object));
        assertThat(run(id).failed()).isZero();
    }

    private UUID upload(String csv, String options) {
        return company.call(() -> post(csv, options).id());
    }

    private ImportResponse post(String csv, String options) {
        try {
            ResponseEntity<ImportResponse> response = controller.upload(
                    new MockPart("file", "rows.csv", csv.getBytes(StandardCharsets.UTF_8)),
                    new MockPart("options", options.getBytes(StandardCharsets.UTF_8)));
            return Objects.requireNonNull(response.getBody());
        } catch (IOException unreadable) {
            throw new IllegalStateException("A part in memory cannot be read", unreadable);
        }
    }

    private Counts run(UUID id) {
        return company.call(() -> {
            controller.run(id.toString());
            return runs.run(id, (done, total) -> {});
        });
    }

    private Counts dryRun(UUID id) {
        return company.call(() -> {
            controller.dryRun(id.toString());
            return runs.dryRun(id, (done, total) -> {});
        });
    }

    private List<StoredRecord> all(String object) {
        return company.call(() -> sessions.read(session -> {
            List<StoredRecord> found = new ArrayList<>();
            String cursor = null;
            do {
                var page = records.list(
                        session,
                        session.model().object(object),
                        new RecordQuery(null, "name", null, 200, cursor, false));
                found.addAll(page.items());
                cursor = page.nextCursor();
            } while (cursor != null);
            return found;
        }));
    }

    private List<Move> moves(UUID id) {
        return company.call(() ->
                sessions.read(session -> records.moves(session, session.model().object("deal"), id)));
    }

    private String failed(UUID id, Locale locale) {
        byte[] file = Objects.requireNonNull(
                company.in(locale, () -> controller.failed(id.toString())).getBody());
        return new String(file, StandardCharsets.UTF_8);
    }

    @Test
    void takesGoodRowsInAndGivesBadOnesBack() {
        UUID id = upload(DEALS, DEAL_OPTIONS);

        Counts counts = run(id);

        assertThat(counts).isEqualTo(new Counts(3, 0, 0, 4));
        assertThat(all("deal")).extracting(deal -> deal.text("name").orElse("")).containsExactly("D1", "D2", "D3");
        assertThat(failed(id, Locale.ENGLISH)).isEqualTo("\uFEFF" + """
                name,product,account,owner,stage,engaged,closed,amount,reason
                D4,Nothing,Acme Ltd,Ann Lee,won,2016-10-20,2017-03-01,5,"product: ""Nothing"" is the name of nothing \
                here that you may see."
                D5,GTX Pro,Acme Ltd,Bob,won,2016-10-20,2017-03-01,5,"owner: ""Bob"" is the name of nothing here that \
                you may see."
                D6,GTX Pro,Twin,Ann Lee,won,10/20/2016,2017-03-01,five,"amount: ""five"" is not an amount. engaged: \
                ""10/20/2016"" is not a date or time; write 2026-01-31 or 2026-01-31 14:30, or give the column a \
                format such as M/d/yyyy. engaged: ""10/20/2016"" is not a date or time; write 2026-01-31 or 2026-01-31 \
                14:30, or give the column a format such as M/d/yyyy."
                D7,GTX Pro,,,,,,,The row has 2 cells for 8 columns.
                """.replace("\n", "\r\n"));
        assertThat(failed(id, Locale.SIMPLIFIED_CHINESE)).contains("该行有 2 个单元格，应为 8 列。");
    }

    @Test
    void findsRecordsAndOwnersAsPeopleWriteThem() {
        run(upload(DEALS, DEAL_OPTIONS));

        List<StoredRecord> deals = all("deal");

        assertThat(deals.getFirst().names()).containsEntry("product", "GTX Pro").containsEntry("customer", "Acme Ltd");
        assertThat(deals.get(1).names()).containsEntry("product", "GTX Pro").containsEntry("customer", "Acme Ltd");
        assertThat(deals).extracting(StoredRecord::ownerId).containsOnly(company.member("Ann Lee"));
    }

    @Test
    void refusesANameThatSeveralRecordsShareAsPeopleWriteIt() {
        UUID id = upload(
                "name,account\nD1,t win\nD2,twin\n",
                "{\"object\":\"deal\",\"mapping\":[{\"column\":\"name\",\"field\":\"name\"},"
                        + "{\"column\":\"account\",\"field\":\"customer\"}]}");

        assertThat(run(id)).isEqualTo(new Counts(1, 0, 0, 1));
        assertThat(failed(id, Locale.ENGLISH)).contains("account: \"\"t win\"\" names 3; write one of them exactly.");
    }

    @Test
    void bringsThePastAndClosesEachDealWithItsOwnOutcomeOnly() {
        run(upload(DEALS, DEAL_OPTIONS));

        List<StoredRecord> deals = all("deal");

        assertThat(deals.getFirst().createdAt()).isEqualTo(Instant.parse("2016-10-19T16:00:00Z"));
        assertThat(moves(deals.getFirst().id()))
                .extracting(Move::to, Move::enteredAt)
                .containsExactly(
                        tuple("qualification", Instant.parse("2016-10-19T16:00:00Z")),
                        tuple("won", Instant.parse("2017-02-28T16:00:00Z")));
        assertThat(moves(deals.get(1).id())).extracting(Move::to).containsExactly("qualification", "lost");
        assertThat(moves(deals.get(2).id()))
                .extracting(Move::to, Move::cause, Move::reason)
                .containsExactly(tuple("prospecting", "import", "brought along"));
    }

    @Test
    void asksTheCriteriaUnlessTheyAreWaived() {
        UUID id = upload(DEALS, DEAL_OPTIONS.replace("\"waive\":{\"reason\":\"brought along\"},", ""));

        assertThat(run(id)).isEqualTo(new Counts(2, 0, 0, 5));
        assertThat(failed(id, Locale.ENGLISH)).contains("D2,").contains("Not met yet: ");
    }

    @Test
    void triesEverythingAndChangesNothing() {
        UUID id = upload(DEALS, DEAL_OPTIONS);

        assertThat(dryRun(id)).isEqualTo(new Counts(3, 0, 0, 4));
        assertThat(dryRun(id)).isEqualTo(new Counts(3, 0, 0, 4));

        assertThat(all("deal")).isEmpty();
        assertThat(failed(id, Locale.ENGLISH)).contains("D7,GTX Pro");
        assertThat(state(id)).isEqualTo("checked");
        assertThat(run(id)).isEqualTo(new Counts(3, 0, 0, 4));
    }

    private String state(UUID id) {
        return company.call(() -> controller.get(id.toString()).state());
    }

    @Nested
    class WhereRecordsAreThereAlready {

        private static final String CONTACTS = """
                name,phone,title
                Ann,138 0013 8000,Head
                Ben,139 0013 9000,
                """;
        private static final String MAPPING = """
                "mapping":[{"column":"name","field":"name"},{"column":"phone","field":"phone"},\
                {"column":"title","field":"title"}]}""";

        private Counts import_(String csv, String options) {
            return run(upload(csv, "{\"object\":\"contact\"," + options + "," + MAPPING));
        }

        @BeforeEach
        void contacts() {
            assertThat(import_(CONTACTS, "\"mode\":\"create\"")).isEqualTo(new Counts(2, 0, 0, 0));
        }

        @Test
        void skipsThem() {
            assertThat(import_(CONTACTS, "\"mode\":\"create\",\"matchBy\":[\"name\"]"))
                    .isEqualTo(new Counts(0, 0, 2, 0));
        }

        @Test
        void updatesThemLeavingEmptyCellsAsTheyAre() {
            Counts counts =
                    import_("name,phone,title\nAnn,110,\nANN,,Boss\n", "\"mode\":\"update\",\"matchBy\":[\"name\"]");

            assertThat(counts).isEqualTo(new Counts(0, 2, 0, 0));
            assertThat(all("contact").getFirst().values())
                    .containsEntry("phone", "110")
                    .containsEntry("title", "Boss");
        }

        @Test
        void failsRowsToUpdateThatFindNothing() {
            UUID id = upload(
                    "name,phone,title\nZoe,1,\n",
                    "{\"object\":\"contact\",\"mode\":\"update\",\"matchBy\":[\"name\",\"phone\"]," + MAPPING);

            assertThat(run(id)).isEqualTo(new Counts(0, 0, 0, 1));
            assertThat(failed(id, Locale.ENGLISH)).contains("No record has these values of name, phone.");
        }

        @Test
        void createsWhatIsNewAndFindsItFurtherDown() {
            String csv = "name,phone,title\nAnn,1,\nZoe,2,\nZoe,2,Head\n";

            assertThat(import_(csv, "\"mode\":\"upsert\",\"matchBy\":[\"name\"]"))
                    .isEqualTo(new Counts(1, 2, 0, 0));
        }
    }

    @Test
    void goesOnWhereAKilledRunStood() {
        StringBuilder csv = new StringBuilder("name\n");
        for (int row = 1; row <= 450; row++) {
            csv.append("C").append(row).append('\n');
        }
        UUID id = upload(csv.toString(), "{\"object\":\"contact\"}");
        company.call(() -> controller.run(id.toString()));

        assertThatIllegalStateException()
                .isThrownBy(() -> company.call(() -> runs.run(id, (done, total) -> {
                    throw new IllegalStateException("killed after " + done);
                })))
                .withMessage("killed after 200");
        assertThat(all("contact")).hasSize(200);
        assertThat(state(id)).isEqualTo("running");

        assertThat(company.call(() -> runs.run(id, (done, total) -> {}))).isEqualTo(new Counts(450, 0, 0, 0));
        assertThat(all("contact")).hasSize(450);
    }

    @Test
    void runsOnce() {
        UUID id = upload("name\nAnn\n", "{\"object\":\"contact\"}");
        company.call(() -> controller.run(id.toString()));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> company.call(() -> controller.run(id.toString())))
                .withMessageStartingWith("import-running");

        company.call(() -> runs.run(id, (done, total) -> {}));

        assertThatExceptionOfType(Refused.class).isThrownBy(() -> run(id)).withMessageStartingWith("import-finished");
        assertThat(state(id)).isEqualTo("finished");
    }

    @Test
    void suggestsAMappingAndShowsTheFirstRows() {
        ImportResponse response =
                company.call(() -> post("Customer name;Phone;weather\nAcme;1;fine\n", "{\"object\":\"customer\"}"));

        assertThat(response.columns()).containsExactly("Customer name", "Phone", "weather");
        assertThat(response.preview()).containsExactly(List.of("Acme", "1", "fine"));
        assertThat(response.mapping())
                .containsExactly(
                        new ImportOptions.MappedColumn("Customer name", "name", null, null),
                        new ImportOptions.MappedColumn("Phone", "phone", null, null));
        assertThat(List.of(response.rows(), response.encoding(), response.delimiter(), response.state()))
                .containsExactly(1, "UTF-8", ";", "ready");
    }

    @Test
    void belongsToOneCompanyAndItsAdmins() {
        UUID id = upload("name\nAnn\n", "{\"object\":\"contact\"}");
        TestCompanies.Company other = companies.open();

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> other.call(() -> controller.get(id.toString())))
                .withMessageStartingWith("import-not-found");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> company.as("Ann Lee", () -> controller.get(id.toString())))
                .withMessageStartingWith("right-missing");
    }

    @Test
    void storesHostileTextAsGivenOrRefusesItsRowAlone() throws IOException {
        List<String> hostile = new ArrayList<>(List.of(
                "=1+1",
                "'; DROP TABLE deal; --",
                "<script>alert(1)</script>",
                "\u0000",
                "a\u0000b",
                "%s%n$1 \\",
                "\uD83D\uDE00",
                "?",
                "{0}",
                "x".repeat(3_900)));
        SharedData.find("naughty_strings/blns.json").ifPresent(file -> {
            try {
                for (JsonNode each : StrictJson.MAPPER.readTree(Files.readString(file))) {
                    hostile.add(each.stringValue());
                }
            } catch (IOException unreadable) {
                throw new IllegalStateException("The naughty strings cannot be read", unreadable);
            }
        });
        StringBuilder csv = new StringBuilder("name,customer\n");
        hostile.forEach(
                text -> csv.append('"').append(text.replace("\"", "\"\"")).append("\",\n"));
        hostile.forEach(
                text -> csv.append("D,\"").append(text.replace("\"", "\"\"")).append("\"\n"));

        UUID id = upload(
                csv.toString(),
                "{\"object\":\"deal\",\"mode\":\"upsert\",\"matchBy\":[\"name\"],\"mapping\":["
                        + "{\"column\":\"name\",\"field\":\"name\"},{\"column\":\"customer\",\"field\":\"customer\"}]}");
        Counts counts = run(id);

        List<String> names =
                all("deal").stream().map(deal -> deal.text("name").orElse("")).toList();
        assertThat(counts.rows()).isEqualTo(2 * hostile.size());
        assertThat(hostile)
                .containsAll(names.stream().filter(name -> !name.equals("D")).toList());
        assertThat(names).contains("=1+1", "'; DROP TABLE deal; --", "%s%n$1 \\", "\uD83D\uDE00", "?");
        assertThat(failed(id, Locale.ENGLISH)).contains("a\u0000b");
    }

    @Test
    void takesInThePipelineThatNobodyHerePrepared() throws IOException {
        Optional<Path> folder = SharedData.find("crm_opportunities");
        assumeTrue(folder.isPresent(), "shared/data/crm_opportunities is not beside this checkout");
        String deals = Files.readString(folder.get().resolve("sales_pipeline.csv"));
        deals.lines()
                .skip(1)
                .map(line -> line.split(",", -1)[1])
                .distinct()
                .forEach(agent ->
                        company.invite(agent, agent.toLowerCase(Locale.ROOT).replace(' ', '.') + "@x.example"));
        String named = "\"mapping\":[{\"column\":\"%s\",\"field\":\"name\"}]}";
        run(upload(
                Files.readString(folder.get().resolve("accounts.csv")),
                "{\"object\":\"customer\"," + named.formatted("account")));
        run(upload(
                Files.readString(folder.get().resolve("products.csv")),
                "{\"object\":\"product\",\"mode\":\"upsert\",\"matchBy\":[\"name\"]," + named.formatted("product")));

        UUID id = upload(deals.replace("Engaging", "qualification"), """
                {"object":"deal","waive":{"reason":"brought along"},"mapping":[
                 {"column":"opportunity_id","field":"name"},{"column":"product","field":"product"},
                 {"column":"account","field":"customer"},{"column":"sales_agent","field":"owner"},
                 {"column":"deal_stage","field":"stage"},{"column":"close_value","field":"amount"},
                 {"column":"engage_date","field":"history.stage.qualification"},
                 {"column":"close_date","field":"history.stage.won"},
                 {"column":"close_date","field":"history.stage.lost"}]}""");
        long begun = System.nanoTime();
        Counts counts = run(id);
        System.Logger log = System.getLogger(ImportIT.class.getName());
        log.log(System.Logger.Level.INFO, "8,800 deals in {0} ms", (System.nanoTime() - begun) / 1_000_000);

        assertThat(counts).isEqualTo(new Counts(8_800, 0, 0, 0));
        List<StoredRecord> stored = all("deal");
        assertThat(stored.stream().filter(deal -> deal.text("stage").equals(Optional.of("won"))))
                .hasSize(4_238);
        assertThat(stored.stream().filter(deal -> "GTX Pro".equals(deal.names().get("product"))))
                .hasSize(1_480);
    }
}
