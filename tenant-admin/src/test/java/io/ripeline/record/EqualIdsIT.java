package io.ripeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.WithCompanies;
import io.ripeline.refusal.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/// Two companies whose customer and deal bear the same ids: what points to them in one is nothing to the other.
@WithCompanies
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EqualIdsIT {

    private static final String LISTS = """
            [{"op": "add", "path": "/objects/1/fields/1/reverse", "value": "contacts"},
             {"op": "add", "path": "/objects/2/fields/1/reverse", "value": "deals"},
             {"op": "add", "path": "/objects/0/fields/-", "value":
                {"key": "deal_count", "label": L, "type": "rollup", "rollup": {"of": "deals", "function": "count"}}},
             {"op": "add", "path": "/objects/0/fields/-", "value":
                {"key": "worth", "label": L, "type": "rollup", "currency": "CNY",
                 "rollup": {"of": "deals", "function": "sum", "field": "amount"}}},
             {"op": "add", "path": "/objects/0/fields/-", "value":
                {"key": "calls", "label": L, "type": "rollup",
                 "rollup": {"of": "activities", "function": "count", "where": "kind == 'call'"}}},
             {"op": "add", "path": "/objects/0/fields/-", "value":
                {"key": "twice", "label": L, "type": "formula", "result": "integer", "formula": "deal_count * 2"}},
             {"op": "replace", "path": "/funnels/0/stages/1/criteria", "value": [
                {"key": "called", "label": L, "message": L, "severity": "block",
                 "when": "activities.exists(a, a.kind == 'call')"}]}]""".replace("L,", "{\"en\": \"X\", \"zh-CN\": \"项\"},");

    @Autowired
    private Companies companies;

    @Autowired
    private JdbcTemplate jdbc;

    private Company bare;
    private Company busy;
    private UUID customer;
    private UUID deal;

    @BeforeAll
    void giveBothTheSameIds() {
        bare = companies.provision();
        busy = companies.provision();
        bare.publish(LISTS);
        busy.publish(LISTS);
        customer = bare.admin()
                .create("customer", "{\"name\": \"Northern Foods\"}")
                .id();
        deal = bare.admin().create("deal", "{\"name\": \"Racking\"}").id();
        copy("customer");
        copy("deal");

        busy.admin().create("contact", "{\"name\": \"Li\", \"customer\": \"%s\"}".formatted(customer));
        busy.admin().create("deal", "{\"name\": \"One\", \"amount\": 5, \"customer\": \"%s\"}".formatted(customer));
        busy.admin().create("deal", "{\"name\": \"Two\", \"amount\": 7, \"customer\": \"%s\"}".formatted(customer));
        String call = "{\"kind\": \"call\", \"started_at\": \"%s\"}"
                .formatted(Instant.now().minusSeconds(60));
        busy.admin().create("activity", call, new Subject("customer", customer));
        busy.admin().create("activity", call, new Subject("deal", deal));
    }

    private void copy(String object) {
        jdbc.update("INSERT INTO \"%s\".%s SELECT * FROM \"%s\".%s"
                .formatted(busy.tenant().schema(), object, bare.tenant().schema(), object));
    }

    private static List<UUID> found(Company company, String filter) {
        return company.admin().list("customer", RecordQuery.matching(filter)).items().stream()
                .map(StoredRecord::id)
                .toList();
    }

    private Map<String, Object> values(Company company) {
        return company.admin().get("customer", customer).values();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contacts.exists(c, c.name == \"Li\")",
                "size(contacts) == 1",
                "size(deals) == 2",
                "deals.exists_one(d, d.amount > 6)",
                "deals.filter(d, d.amount > 1).size() == 2",
                "activities.exists(a, a.kind == \"call\")",
                "activity_count(\"call\", duration(\"720h\")) == 1",
                "deal_count == 2"
            })
    void findTheirOwnListsOnly(String filter) {
        assertThat(found(busy, filter)).containsExactly(customer);
        assertThat(found(bare, filter)).isEmpty();
        assertThat(found(bare, "!(" + filter + ")")).containsExactly(customer);
    }

    @Test
    void computeOverTheirOwnRecordsOnly() {
        assertThat(values(bare))
                .containsEntry("deal_count", 0L)
                .containsEntry("twice", 0L)
                .containsEntry("calls", 0L);
        assertThat(values(busy))
                .containsEntry("deal_count", 2L)
                .containsEntry("twice", 4L)
                .containsEntry("calls", 1L);
        assertThat(String.valueOf(values(busy).get("worth"))).contains("12");
        assertThat(String.valueOf(values(bare).get("worth"))).doesNotContain("12");
    }

    @Test
    void holdCriteriaOverTheirOwnActivitiesOnly() {
        Refused refused = catchThrowableOfType(Refused.class, () -> bare.admin().move(deal, "qualification", "{}"));

        assertThat(refused.code().code()).isEqualTo("stage-criteria-unmet");
        assertThat(busy.admin().move(deal, "qualification", "{}").record().text("stage"))
                .contains("qualification");
        assertThat(bare.admin().get("deal", deal).text("stage")).contains("prospecting");
    }
}
