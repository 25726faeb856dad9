package io.ripeline.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.embedded.OnRealServers;
import io.ripeline.record.Cause;
import io.ripeline.record.Past;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.worklist.Companies.Company;
import io.ripeline.worklist.WorklistRequests.ActivityRequest;
import io.ripeline.worklist.WorklistRequests.NextRequest;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@OnRealServers
@SpringBootTest(classes = WorklistTestContext.class, webEnvironment = WebEnvironment.NONE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OccasionsIT {

    private static final String SHANGHAI = "Asia/Shanghai";

    private static final String YEARLY = """
            [{"op": "add", "path": "/objects/0/fields/-", "value":
               {"key": "founded_on", "type": "date", "label": {"en": "Founded on", "zh-CN": "成立日期"}}},
             {"op": "add", "path": "/objects/0/fields/-", "value":
               {"key": "no_gifts", "type": "boolean", "label": {"en": "No gifts", "zh-CN": "不收礼品"}}},
             {"op": "add", "path": "/cadences/-", "value":
               {"key": "founders_day", "object": "customer", "label": {"en": "Founder's day", "zh-CN": "成立纪念日"},
                "on": {"field": "founded_on", "leadDays": 3}, "until": "outcome == \\"agreed\\"",
                "steps": [{"after": {"days": 0, "calendar": "calendar"}, "channel": "call",
                           "purpose": {"en": "Congratulate", "zh-CN": "道贺"}},
                          {"after": {"days": 10, "calendar": "calendar"}, "channel": "visit"}]}},
             {"op": "add", "path": "/cadences/-", "value":
               {"key": "mid_autumn", "object": "customer", "label": {"en": "Mid-Autumn", "zh-CN": "中秋"},
                "on": {"lunar": "08-15"}, "optOut": "no_gifts", "when": "key_account == true",
                "steps": [{"after": {"days": 0, "calendar": "calendar"}, "channel": "chat"}]}}]""";

    private static final ActivityRequest REACHED = new ActivityRequest("call", "agreed", null, null, null);

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
        if (company == null) {
            company = companies.found("direct-sales", SHANGHAI);
            definitions.publish(company, YEARLY);
        }
    }

    private UUID customer(Map<String, Object> values) {
        UUID customer = company.customer(company.li, "Occasional", "a");
        set(customer, values);
        return customer;
    }

    private void set(UUID customer, Map<String, ? extends @Nullable Object> values) {
        assertThat(company.change(company.li, customer, RecordChanges.of(values))
                        .id())
                .isEqualTo(customer);
    }

    private List<StoredRecord> open(UUID customer, String rule) {
        return company.open(customer).stream()
                .filter(item -> item.text(FollowUp.RULE).filter(rule::equals).isPresent())
                .toList();
    }

    private StoredRecord founders(UUID customer) {
        List<StoredRecord> open = open(customer, "founders_day");
        assertThat(open).hasSize(1);
        return open.getFirst();
    }

    private static LocalDate dueOn(StoredRecord item) {
        return new FollowUp(item).dueOn();
    }

    @Test
    void arePlannedBesideTheRhythmOfTheGrade() {
        UUID customer = customer(Map.of("founded_on", LocalDate.of(1998, 5, 20), "key_account", true));

        assertThat(open(customer, "every_2_working_days")).hasSize(1);
        assertThat(founders(customer).values())
                .containsEntry("due_on", LocalDate.of(2026, 5, 17))
                .containsEntry("channel", "call")
                .containsEntry("purpose", "Congratulate");
        assertThat(open(customer, "mid_autumn").getFirst().values()).containsEntry("due_on", LocalDate.of(2026, 9, 25));
    }

    @Test
    void doNotConcernWhoeverOptedOutOrHasNoDate() {
        UUID customer = customer(Map.of("key_account", true, "no_gifts", true));

        assertThat(company.open(customer)).hasSize(1);
    }

    @Test
    void followTheDateTheyAreReckonedFrom() {
        UUID customer = customer(Map.of("founded_on", LocalDate.of(1998, 5, 20)));

        set(customer, Map.of("founded_on", LocalDate.of(1998, 2, 28)));

        assertThat(founders(customer).values())
                .containsEntry("due_on", LocalDate.of(2027, 2, 25))
                .containsEntry("original_due_on", LocalDate.of(2027, 2, 25));
    }

    @Test
    void areCancelledWithTheReasonWhenTheyConcernItNoMore() {
        UUID customer = customer(Map.of("founded_on", LocalDate.of(1998, 5, 20), "key_account", true));
        Map<String, @Nullable Object> nothing = new HashMap<>();
        nothing.put("key_account", null);

        set(customer, nothing);

        assertThat(company.followUps(customer))
                .filteredOn(
                        item -> item.text("state").filter("cancelled"::equals).isPresent())
                .singleElement()
                .satisfies(item -> assertThat(item.values())
                        .containsEntry("rule", "mid_autumn")
                        .containsEntry("reason", "The occasion does not concern it any more."));
    }

    @Test
    void goFromStepToStepAndThenToTheNextYear() {
        UUID customer = customer(Map.of("founded_on", LocalDate.of(1998, 5, 20)));
        clock.moveTo("2026-05-17T10:00", SHANGHAI);

        company.complete(company.li, founders(customer).id(), Companies.CALL, null);

        StoredRecord visit = founders(customer);
        assertThat(dueOn(visit)).isEqualTo("2026-05-27");
        clock.moveTo("2026-05-27T10:00", SHANGHAI);
        company.complete(company.li, visit.id(), Companies.CALL, null);
        assertThat(dueOn(founders(customer))).isEqualTo("2027-05-17");
        assertThat(open(customer, "every_2_working_days")).hasSize(1);
    }

    @Test
    void endForThisYearOnWhatTheyAreToEndOn() {
        UUID byCall = customer(Map.of("founded_on", LocalDate.of(1998, 5, 20)));
        UUID byItem = customer(Map.of("founded_on", LocalDate.of(1998, 5, 20)));
        UUID ahead = customer(Map.of("founded_on", LocalDate.of(1998, 6, 20)));
        clock.moveTo("2026-05-17T10:00", SHANGHAI);

        reach(byCall);
        reach(ahead);
        company.complete(company.li, founders(byItem).id(), REACHED, null);

        assertThat(dueOn(founders(byCall))).isEqualTo("2027-05-17");
        assertThat(company.followUps(byCall))
                .filteredOn(
                        item -> item.text("rule").filter("founders_day"::equals).isPresent())
                .first()
                .satisfies(item -> assertThat(item.values())
                        .containsEntry("state", "cancelled")
                        .containsEntry("reason", "What was noted ends the rhythm: Founder's day."));
        assertThat(dueOn(founders(byItem))).as("no visit after it").isEqualTo("2027-05-17");
        assertThat(dueOn(founders(ahead))).as("not before its day").isEqualTo("2026-06-17");
    }

    private void reach(UUID customer) {
        StoredRecord made = company.write(
                company.li,
                session -> companies
                        .records()
                        .create(
                                session,
                                session.model().object("activity"),
                                RecordChanges.of(Map.of(
                                                "kind", "call", "outcome", "agreed", "started_at", clock.instant()))
                                        .about(new Subject("customer", customer)),
                                Cause.API,
                                Past.NONE)
                        .record());
        assertThat(made.id()).isNotNull();
    }

    @Test
    void areNotPlannedAgainForADayThatWasDoneAheadOrCancelled() {
        UUID customer = customer(Map.of("key_account", true));

        company.cancel(company.li, open(customer, "mid_autumn").getFirst().id(), "They told us not to");
        set(customer, Map.of("remark", "Something else"));

        assertThat(open(customer, "mid_autumn"))
                .singleElement()
                .satisfies(item -> assertThat(dueOn(item)).isEqualTo("2027-09-15"));
    }

    @Test
    void leaveWhatAPersonPlansOnTheWayToThatPerson() {
        UUID customer = customer(Map.of("founded_on", LocalDate.of(1998, 5, 20)));
        clock.moveTo("2026-05-17T10:00", SHANGHAI);

        company.complete(
                company.li,
                founders(customer).id(),
                Companies.CALL,
                new NextRequest("2026-05-18", "email", "The offer"));

        assertThat(dueOn(founders(customer))).isEqualTo("2026-05-27");
        assertThat(company.open(customer))
                .filteredOn(item -> item.text("rule").isEmpty())
                .singleElement()
                .satisfies(item -> assertThat(item.values()).containsEntry("purpose", "The offer"));
    }

    @Test
    void stayWhereTheyAreWhenSomebodyWasInTouch() {
        UUID customer = customer(Map.of("founded_on", LocalDate.of(1998, 5, 20)));
        clock.moveTo("2026-05-18T10:00", SHANGHAI);

        company.contact(company.li, customer, "visit", clock.instant());

        assertThat(dueOn(founders(customer))).isEqualTo("2026-05-17");
    }
}
