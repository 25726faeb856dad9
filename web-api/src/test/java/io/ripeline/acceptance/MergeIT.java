package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.openapi.Described;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Two records that stand for the same become one, and what happened around it is told in one order.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + MergeIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class MergeIT {

    static final String OPERATOR = "rpl_operator-of-the-merge-test";

    private static final String FARMS = """
            [{"op": "add", "path": "/objects/-", "value":
               {"key": "farm", "label": L, "nameField": "name", "visibility": "private", "fields": [
                 {"key": "name", "label": L, "type": "text", "required": true},
                 {"key": "code", "label": L, "type": "text", "unique": true},
                 {"key": "mobile", "label": L, "type": "phone"},
                 {"key": "town", "label": L, "type": "text"},
                 {"key": "secret", "label": L, "type": "text"},
                 {"key": "parent", "label": L, "type": "lookup", "target": "farm", "reverse": "parts"},
                 {"key": "fields_count", "label": L, "type": "rollup", "rollup": {"of": "acres", "function": "count"}}]}},
             {"op": "add", "path": "/objects/-", "value":
               {"key": "acre", "label": L, "nameField": "name", "visibility": "private", "fields": [
                 {"key": "name", "label": L, "type": "text", "required": true},
                 {"key": "farm", "label": L, "type": "lookup", "target": "farm", "reverse": "acres", "onDelete": "cascade"}]}},
             {"op": "add", "path": "/roles/%d/permissions/fields", "value": {"farm": {"secret": "none", "mobile": "masked"}}}]""".replace("L,", "{\"en\": \"X\", \"zh-CN\": \"项\"},");

    @LocalServerPort
    private int port;

    private ApiClient admin;
    private ApiClient rep;
    private String repId;

    @BeforeAll
    void provision() {
        ApiClient operator = new ApiClient(port, OPERATOR).before(new Described());
        admin = operator.as(operator.post("/operator/v1/tenants", """
                        {"slug": "merges", "name": "Merges", "template": "direct-sales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@merges.example", "name": "Ada"}}""").text("/adminToken"));
        Answer draft = admin.get("/api/v1/config/draft");
        int role = draft.json().at("/roles").findValuesAsString("key").indexOf("rep");
        Answer edited = admin.patch("/api/v1/config/draft", FARMS.formatted(role), draft.header("ETag"));
        assertThat(edited.status()).as(edited.response().body()).isEqualTo(200);
        Answer published = admin.post("/api/v1/config/draft/publish", "{\"note\": \"farms\"}");
        assertThat(published.status()).as(published.response().body()).isEqualTo(200);
        Answer member = admin.post(
                "/api/v1/members", "{\"email\": \"rita@merges.example\", \"name\": \"Rita\", \"role\": \"rep\"}");
        repId = member.text("/id");
        rep = operator.as(admin.post("/api/v1/members/" + repId + "/tokens", "{\"name\": \"test\"}")
                .text("/token"));
    }

    private static String made(ApiClient client, String object, String values) {
        Answer answer = client.post("/api/v1/records/" + object, "{\"values\": %s}".formatted(values));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.text("/id");
    }

    private static String activity(ApiClient client, String object, String subject, String note) {
        Answer answer = client.post("/api/v1/records/activity", """
                {"values": {"kind": "call", "note": "%s"}, "subject": {"object": "%s", "id": "%s"}}""".formatted(note, object, subject));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.text("/id");
    }

    private static Answer merge(ApiClient client, String object, String into, String from, String more) {
        return client.post(
                "/api/v1/records/%s/merge".formatted(object),
                "{\"into\": \"%s\", \"from\": [\"%s\"]%s}".formatted(into, from, more));
    }

    private static JsonNode values(ApiClient client, String object, String id) {
        return client.get("/api/v1/records/" + object + "/" + id).json().at("/values");
    }

    private List<String> told(ApiClient client, String path) {
        return StreamSupport.stream(client.get(path).json().at("/items").spliterator(), false)
                .map(item -> item.get("kind").asString())
                .toList();
    }

    @Test
    void fillsWhatIsMissingAndMovesWhatPointedToTheOther() {
        String stays = made(admin, "farm", "{\"name\": \"North\", \"town\": \"Ulm\"}");
        String goes = made(admin, "farm", "{\"name\": \"Nord\", \"code\": \"N1\", \"mobile\": \"13812345678\"}");
        String acre = made(admin, "acre", "{\"name\": \"a\", \"farm\": \"%s\"}".formatted(goes));
        String part = made(admin, "farm", "{\"name\": \"Part\", \"parent\": \"%s\"}".formatted(goes));
        String call = activity(admin, "farm", goes, "about Nord");
        String body = ", \"values\": {\"name\": \"%s\"}".formatted(goes);
        JsonNode before = admin.get("/api/v1/records/farm/" + stays).json();

        Answer preview = merge(admin, "farm", stays, goes, body + ", \"dryRun\": true");
        JsonNode afterPreview = admin.get("/api/v1/records/farm/" + stays).json();
        Answer merged = merge(admin, "farm", stays, goes, body);

        assertThat(afterPreview).isEqualTo(before);
        assertThat(merged.status()).as(merged.response().body()).isEqualTo(200);
        for (Answer answer : List.of(preview, merged)) {
            assertThat(answer.text("/record/values/name")).isEqualTo("Nord");
            assertThat(answer.text("/record/values/code")).isEqualTo("N1");
            assertThat(answer.text("/record/values/town")).isEqualTo("Ulm");
            assertThat(answer.number("/record/values/fields_count")).isEqualTo(1);
            assertThat(answer.json().at("/moved").toString()).contains("\"acre\":1", "\"farm\":1", "\"activity\":1");
            assertThat(answer.json().at("/conflicts").findValuesAsString("field"))
                    .containsExactly("name");
        }
        assertThat(values(admin, "acre", acre).at("/farm/id").asString()).isEqualTo(stays);
        assertThat(values(admin, "farm", part).at("/parent/id").asString()).isEqualTo(stays);
        assertThat(admin.get("/api/v1/records/activity/" + call).text("/subject/id"))
                .isEqualTo(stays);
        Answer gone = admin.get("/api/v1/records/farm/" + goes);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.text("/mergedInto")).isEqualTo(stays);
        Answer bin = admin.list("farm", Map.of("deleted", "true"));
        assertThat(bin.text("/items/0/id")).isEqualTo(goes);
        assertThat(bin.text("/items/0/mergedInto")).isEqualTo(stays);
        assertThat(bin.text("/items/0/deletedBy/name")).isEqualTo("Ada");
        assertThat(told(admin, "/api/v1/records/farm/" + stays + "/timeline")).contains("merge", "activity", "created");
    }

    @Test
    void followsAChainOfMerges() {
        String first = made(admin, "farm", "{\"name\": \"one\"}");
        String second = made(admin, "farm", "{\"name\": \"two\"}");
        String third = made(admin, "farm", "{\"name\": \"three\"}");

        merge(admin, "farm", second, first, "");
        merge(admin, "farm", third, second, "");

        assertThat(admin.get("/api/v1/records/farm/" + first).text("/mergedInto"))
                .isEqualTo(third);
        assertThat(admin.send("POST", "/api/v1/records/farm/" + second + "/restore")
                        .status())
                .isEqualTo(200);
        assertThat(admin.get("/api/v1/records/farm/" + second).status()).isEqualTo(200);
    }

    @Test
    void givesBackWhatPointedToARestoredOne() {
        String stays = made(admin, "farm", "{\"name\": \"South\"}");
        String goes = made(admin, "farm", "{\"name\": \"Sued\"}");
        String third = made(admin, "farm", "{\"name\": \"Third\"}");
        String acre = made(admin, "acre", "{\"name\": \"hers\", \"farm\": \"%s\"}".formatted(goes));
        String given = made(admin, "acre", "{\"name\": \"given on\", \"farm\": \"%s\"}".formatted(goes));
        String others = made(admin, "acre", "{\"name\": \"others\", \"farm\": \"%s\"}".formatted(stays));
        String call = activity(admin, "farm", goes, "about Sued");
        String kept = activity(admin, "farm", stays, "about South");
        merge(admin, "farm", stays, goes, "");
        merge(admin, "farm", third, stays, "");
        admin.patch("/api/v1/records/acre/" + given, "{\"values\": {\"farm\": null}}");
        admin.patch("/api/v1/records/acre/" + given, "{\"values\": {\"farm\": \"%s\"}}".formatted(third));

        Answer restored = admin.send("POST", "/api/v1/records/farm/" + goes + "/restore");

        assertThat(restored.status()).as(restored.response().body()).isEqualTo(200);
        assertThat(restored.number("/values/fields_count")).isEqualTo(1);
        assertThat(values(admin, "farm", third).at("/fields_count").asInt()).isEqualTo(2);
        assertThat(values(admin, "acre", acre).at("/farm/id").asString()).isEqualTo(goes);
        assertThat(values(admin, "acre", given).at("/farm/id").asString()).isEqualTo(third);
        assertThat(values(admin, "acre", others).at("/farm/id").asString()).isEqualTo(third);
        assertThat(admin.get("/api/v1/records/activity/" + call).text("/subject/id"))
                .isEqualTo(goes);
        assertThat(admin.get("/api/v1/records/activity/" + kept).text("/subject/id"))
                .isEqualTo(third);
    }

    @Test
    void givesBackToWhomARestoredOneWasShownAndWhoClaimedIt() {
        String stays = made(admin, "customer", "{\"name\": \"Harbour Mills\"}");
        String goes = made(admin, "customer", "{\"name\": \"Quay Works\"}");
        admin.patch("/api/v1/records/customer/" + goes, "{\"ownerId\": null}");
        assertThat(rep.post("/api/v1/records/customer/" + goes + "/claim", "{}").status())
                .isEqualTo(200);
        Answer lena = admin.post(
                "/api/v1/members", "{\"email\": \"lena@merges.example\", \"name\": \"Lena\", \"role\": \"rep\"}");
        ApiClient shown = rep.as(admin.post("/api/v1/members/" + lena.text("/id") + "/tokens", "{\"name\": \"test\"}")
                .text("/token"));
        String share = "{\"member\": \"%s\", \"access\": \"read\"}".formatted(lena.text("/id"));
        admin.post("/api/v1/records/customer/" + goes + "/shares", share);
        long claimed = claimed(rep);

        merge(admin, "customer", stays, goes, "");
        int before = shown.get("/api/v1/records/customer/" + stays).status();
        long meanwhile = claimed(rep);
        admin.send("POST", "/api/v1/records/customer/" + goes + "/restore");

        assertThat(before).isEqualTo(200);
        assertThat(meanwhile).isEqualTo(claimed - 1);
        assertThat(claimed(rep)).isEqualTo(claimed).isPositive();
        assertThat(shown.get("/api/v1/records/customer/" + goes).status()).isEqualTo(200);
        assertThat(shown.get("/api/v1/records/customer/" + stays).status()).isEqualTo(404);
        assertThat(rep.get("/api/v1/records/customer/" + goes).text("/ownerId")).isEqualTo(repId);
    }

    private static long claimed(ApiClient client) {
        return client.get("/api/v1/pools").number("/items/0/claimedNow");
    }

    @Test
    void letsWhatWouldPointToItselfGo() {
        String goes = made(admin, "farm", "{\"name\": \"parent\"}");
        String stays = made(admin, "farm", "{\"name\": \"child\", \"parent\": \"%s\"}".formatted(goes));

        assertThat(merge(admin, "farm", stays, goes, "").status()).isEqualTo(200);

        assertThat(values(admin, "farm", stays).has("parent")).isFalse();
    }

    @Test
    void keepsOneOpenItemPerRhythm() {
        String stays = made(admin, "customer", "{\"name\": \"Acme\", \"grade\": \"a\"}");
        String goes = made(admin, "customer", "{\"name\": \"ACME\", \"grade\": \"a\"}");
        String open = "subject_id == \"%s\" && state == \"open\"";
        assertThat(admin.list("follow_up", Map.of("filter", open.formatted(goes), "count", "true"))
                        .number("/total"))
                .isEqualTo(1);

        Answer merged = merge(admin, "customer", stays, goes, "");

        assertThat(merged.status()).as(merged.response().body()).isEqualTo(200);
        assertThat(admin.list("follow_up", Map.of("filter", open.formatted(stays), "count", "true"))
                        .number("/total"))
                .isEqualTo(1);
        assertThat(admin.list("follow_up", Map.of("filter", open.formatted(goes), "count", "true"))
                        .number("/total"))
                .isZero();
    }

    @Test
    void touchesNothingThatTheMemberDoesNotSee() {
        String hers = made(rep, "farm", "{\"name\": \"hers\"}");
        String others = made(admin, "farm", "{\"name\": \"others\"}");
        JsonNode before = admin.get("/api/v1/records/farm/" + others).json();

        assertThat(merge(rep, "farm", hers, others, "").status()).isEqualTo(404);
        assertThat(merge(rep, "farm", others, hers, "").status()).isEqualTo(404);
        assertThat(admin.get("/api/v1/records/farm/" + others).json()).isEqualTo(before);
        assertThat(admin.get("/api/v1/records/farm/" + hers).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"into\": \"ID\", \"from\": []}",
                "{\"into\": \"ID\", \"from\": [\"ID\"]}",
                "{\"into\": \"ID\", \"from\": [\"OTHER\", \"OTHER\"]}",
                "{\"into\": \"ID\", \"from\": [\"OTHER\"], \"values\": {\"colour\": \"ID\"}}",
                "{\"into\": \"ID\", \"from\": [\"OTHER\"], \"values\": {\"name\": \"0197b5a0-0000-7000-8000-000000000000\"}}",
                "{\"into\": \"ID\", \"from\": [\"OTHER\"], \"values\": {\"fields_count\": \"OTHER\"}}",
                "{\"into\": \"ID\", \"from\": [\"OTHER\"], \"colour\": 1}",
                "{\"into\": \"x\", \"from\": [\"OTHER\"]}"
            })
    void refusesWhatIsNoMerge(String body) {
        String id = made(admin, "farm", "{\"name\": \"stays\"}");
        String other = made(admin, "farm", "{\"name\": \"other\"}");

        Answer answer =
                admin.post("/api/v1/records/farm/merge", body.replace("ID", id).replace("OTHER", other));

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(422);
        assertThat(admin.get("/api/v1/records/farm/" + other).status()).isEqualTo(200);
    }

    @Nested
    class TheTimeline {

        private Answer page(ApiClient client, String farm, String query) {
            return client.get("/api/v1/records/farm/" + farm + "/timeline?" + query);
        }

        @Test
        void tellsAllOnceInTheOrderOfTimePageByPage() {
            String farm = made(admin, "farm", "{\"name\": \"told\"}");
            String acre = made(admin, "acre", "{\"name\": \"below\", \"farm\": \"%s\"}".formatted(farm));
            for (int number = 0; number < 7; number++) {
                activity(admin, number % 2 == 0 ? "farm" : "acre", number % 2 == 0 ? farm : acre, "call " + number);
                admin.patch("/api/v1/records/farm/" + farm, "{\"values\": {\"town\": \"%d\"}}".formatted(number));
            }
            admin.patch("/api/v1/records/farm/" + farm, "{\"ownerId\": \"%s\"}".formatted(repId));

            List<JsonNode> whole = new ArrayList<>();
            page(admin, farm, "limit=200").json().at("/items").forEach(whole::add);
            List<JsonNode> paged = new ArrayList<>();
            String cursor = "";
            while (cursor != null) {
                Answer answer = page(admin, farm, "limit=3" + cursor);
                answer.json().at("/items").forEach(paged::add);
                JsonNode next = answer.json().get("nextCursor");
                cursor = next.isNull() ? null : "&cursor=" + next.asString();
            }

            assertThat(paged).isEqualTo(whole);
            List<String> kinds =
                    whole.stream().map(event -> event.get("kind").asString()).toList();
            assertThat(kinds).hasSize(17).startsWith("owner").endsWith("created");
            assertThat(kinds.stream().filter("activity"::equals)).hasSize(7);
            assertThat(kinds.stream().filter("change"::equals)).hasSize(7);
            assertThat(whole.getFirst().at("/data/to/name").asString()).isEqualTo("Rita");
            assertThat(whole.stream()
                            .map(event -> event.get("at").asString())
                            .sorted(java.util.Comparator.reverseOrder())
                            .toList())
                    .isEqualTo(whole.stream()
                            .map(event -> event.get("at").asString())
                            .toList());
            assertThat(told(admin, "/api/v1/records/farm/" + farm + "/timeline?kinds=activity,owner&limit=2"))
                    .containsExactly("owner", "activity");
        }

        @Test
        void tellsOfAllThatPointsThereHoweverMany() {
            String farm = made(admin, "farm", "{\"name\": \"wide\"}");
            List<String> acres = new ArrayList<>();
            for (int batch = 0; batch < 3; batch++) {
                String create =
                        "{\"op\": \"create\", \"values\": {\"name\": \"acre\", \"farm\": \"%s\"}}".formatted(farm);
                admin.post(
                                "/api/v1/records/acre/batch",
                                "{\"operations\": [%s]}".formatted(String.join(",", Collections.nCopies(200, create))))
                        .json()
                        .at("/results")
                        .forEach(result -> acres.add(result.at("/id").asString()));
            }
            activity(admin, "acre", acres.getFirst(), "of the oldest");
            admin.patch("/api/v1/records/acre/" + acres.get(1), "{\"values\": {\"name\": \"renamed\"}}");

            Set<String> created = new HashSet<>();
            List<String> kinds = new ArrayList<>();
            String cursor = "";
            while (cursor != null) {
                Answer answer = page(admin, farm, "limit=150" + cursor);
                answer.json().at("/items").forEach(item -> {
                    kinds.add(item.get("kind").asString());
                    created.add(
                            item.get("kind").asString() + item.get("recordId").asString());
                });
                JsonNode next = answer.json().get("nextCursor");
                cursor = next.isNull() ? null : "&cursor=" + next.asString();
            }

            assertThat(kinds).hasSize(603).startsWith("change", "activity");
            assertThat(created).hasSize(603).contains("created" + acres.getFirst());
        }

        @Test
        void tellsNothingThatTheReaderMayNotKnow() {
            String farm = made(admin, "farm", "{\"name\": \"kept\", \"secret\": \"s1\"}");
            String hidden = made(admin, "acre", "{\"name\": \"hidden\", \"farm\": \"%s\"}".formatted(farm));
            activity(admin, "farm", farm, "follows the farm");
            admin.patch("/api/v1/records/farm/" + farm, "{\"values\": {\"secret\": \"s2\"}}");
            admin.patch(
                    "/api/v1/records/farm/" + farm, "{\"values\": {\"mobile\": \"13812345678\", \"secret\": \"s3\"}}");
            admin.patch("/api/v1/records/farm/" + farm, "{\"ownerId\": \"%s\"}".formatted(repId));

            String told = page(rep, farm, "").response().body();
            String changes = rep.get("/api/v1/records/farm/" + farm + "/changes")
                    .response()
                    .body();

            for (String text : List.of(told, changes)) {
                assertThat(text)
                        .doesNotContain("secret", "s2", "s3", "13812345678", hidden)
                        .contains("138****5678");
            }
            assertThat(rep.get("/api/v1/records/acre/" + hidden + "/timeline").status())
                    .isEqualTo(404);
            assertThat(rep.get("/api/v1/records/acre/" + hidden + "/changes").status())
                    .isEqualTo(404);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "kinds=party",
                    "kinds=activity,",
                    "limit=0",
                    "limit=201",
                    "cursor=x",
                    "cursor=e30",
                    "cursor=%00"
                })
        void refusesAStrangeQuestion(String query) {
            String farm = made(admin, "farm", "{\"name\": \"asked\"}");

            assertThat(page(admin, farm, query).status()).isEqualTo(422);
        }

        @Test
        void refusesTheCursorOfAnotherOne() {
            String farm = made(admin, "farm", "{\"name\": \"one\"}");
            admin.patch("/api/v1/records/farm/" + farm, "{\"values\": {\"town\": \"x\"}}");
            String other = made(admin, "farm", "{\"name\": \"other\"}");
            String cursor = page(admin, farm, "limit=1").text("/nextCursor");

            assertThat(page(admin, farm, "limit=1&cursor=" + cursor).status()).isEqualTo(200);
            assertThat(page(admin, other, "limit=1&cursor=" + cursor).status()).isEqualTo(422);
            assertThat(page(admin, farm, "limit=1&kinds=change&cursor=" + cursor)
                            .status())
                    .isEqualTo(422);
        }

        @Test
        void tellsToWhomItWasShownAlsoBeforeAMerge() {
            String stays = made(admin, "farm", "{\"name\": \"shown\"}");
            String goes = made(admin, "farm", "{\"name\": \"shown too\"}");
            Answer shared = admin.post(
                    "/api/v1/records/farm/" + goes + "/shares",
                    "{\"member\": \"%s\", \"access\": \"read\", \"as\": \"presales\"}".formatted(repId));
            assertThat(shared.status()).as(shared.response().body()).isEqualTo(201);

            assertThat(merge(admin, "farm", stays, goes, "").status()).isEqualTo(200);

            assertThat(rep.get("/api/v1/records/farm/" + stays).status()).isEqualTo(200);
            JsonNode items = page(rep, stays, "kinds=share").json().at("/items");
            assertThat(items).hasSize(1);
            assertThat(items.at("/0/data/member/name").asString()).isEqualTo("Rita");
            assertThat(items.at("/0/data/as").asString()).isEqualTo("presales");
            assertThat(merge(rep, "farm", stays, made(rep, "farm", "{\"name\": \"hers\"}"), "")
                            .status())
                    .isEqualTo(403);
        }

        @Test
        void tellsTheMovesOfADeal() {
            String customer = made(admin, "customer", "{\"name\": \"Mover\", \"grade\": \"a\"}");
            admin.patch("/api/v1/records/customer/" + customer, "{\"values\": {\"grade\": \"b\"}}");

            JsonNode items = admin.get("/api/v1/records/customer/" + customer + "/timeline?kinds=move,follow_up")
                    .json()
                    .at("/items");

            assertThat(items.toString()).contains("\"move\"", "\"follow_up\"");
            assertThat(items.toString()).contains("\"from\":\"a\"", "\"to\":\"b\"", "\"dueOn\"");
        }
    }
}
