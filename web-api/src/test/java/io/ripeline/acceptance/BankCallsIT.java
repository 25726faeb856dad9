package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.spreadsheet.SharedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// A tele-marketing campaign that was really made (Moro, Laureano and Cortez, 2011), told by its telephone system to a
/// `telesales` company: 45,211 calls with 45,211 customers, whose totals and means come out as the data's facts say.
/// What the old system had called before is a number of the customer.
@OnRealServers
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + BankCallsIT.OPERATOR)
class BankCallsIT {

    static final String OPERATOR = "rpl_operator-of-the-bank";

    private static final int CALLS = 45_211;
    private static final int AT_ONCE = 200;
    private static final int THREADS = 6;
    private static final Instant BEGIN = Instant.parse("2026-01-05T01:00:00Z");

    @LocalServerPort
    private int port;

    /// A row of the file.
    ///
    /// @param contacts with the client in this campaign, this one included
    private record Row(int place, long duration, int contacts, boolean success) {

        String number() {
            return "+86 139%08d".formatted(place);
        }

        String customer() {
            return "Client %d,%s,%d,campaign".formatted(place, number(), contacts - 1);
        }

        String call() {
            return """
                    {"externalId": "bank-%d", "number": "0086139%08d", "direction": "out", "startedAt": "%s",
                     "talkSeconds": %d, "outcome": "%s"}""".formatted(
                    place, place, BEGIN.plusSeconds(place * 60L), duration, success ? "agreed" : "not_interested");
        }
    }

    @Test
    void theCampaignComesOutAsItsFactsSay() throws Exception {
        Optional<Path> file = SharedData.find("bank_calls/bank-full.csv");
        assumeThat(file).as("the data beside the checkout").isPresent();
        List<Row> rows = rows(file.orElseThrow());
        ApiClient operator = new ApiClient(port, OPERATOR);
        ApiClient bank = operator.as(operator.post("/operator/v1/tenants", """
                        {"slug": "bank", "name": "Bank", "template": "telesales", "locale": "en", "timeZone": "UTC",
                         "admin": {"email": "admin@bank.example", "name": "Ada"}}""").text("/adminToken"));

        bringIn(bank, rows);
        List<Answer> answers = each(rows, part -> report(bank, part));
        Answer again = report(bank, rows.subList(0, AT_ONCE));

        assertThat(statuses(answers)).hasSize(CALLS).containsOnly(201);
        assertThat(statuses(List.of(again))).hasSize(AT_ONCE).containsOnly(200);
        assertThat(again.json().findValues("answer"))
                .isEqualTo(answers.getFirst().json().findValues("answer"));
        JsonNode all = measured(bank, "kind == \"call\"");
        JsonNode won = measured(bank, "kind == \"call\" && outcome == \"agreed\"");
        long calls = all.at("/count").asLong();
        long successes = won.at("/count").asLong();
        long contacts = calls + earlier(bank);
        assertThat(calls).isEqualTo(CALLS);
        assertThat(successes).isEqualTo(5_289);
        assertThat((double) successes / calls).isEqualTo(0.116985, within(0.0000005));
        assertThat(contacts).isEqualTo(124_956);
        assertThat((double) contacts / successes).isEqualTo(23.6256, within(0.00005));
        assertThat(mean(all)).isEqualTo(258.163, within(0.0005));
        assertThat(mean(won)).isEqualTo(537.295, within(0.0005));
    }

    private static Answer report(ApiClient bank, List<Row> rows) {
        String calls = rows.stream().map(Row::call).collect(Collectors.joining(","));
        return bank.post("/api/v1/calls/batch", "{\"calls\": [%s]}".formatted(calls));
    }

    private static List<Integer> statuses(List<Answer> answers) {
        return answers.stream()
                .flatMap(answer -> answer.json().at("/results").valueStream())
                .map(result -> result.at("/status").asInt())
                .toList();
    }

    private static void bringIn(ApiClient bank, List<Row> rows) {
        String table = "name,phone,earlier_calls,source\n"
                + rows.stream().map(Row::customer).collect(Collectors.joining("\n"));
        Answer uploaded = bank.upload(table.getBytes(StandardCharsets.UTF_8), """
                {"object": "customer", "mode": "create", "duplicates": "create", "mapping": [
                 {"column": "name", "field": "name"}, {"column": "phone", "field": "phone"},
                 {"column": "earlier_calls", "field": "earlier_calls"}, {"column": "source", "field": "source"}]}""");
        assertThat(uploaded.status()).as(uploaded.response().body()).isEqualTo(201);
        JsonNode job = bank.finished(bank.post("/api/v1/imports/" + uploaded.text("/id") + "/run", ""));
        assertThat(job.at("/result/created").asInt()).as(job.toString()).isEqualTo(CALLS);
    }

    private static List<Row> rows(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return IntStream.range(1, lines.size())
                .mapToObj(place -> {
                    String[] cells = lines.get(place).split(";", -1);
                    return new Row(
                            place, Long.parseLong(cells[11]), Integer.parseInt(cells[12]), cells[16].equals("\"yes\""));
                })
                .toList();
    }

    /// Sends the rows in parts, several at once.
    private static List<Answer> each(List<Row> rows, Function<List<Row>, Answer> send) throws Exception {
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Answer>> sent = new ArrayList<>();
            for (int from = 0; from < rows.size(); from += AT_ONCE) {
                List<Row> part = rows.subList(from, Math.min(from + AT_ONCE, rows.size()));
                sent.add(threads.submit(() -> send.apply(part)));
            }
            for (Future<Answer> each : sent) {
                Answer answer = each.get();
                assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
                answers.add(answer);
            }
        }
        return answers;
    }

    /// How many activities, and how long they are in the mean.
    private static JsonNode measured(ApiClient bank, String filter) {
        Answer answer = bank.post("/api/v1/records/activity/aggregate", """
                        {"measures": [{"fn": "count"}, {"fn": "avg", "field": "talk_seconds"}], "filter": "%s"}""".formatted(filter.replace("\"", "\\\"")));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json().at("/groups/0");
    }

    private static double mean(JsonNode measured) {
        return new BigDecimal(measured.at("/avg_talk_seconds").asString()).doubleValue();
    }

    private static long earlier(ApiClient bank) {
        Answer answer = bank.post(
                "/api/v1/records/customer/aggregate",
                "{\"measures\": [{\"fn\": \"sum\", \"field\": \"earlier_calls\"}]}");
        return answer.json().at("/groups/0/sum_earlier_calls").asLong();
    }
}
