package io.ripeline.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.embedded.OnRealServers;
import io.ripeline.record.StoredRecord;
import io.ripeline.worklist.Companies.Company;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@OnRealServers
@SpringBootTest(classes = WorklistTestContext.class, webEnvironment = WebEnvironment.NONE)
class ReplanFollowUpsIT {

    private static final String SHANGHAI = "Asia/Shanghai";

    private static final String EVERY_5_DAYS = """
            [{"op": "test", "path": "/cadences/0/key", "value": "every_2_working_days"},
             {"op": "replace", "path": "/cadences/0/steps/0/after/days", "value": 5}]""";

    @Autowired
    private Companies companies;

    @Autowired
    private Definitions definitions;

    @Autowired
    private MovableClock clock;

    private Company company;

    @BeforeEach
    void openTheOfficeOnAMonday() {
        clock.moveTo("2026-03-02T10:00", SHANGHAI);
        company = companies.found("direct-sales", SHANGHAI);
    }

    private StoredRecord only(UUID customer) {
        List<StoredRecord> open = company.open(customer);
        assertThat(open).hasSize(1);
        return open.getFirst();
    }

    @Test
    void countsAnewWhatWaitsForItsDay() {
        UUID customer = company.customer(company.li, "Waiting", "a");

        definitions.publish(company, EVERY_5_DAYS);

        assertThat(only(customer).values())
                .containsEntry("due_on", LocalDate.of(2026, 3, 9))
                .containsEntry("original_due_on", LocalDate.of(2026, 3, 9))
                .containsEntry("rule_version", 2L);
    }

    @Test
    void keepsTheDayAnOverdueItemWasPlannedFor() {
        UUID customer = company.customer(company.li, "Late", "a");
        clock.moveTo("2026-03-05T10:00", SHANGHAI);

        definitions.publish(company, EVERY_5_DAYS);

        assertThat(only(customer).values())
                .containsEntry("due_on", LocalDate.of(2026, 3, 9))
                .containsEntry("original_due_on", LocalDate.of(2026, 3, 4))
                .containsEntry("reason", "The rhythm counts otherwise now.");
    }

    @Test
    void leavesWhatAPersonPutOff() {
        UUID customer = company.customer(company.li, "Put off", "a");
        company.snooze(company.li, only(customer).id(), "2026-03-05", "They asked for it");

        definitions.publish(company, EVERY_5_DAYS);

        assertThat(only(customer).values()).containsEntry("due_on", LocalDate.of(2026, 3, 5));
    }

    @Test
    void changesTheRhythmOfAGrade() {
        UUID ripe = company.customer(company.li, "Ripe", "a");
        UUID other = company.customer(company.li, "Other", "b");
        StoredRecord untouched = only(other);

        definitions.publish(company, """
                [{"op": "test", "path": "/gradeScales/0/grades/0/key", "value": "a"},
                 {"op": "replace", "path": "/gradeScales/0/grades/0/cadence", "value": "weekly"}]""");

        assertThat(only(ripe).values()).containsEntry("rule", "weekly");
        assertThat(company.followUps(ripe).getFirst().values())
                .containsEntry("state", "cancelled")
                .containsEntry("rule", "every_2_working_days");
        assertThat(only(other)).isEqualTo(untouched);
    }

    @Test
    void beginsAYearlyRhythmForEverybodyItConcerns() {
        List<UUID> customers = java.util.stream.IntStream.range(0, 60)
                .mapToObj(number -> company.customer(company.li, "Customer " + number, "a"))
                .toList();

        definitions.publish(company, """
                [{"op": "add", "path": "/cadences/-", "value":
                   {"key": "new_year", "object": "customer", "label": {"en": "New Year", "zh-CN": "元旦"},
                    "on": {"solar": "01-01", "leadDays": 2},
                    "steps": [{"after": {"days": 0, "calendar": "calendar"}, "channel": "chat"}]}}]""");

        assertThat(customers)
                .allSatisfy(customer -> assertThat(company.open(customer))
                        .filteredOn(item ->
                                item.text("rule").filter("new_year"::equals).isPresent())
                        .singleElement()
                        .satisfies(
                                item -> assertThat(item.values()).containsEntry("due_on", LocalDate.of(2026, 12, 30))));
    }

    @Test
    void cancelsWhatARemovedRhythmPlanned() {
        UUID customer = company.customer(company.li, "Ungraded", null);
        assertThat(only(customer).values()).containsEntry("rule", "new_customer");

        definitions.publish(company, """
                [{"op": "test", "path": "/cadences/4/key", "value": "new_customer"},
                 {"op": "remove", "path": "/cadences/4"}]""");

        assertThat(company.open(customer)).isEmpty();
        assertThat(company.followUps(customer).getFirst().values()).containsEntry("state", "cancelled");
    }
}
