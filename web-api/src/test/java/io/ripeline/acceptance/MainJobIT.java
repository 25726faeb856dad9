package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.openapi.Described;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// From nothing, by HTTP alone: a company is provisioned, defines its funnel, imports its pipeline, and its reps work.
@OnRealServers
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + MainJobIT.OPERATOR)
class MainJobIT {

    static final String OPERATOR = "rpl_operator-of-the-acceptance-test";

    @LocalServerPort
    private int port;

    @Test
    void carriesTheMainJobOnThePublishedPipeline() {
        Optional<Pipeline> published = Pipeline.published();
        assumeTrue(
                published.isPresent(),
                "shared/data does not stand beside this checkout: the real pipeline is not read");

        new Story("acme", published.get(), new ApiClient(port, OPERATOR).before(new Described())).tell();
    }

    @Test
    void carriesTheMainJobOnAGeneratedPipelineWithRepeatableRequests() {
        new Story(
                        "smallholder",
                        Pipeline.generated(),
                        new ApiClient(port, OPERATOR).before(new Described()).keyed())
                .tell();
    }

    private final class Story {

        private final String slug;
        private final Pipeline pipeline;
        private final ApiClient admin;
        private final Map<String, String> members = new HashMap<>();

        Story(String slug, Pipeline pipeline, ApiClient operator) {
            this.slug = slug;
            this.pipeline = pipeline;
            Answer provisioned = operator.post("/operator/v1/tenants", """
                    {"slug": "%s", "name": "Acme", "template": "direct-sales", "locale": "en", "timeZone": "UTC",
                     "sampleData": false, "admin": {"email": "admin@%s.example", "name": "Ada Admin"}}
                    """.formatted(slug, slug));
            assertThat(provisioned.status()).as(provisioned.json().toString()).isEqualTo(201);
            this.admin = operator.as(provisioned.text("/adminToken"));
        }

        void tell() {
            adaptTheDefinition();
            inviteThePeople();
            importAccountsAndProducts();
            importDeals();
            meetTheFacts();
            tryACriterionOnThePast();
            stopADealWithoutAccount();
            workTheDay();
            showNothingToANeighbour();
        }

        private void adaptTheDefinition() {
            Answer draft = admin.get("/api/v1/config/draft");
            assertThat(draft.status()).isEqualTo(200);
            int customer = indexOf(draft.json().at("/objects"), "customer");
            Answer patched = admin.patch("/api/v1/config/draft", """
                    [{"op": "replace", "path": "/funnels/0/stages", "value": [
                        {"key": "prospecting", "label": {"en": "Prospecting", "zh-CN": "开拓"}, "kind": "open"},
                        {"key": "engaging", "label": {"en": "Engaging", "zh-CN": "洽谈"}, "kind": "open"},
                        {"key": "won", "label": {"en": "Won", "zh-CN": "赢单"}, "kind": "won", "criteria": [
                            {"key": "account_known", "label": {"en": "Account known", "zh-CN": "客户已知"},
                             "when": "has(customer)", "severity": "block",
                             "message": {"en": "Say which account buys.", "zh-CN": "请填写购买的客户。"}}]},
                        {"key": "lost", "label": {"en": "Lost", "zh-CN": "输单"}, "kind": "lost"}]},
                     {"op": "add", "path": "/objects/%1$d/fields/-", "value":
                        {"key": "sector", "label": {"en": "Sector", "zh-CN": "行业"}, "type": "text"}},
                     {"op": "add", "path": "/objects/%1$d/fields/-", "value":
                        {"key": "year_established", "label": {"en": "Founded", "zh-CN": "成立年份"}, "type": "integer"}},
                     {"op": "add", "path": "/objects/%1$d/fields/-", "value":
                        {"key": "revenue", "label": {"en": "Revenue", "zh-CN": "营收"}, "type": "decimal"}}]
                    """.formatted(customer), draft.header("ETag"));
            assertThat(patched.status()).as(patched.json().toString()).isEqualTo(200);
            Answer check = admin.post("/api/v1/config/draft/check", "{}");
            assertThat(check.json().at("/problems").size())
                    .as(check.json().toString())
                    .isZero();
            Answer published = admin.post("/api/v1/config/draft/publish", "{\"note\": \"Our own funnel\"}");
            assertThat(published.status()).as(published.json().toString()).isEqualTo(200);
            assertThat(published.number("/version")).isEqualTo(2);
        }

        private static int indexOf(JsonNode list, String key) {
            for (int index = 0; index < list.size(); index++) {
                if (list.get(index).at("/key").asString().equals(key)) {
                    return index;
                }
            }
            throw new AssertionError("no " + key);
        }

        private void inviteThePeople() {
            List<String[]> rows = pipeline.teams()
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
            rows.stream().map(row -> row[1]).distinct().forEach(manager -> invite(manager, "manager", null));
            rows.forEach(row -> invite(row[0], "rep", members.get(row[1])));
        }

        private void invite(String name, String role, @Nullable String manager) {
            String email = name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@" + slug + ".example";
            String managerId = manager == null ? "null" : "\"" + manager + "\"";
            Answer invited = admin.post("/api/v1/members", """
                    {"email": "%s", "name": "%s", "role": "%s", "managerId": %s}
                    """.formatted(email, name, role, managerId));
            assertThat(invited.status()).as(invited.json().toString()).isEqualTo(201);
            members.put(name, invited.text("/id"));
        }

        private void importAccountsAndProducts() {
            bringIn(pipeline.accounts(), pipeline.facts().accounts(), """
                    {"object": "customer", "mode": "create", "mapping": [
                        {"column": "account", "field": "name"}, {"column": "sector", "field": "sector"},
                        {"column": "year_established", "field": "year_established"},
                        {"column": "revenue", "field": "revenue"}, {"column": "employees", "field": "employees"},
                        {"column": "office_location", "field": "city"}]}""");
            bringIn(pipeline.products(), pipeline.facts().products(), """
                    {"object": "product", "mode": "create", "mapping": [
                        {"column": "product", "field": "name"}, {"column": "series", "field": "series"},
                        {"column": "sales_price", "field": "price"}]}""");
        }

        private void importDeals() {
            int all = pipeline.facts().deals().values().stream()
                    .mapToInt(count -> count)
                    .sum();
            bringIn(pipeline.deals(), all, """
                    {"object": "deal", "mode": "create", "mapping": [
                        {"column": "opportunity_id", "field": "name"}, {"column": "sales_agent", "field": "owner"},
                        {"column": "product", "field": "product"}, {"column": "account", "field": "customer"},
                        {"column": "deal_stage", "field": "stage"},
                        {"column": "engage_date", "field": "history.stage.engaging"},
                        {"column": "close_date", "field": "history.stage.won"},
                        {"column": "close_date", "field": "history.stage.lost"},
                        {"column": "close_date", "field": "closed_on"},
                        {"column": "close_value", "field": "amount"}]}""");
        }

        private void bringIn(String file, int rows, String options) {
            Answer uploaded = admin.upload(file.getBytes(StandardCharsets.UTF_8), options);
            assertThat(uploaded.status()).as(uploaded.json().toString()).isEqualTo(201);
            String path = "/api/v1/imports/" + uploaded.text("/id");
            JsonNode rehearsed = admin.finished(admin.post(path + "/dry-run", ""));
            assertThat(rehearsed.at("/result/created").asInt())
                    .as(rehearsed.toString())
                    .isEqualTo(rows);
            JsonNode done = admin.finished(admin.post(path + "/run", ""));
            assertThat(done.at("/state").asString()).as(done.toString()).isEqualTo("done");
            assertThat(done.at("/result/created").asInt()).as(done.toString()).isEqualTo(rows);
            assertThat(done.at("/result/failed").asInt()).isZero();
            assertThat(admin.get(path + "/failed").response().body().lines().count())
                    .isEqualTo(1);
        }

        private void meetTheFacts() {
            Answer figures = admin.post("/api/v1/records/deal/aggregate", """
                    {"groupBy": ["stage"], "measures": [{"fn": "count"}, {"fn": "sum", "field": "amount"}]}""");
            Map<String, Integer> counts = new HashMap<>();
            Map<String, String> sums = new HashMap<>();
            figures.json().at("/groups").forEach(group -> {
                counts.put(group.at("/key/stage").asString(), group.at("/count").asInt());
                sums.put(
                        group.at("/key/stage").asString(),
                        group.at("/sum_amount").asString());
            });
            assertThat(counts).isEqualTo(pipeline.facts().deals());
            assertThat(new BigDecimal(sums.get("won")))
                    .isEqualByComparingTo(pipeline.facts().wonAmount());
            Answer won = admin.list("deal", Map.of("filter", "stage == \"won\"", "count", "true", "limit", "1"));
            assertThat(won.number("/total"))
                    .isEqualTo(pipeline.facts().deals().getOrDefault("won", 0).longValue());
            String id = won.text("/items/0/id");
            JsonNode moves =
                    admin.get("/api/v1/records/deal/" + id + "/moves").json().at("/items");
            assertThat(moves.findValuesAsString("to")).containsExactly("engaging", "won");
            assertThat(moves.at("/0/leftAt")).isEqualTo(moves.at("/1/enteredAt"));
            assertThat(moves.at("/1/enteredAt").asString()).startsWith(won.text("/items/0/values/closed_on"));
        }

        /// Counted by hand from the file: who had an account when he was engaged, and how that ended.
        private void tryACriterionOnThePast() {
            Map<String, Integer> byHand = new HashMap<>();
            pipeline.deals()
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .filter(row -> !row[5].isEmpty())
                    .forEach(row -> byHand.merge(
                            (row[3].isEmpty() ? "failed " : "passed ") + row[4].toLowerCase(Locale.ROOT),
                            1,
                            Integer::sum));
            JsonNode report = tried("""
                    {"object": "deal", "criterion": {"stage": "engaging", "when": "has(customer)"}}""");
            assertThat(report.at("/byOutcome/won/passed").asInt()).isEqualTo(byHand.getOrDefault("passed won", 0));
            assertThat(report.at("/byOutcome/won/failed").asInt()).isEqualTo(byHand.getOrDefault("failed won", 0));
            assertThat(report.at("/byOutcome/lost/passed").asInt()).isEqualTo(byHand.getOrDefault("passed lost", 0));
            assertThat(report.at("/byOutcome/lost/failed").asInt()).isEqualTo(byHand.getOrDefault("failed lost", 0));
            assertThat(report.at("/byOutcome/open/passed").asInt())
                    .isEqualTo(byHand.getOrDefault("passed engaging", 0));
            assertThat(report.at("/byOutcome/open/failed").asInt())
                    .isEqualTo(byHand.getOrDefault("failed engaging", 0))
                    .isPositive();
            assertThat(report.at("/total").asInt())
                    .isEqualTo(byHand.values().stream().mapToInt(count -> count).sum());
            assertThat(report.at("/undecided").asInt()).isZero();
            assertThat(report.at("/examples/0/missing/0").asString()).isEqualTo("customer");

            JsonNode known = tried("""
                    {"object": "deal", "criterion": {"stage": "won", "key": "account_known"}}""");
            assertThat(known.at("/total").asInt())
                    .isEqualTo(pipeline.facts().deals().get("won"));
            assertThat(known.at("/passed").asInt()).isEqualTo(byHand.getOrDefault("passed won", 0));
            assertThat(tokenOf(pipeline.teams()
                                    .lines()
                                    .skip(1)
                                    .findFirst()
                                    .orElseThrow()
                                    .split(",", -1)[0])
                            .post("/api/v1/config/draft/simulate", "{\"object\": \"deal\", \"filter\": \"true\"}")
                            .status())
                    .isEqualTo(403);
        }

        private JsonNode tried(String request) {
            Answer answer = admin.post("/api/v1/config/draft/simulate", request);
            assertThat(answer.status()).as(answer.json().toString()).isIn(200, 202);
            return answer.status() == 200
                    ? answer.json()
                    : admin.finished(answer).at("/result");
        }

        private void stopADealWithoutAccount() {
            Answer open = admin.list("deal", Map.of("filter", "stage == \"engaging\" && !has(customer)", "limit", "1"));
            String path = "/api/v1/records/deal/" + open.text("/items/0/id");
            String before = admin.get(path).json().toString();

            Answer refused = admin.post(path + "/move", "{\"stage\": \"won\"}");
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("/code")).isEqualTo("stage-criteria-unmet");
            assertThat(refused.text("/unmet/0/key")).isEqualTo("account_known");
            assertThat(refused.text("/unmet/0/message")).isEqualTo("Say which account buys.");
            assertThat(refused.text("/unmet/0/missing/0")).isEqualTo("customer");
            Answer patched = admin.patch(path, "{\"values\": {\"stage\": \"won\"}}");
            assertThat(patched.text("/code")).isEqualTo("stage-criteria-unmet");
            assertThat(admin.get(path).json()).hasToString(before);

            String customer = admin.list("customer", Map.of("limit", "1")).text("/items/0/id");
            Answer told = admin.post(path + "/move?dryRun=true", "{\"stage\": \"won\"}");
            assertThat(told.json().at("/allowed").asBoolean()).isFalse();
            Answer moved = admin.post(
                    path + "/move", "{\"stage\": \"won\", \"values\": {\"customer\": \"%s\"}}".formatted(customer));
            assertThat(moved.status()).as(moved.json().toString()).isEqualTo(200);
            assertThat(moved.text("/values/stage")).isEqualTo("won");
            assertThat(moved.text("/values/customer/id")).isEqualTo(customer);
        }

        private void workTheDay() {
            List<String> reps = pipeline.teams()
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", -1)[0])
                    .toList();
            ApiClient rep = tokenOf(reps.get(0));
            ApiClient other = tokenOf(reps.get(1));
            String customer =
                    admin.list("customer", Map.of("sort", "name", "limit", "1")).text("/items/0/id");
            Answer graded =
                    admin.patch("/api/v1/records/customer/" + customer, """
                    {"ownerId": "%s", "values": {"grade": "c"}}""".formatted(members.get(reps.get(0))));
            assertThat(graded.status()).as(graded.json().toString()).isEqualTo(200);

            LocalDate due = LocalDate.now(ZoneOffset.UTC).plusDays(14);
            Answer list = rep.get("/api/v1/worklist?on=" + due);
            assertThat(list.text("/today/0/subject/id"))
                    .as(list.json().toString())
                    .isEqualTo(customer);
            assertThat(list.text("/today/0/because/rule")).isEqualTo("every_2_weeks");
            assertThat(rep.get("/api/v1/worklist").json().at("/today").size()).isZero();
            assertThat(other.get("/api/v1/worklist?on=" + due)
                            .json()
                            .at("/today")
                            .size())
                    .isZero();

            Answer completed = rep.post("/api/v1/worklist/" + list.text("/today/0/id") + "/complete", """
                    {"activity": {"kind": "call", "outcome": "connected", "durationSeconds": 240, "note": "Keen."}}""");
            assertThat(completed.status()).as(completed.json().toString()).isEqualTo(200);
            assertThat(completed.text("/next/dueOn")).isEqualTo(due.toString());
            Answer activity = rep.get("/api/v1/records/activity/" + completed.text("/activity/id"));
            assertThat(activity.text("/subject/id")).isEqualTo(customer);
            assertThat(rep.get("/api/v1/worklist").json().at("/done").size()).isEqualTo(1);
        }

        private ApiClient tokenOf(String name) {
            Answer issued = admin.post("/api/v1/members/" + members.get(name) + "/tokens", "{\"name\": \"phone\"}");
            assertThat(issued.status()).isEqualTo(201);
            return admin.as(issued.text("/token"));
        }

        private void showNothingToANeighbour() {
            Answer provisioned = new ApiClient(port, OPERATOR)
                    .before(new Described())
                    .post("/operator/v1/tenants", """
                    {"slug": "next-to-%s", "name": "Neighbour", "template": "five-level",
                     "admin": {"email": "admin@next-to-%s.example", "name": "Nina"}}
                    """.formatted(slug, slug));
            ApiClient neighbour = admin.as(provisioned.text("/adminToken"));
            String deal = admin.list("deal", Map.of("limit", "1")).text("/items/0/id");
            String before = admin.get("/api/v1/records/deal/" + deal).json().toString();
            String member = members.values().iterator().next();

            assertThat(neighbour.list("deal", Map.of("count", "true")).number("/total"))
                    .isZero();
            assertThat(neighbour.get("/api/v1/records/deal/" + deal).status()).isEqualTo(404);
            assertThat(neighbour.get("/api/v1/records/deal/" + deal + "/moves").status())
                    .isEqualTo(404);
            assertThat(neighbour
                            .patch("/api/v1/records/deal/" + deal, "{\"values\": {\"name\": \"mine\"}}")
                            .status())
                    .isEqualTo(404);
            assertThat(neighbour
                            .post("/api/v1/records/deal/" + deal + "/move", "{\"stage\": \"won\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(neighbour.get("/api/v1/members").json().at("/items").size())
                    .isEqualTo(1);
            assertThat(neighbour
                            .post("/api/v1/members/" + member + "/tokens", "{\"name\": \"x\"}")
                            .status())
                    .isEqualTo(404);
            assertThat(neighbour.get("/api/v1/worklist?member=" + member).status())
                    .isEqualTo(404);
            assertThat(neighbour
                            .post("/api/v1/records/deal/aggregate", "{\"measures\": [{\"fn\": \"count\"}]}")
                            .number("/groups/0/count"))
                    .isZero();
            assertThat(neighbour
                            .get("/api/v1/config")
                            .json()
                            .at("/funnels/0/stages")
                            .findValuesAsString("key"))
                    .doesNotContain("engaging");
            assertThat(admin.get("/api/v1/records/deal/" + deal).json()).hasToString(before);
        }
    }
}
