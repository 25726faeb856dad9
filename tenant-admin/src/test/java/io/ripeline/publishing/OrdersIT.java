package io.ripeline.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.job.Chore;
import io.ripeline.job.JobState;
import io.ripeline.job.Jobs;
import io.ripeline.record.RecordPage;
import io.ripeline.record.RecordQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/// The indexes that lists are read along.
@WithCompanies
class OrdersIT {

    private static final String BY_NAME = "(\"left\"(name, 200), id)";
    private static final String MY_CUSTOMERS = "(owner_id, \"left\"(name, 200), id)";

    @Autowired
    private Companies companies;

    @Autowired
    private Jobs jobs;

    @Autowired
    private List<Chore> chores;

    @Autowired
    private JdbcTemplate jdbc;

    private Company company;
    private Person admin;

    @BeforeEach
    void begin() {
        company = companies.provision();
        admin = company.admin();
    }

    private List<@Nullable String> indexes(String object) {
        return jdbc.queryForList(
                "SELECT substring(indexdef FROM 'USING btree (.*) WHERE') FROM pg_indexes"
                        + " WHERE schemaname = ? AND tablename = ? AND indexdef LIKE '%WHERE%'",
                String.class, company.tenant().schema(), object);
    }

    @Test
    void serveTimesNamesStagesAndTheSavedViews() {
        assertThat(indexes("customer"))
                .contains("(created_at, id)", BY_NAME, MY_CUSTOMERS, "(\"left\"(registration_number, 200), id)")
                .doesNotContain("(updated_at, id)");
        assertThat(indexes("deal"))
                .contains(
                        "(stage, created_at, id, expected_close, amount, closed_on)",
                        "(amount, id)",
                        "(owner_id, expected_close, id)")
                .doesNotHaveDuplicates();
        assertThat(indexes("activity")).contains("(owner_id, started_at, id)");
    }

    @Test
    void followTheViews() {
        Published published = company.publish("""
                [{"op": "replace", "path": "/views/0/sort", "value": "-employees"}]""");
        published
                .jobs()
                .forEach(job -> await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(admin.call(() -> jobs.find(job.id())))
                                .hasValueSatisfying(
                                        found -> assertThat(found.state()).isEqualTo(JobState.DONE))));

        assertThat(indexes("customer")).contains("(owner_id, employees, id)").doesNotContain(MY_CUSTOMERS);
    }

    @Test
    void areMadeUpForACompanyThatStandsByItsDailyChore() {
        String name = jdbc.queryForObject(
                "SELECT indexname FROM pg_indexes WHERE schemaname = ? AND tablename = 'customer'"
                        + " AND indexdef LIKE '%USING btree (created_at, id)%'",
                String.class, company.tenant().schema());
        jdbc.execute("DROP INDEX \"%s\".\"%s\"".formatted(company.tenant().schema(), name));
        Chore building = chores.stream()
                .filter(chore -> chore.key().equals("indexed"))
                .findFirst()
                .orElseThrow();

        assertThat(admin.call(() -> building.run((done, total) -> {}))).isEqualTo(1);
        assertThat(indexes("customer")).contains("(created_at, id)");
        assertThat(admin.call(() -> building.run((done, total) -> {}))).isZero();
    }

    /// No more of a text than its beginning is in the index.
    @Test
    void orderTextsThatDifferBehindTheirBeginning() {
        company.publish("""
                [{"op": "add", "path": "/objects/-", "value": {
                   "key": "grape", "label": {"en": "Grape", "zh-CN": "葡萄"}, "nameField": "name", "fields": [
                    {"key": "name", "label": {"en": "Name", "zh-CN": "名称"}, "type": "text", "required": true}]}}]""");
        String beginning = "长".repeat(200);
        Stream.of("c", "a", "d", "b")
                .forEach(end ->
                        admin.create("grape", "{\"name\": \"%s\"}".formatted(beginning + end + "尾".repeat(3000))));

        assertThat(ends("name", beginning.length())).containsExactly("a", "b", "c", "d");
        assertThat(ends("-name", beginning.length())).containsExactly("d", "c", "b", "a");
    }

    private List<String> ends(String sort, int from) {
        List<String> ends = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            RecordPage page = admin.list("grape", new RecordQuery(null, sort, null, 1, cursor, false));
            page.items()
                    .forEach(item -> ends.add(item.text("name").orElseThrow().substring(from, from + 1)));
            cursor = page.nextCursor();
        } while (cursor != null);
        return ends;
    }
}
