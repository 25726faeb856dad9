package io.ripeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ripeline.json.StrictJson;
import io.ripeline.process.Overrides;
import io.ripeline.record.Move;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.record.Unmet;
import io.ripeline.spreadsheet.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ImportIT extends ImportScenario {

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
    void keepsWhatAWaiverLetPassAmongTheOverrides() {
        run(upload(DEALS, DEAL_OPTIONS));
        List<StoredRecord> deals = all("deal");
        UUID later = upload("name,stage,engaged\nD3,qualification,2020-02-03\n", """
                {"object":"deal","mode":"update","matchBy":["name"],"waive":{"reason":"brought later"},"mapping":[
                 {"column":"name","field":"name"},{"column":"stage","field":"stage"},
                 {"column":"engaged","field":"history.stage.qualification"}]}""");
        assertThat(run(later)).isEqualTo(new Counts(0, 1, 0, 0));

        assertThat(overridden())
                .extracting(
                        Overrides.OverriddenMove::record,
                        Overrides.OverriddenMove::from,
                        Overrides.OverriddenMove::to,
                        Overrides.OverriddenMove::reason,
                        move -> move.unmet().stream().map(Unmet.Kept::key).toList())
                .containsExactly(
                        tuple(
                                deals.get(2).id(),
                                null,
                                "qualification",
                                "brought later",
                                List.of("customer_known")),
                        tuple(
                                deals.get(1).id(),
                                "qualification",
                                "lost",
                                "brought along",
                                List.of("reason_given")));
    }

    @Test
    void asksTheCriteriaUnlessTheyAreWaived() {
        UUID id = upload(DEALS, DEAL_OPTIONS.replace("\"waive\":{\"reason\":\"brought along\"},", ""));

        assertThat(run(id)).isEqualTo(new Counts(2, 0, 0, 5));
        assertThat(failed(id, Locale.ENGLISH)).contains("D2,").contains("Not met yet: ");
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
    void bringsCallsInAboutTheirCustomers() {
        UUID id = upload(
                "who,when,how,seconds\nACME LTD,2024-05-06 09:30,Call,75\nNobody,2024-05-06 09:30,Call,1\n", """
                {"object":"activity","mapping":[
                 {"column":"who","field":"subject.customer"},{"column":"when","field":"started_at"},
                 {"column":"how","field":"kind"},{"column":"seconds","field":"duration_seconds"}]}""");

        assertThat(run(id)).isEqualTo(new Counts(1, 0, 0, 1));
        assertThat(all("activity").getFirst().values())
                .containsEntry("kind", "call")
                .containsEntry("started_at", Instant.parse("2024-05-06T01:30:00Z"));
        assertThat(all("activity").getFirst().subject())
                .isEqualTo(new Subject("customer", all("customer").getFirst().id()));
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
        Counts counts = run(id);
        assertThat(counts).isEqualTo(new Counts(8_800, 0, 0, 0));
        List<StoredRecord> stored = all("deal");
        assertThat(stored.stream().filter(deal -> deal.text("stage").equals(Optional.of("won"))))
                .hasSize(4_238);
        assertThat(stored.stream().filter(deal -> "GTX Pro".equals(deal.names().get("product"))))
                .hasSize(1_480);
    }
}
