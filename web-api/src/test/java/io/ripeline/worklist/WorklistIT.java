package io.ripeline.worklist;

import static io.ripeline.worklist.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.embedded.OnRealServers;
import io.ripeline.json.StrictJson;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.StoredRecord;
import io.ripeline.worklist.Companies.Company;
import io.ripeline.worklist.WorklistResponses.Counts;
import io.ripeline.worklist.WorklistResponses.DayResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@OnRealServers
@SpringBootTest(classes = WorklistTestContext.class, webEnvironment = WebEnvironment.NONE)
class WorklistIT {

    private static final String SHANGHAI = "Asia/Shanghai";

    @Autowired
    private Companies companies;

    @Autowired
    private MovableClock clock;

    private Company company;

    @BeforeEach
    void foundACompanyOnAMonday() {
        clock.moveTo("2026-03-02T10:00", SHANGHAI);
        company = companies.found("direct-sales", SHANGHAI);
    }

    @Nested
    class TheList {

        @Test
        void holdsAGradedCustomerOnItsOwnersDay() {
            UUID customer = company.customer(company.li, "Acme", "a");
            company.change(company.li, customer, RecordChanges.of(Map.of("phone", "+86 571 8888 0000")));
            UUID item = company.open(customer).getFirst().id();

            DayResponse day = company.list(company.li, "2026-03-04", null);

            assertThat(StrictJson.MAPPER.readTree(StrictJson.MAPPER.writeValueAsString(day)))
                    .isEqualTo(StrictJson.MAPPER.readTree("""
                            {"overdue": [],
                             "today": [{
                               "id": "%s",
                               "subject": {"object": "customer", "id": "%s", "name": "Acme"},
                               "dueOn": "2026-03-04",
                               "originalDueOn": "2026-03-04",
                               "channel": "call",
                               "purpose": "Push for the signature: what is missing, and with whom",
                               "because": {"rule": "every_2_working_days", "label": "Every 2 working days", "version": 1},
                               "overdueDays": 0,
                               "grade": {"key": "a", "label": "A – about to sign", "color": "#1d7f4e", "ripeness": 90},
                               "phone": "+86 571 8888 0000",
                               "movedTimes": 0, "lastContactOn": null, "amount": null, "reclaimOn": %s, "step": 0,
                               "planned": "rhythm", "by": null, "openSubject": true, "for": null,
                               "version": 1}],
                             "tomorrow": [],
                             "done": [],
                             "counts": {"overdue": 0, "today": 1, "tomorrow": 0, "done": 0, "dropped": 0, "elsewhere": 0},
                             "capacity": null, "dropped": [], "elsewhere": [], "closed": null, "nextStep": "optional",
                             "day": {"on": "2026-03-04", "working": true, "half": false, "onLeave": false,
                                     "timeZone": "Asia/Shanghai"}}
                            """.formatted(item, customer, "\"2026-03-17\"")));
        }

        @Test
        void tellsOverdueTodayAndTomorrowApart() {
            company.customer(company.li, "Acme", "a");

            assertThat(company.list(company.li, "2026-03-02", null).counts()).isEqualTo(new Counts(0, 0, 0, 0, 0, 0));
            assertThat(company.list(company.li, "2026-03-03", null).counts()).isEqualTo(new Counts(0, 0, 1, 0, 0, 0));
            assertThat(company.list(company.li, "2026-03-04", null).counts()).isEqualTo(new Counts(0, 1, 0, 0, 0, 0));
            DayResponse late = company.list(company.li, "2026-03-09", null);
            assertThat(late.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 0));
            assertThat(late.overdue().getFirst().overdueDays()).isEqualTo(5);
        }

        @Test
        void beginsWithTheRipestThenTheMostOverdueThenByName() {
            company.customer(company.li, "Late B", "b");
            clock.moveTo("2026-03-03T10:00", SHANGHAI);
            company.customer(company.li, "Zeta B", "b");
            company.customer(company.li, "Alpha B", "b");
            company.customer(company.li, "Last A", "a");
            company.customer(company.li, "Ungraded", null);

            List<String> names = company.list(company.li, "2026-04-01", null).overdue().stream()
                    .map(item -> item.subject().name())
                    .toList();

            assertThat(names).containsExactly("Last A", "Late B", "Alpha B", "Zeta B", "Ungraded");
        }

        @Test
        void isTheCallersOwnOfTheCompanysToday() {
            company.customer(company.li, "Li's", "a");
            company.customer(company.chen, "Chen's", "a");
            clock.moveTo("2026-03-04T00:00", SHANGHAI);

            DayResponse today = company.list(company.li, null, null);

            assertThat(today.today()).extracting(item -> item.subject().name()).containsExactly("Li's");
        }

        @Test
        void isShownToThoseWhoseRoleReachesTheMember() {
            company.customer(company.li, "Acme", "a");
            String li = company.li.toString();

            assertThat(company.list(company.li, "2026-03-04", li).today()).hasSize(1);
            assertThat(company.list(company.manager, "2026-03-04", li).today()).hasSize(1);
            assertThat(company.list(company.admin, "2026-03-04", li).today()).hasSize(1);
            assertRefused(() -> company.list(company.chen, null, li), "member-not-found");
            assertRefused(() -> company.list(company.li, null, company.manager.toString()), "member-not-found");
            assertRefused(() -> company.list(company.manager, null, company.admin.toString()), "member-not-found");
            assertRefused(
                    () -> company.list(company.admin, null, UUID.randomUUID().toString()), "member-not-found");
            assertRefused(() -> company.list(company.admin, null, "nobody"), "member-not-found");
        }

        @ParameterizedTest
        @CsvSource({"2026-02-30", "today", "+12026-01-01", "2026-03-04T00:00:00Z"})
        void refusesAMalformedDay(String on) {
            assertRefused(() -> company.list(company.li, on, null), "parameter-invalid", "/on");
        }

        @Test
        void ofAnotherCompanyIsOutOfReach() {
            UUID customer = company.customer(company.li, "Acme", "a");
            StoredRecord before = company.open(customer).getFirst();
            Company other = companies.found("direct-sales", SHANGHAI);

            assertThat(other.list(other.admin, "2026-03-04", null).counts()).isEqualTo(new Counts(0, 0, 0, 0, 0, 0));
            assertRefused(() -> other.list(other.admin, null, company.li.toString()), "member-not-found");
            assertRefused(() -> other.complete(other.admin, before.id(), Companies.CALL, null), "record-not-found");

            assertThat(company.followUps(customer)).containsExactly(before);
        }
    }

    @Nested
    class Days {

        // New York leaves standard time on 2026-03-08, which has 23 hours, and returns to it on 2026-11-01, with 25.
        @ParameterizedTest
        @CsvSource({
            "Asia/Shanghai, 2026-03-08, 2026-03-07T15:59:59Z, 2026-03-07T16:00:00Z, 2026-03-08T15:59:59Z",
            "America/New_York, 2026-03-07, 2026-03-07T04:59:59Z, 2026-03-07T05:00:00Z, 2026-03-08T04:59:59Z",
            "America/New_York, 2026-03-08, 2026-03-08T04:59:59Z, 2026-03-08T05:00:00Z, 2026-03-09T03:59:59Z",
            "America/New_York, 2026-03-09, 2026-03-09T03:59:59Z, 2026-03-09T04:00:00Z, 2026-03-10T03:59:59Z",
            "America/New_York, 2026-11-01, 2026-11-01T03:59:59Z, 2026-11-01T04:00:00Z, 2026-11-02T04:59:59Z"
        })
        void beginAndEndAtTheCompanysMidnight(
                String zone, LocalDate day, String justBefore, String first, String last) {
            Company there = companies.found("direct-sales", zone);
            clock.moveTo(Instant.parse(justBefore));
            List<UUID> items = IntStream.range(0, 3)
                    .mapToObj(number -> there.customer(there.li, "Customer " + number, "a"))
                    .map(customer -> there.open(customer).getFirst().id())
                    .toList();

            completeAt(there, justBefore, items.get(0));
            assertThat(doneToday(there)).isEqualTo(1);
            assertThat(doneOn(there, day)).isEqualTo(0);
            completeAt(there, first, items.get(1));
            assertThat(doneToday(there)).isEqualTo(1);
            completeAt(there, last, items.get(2));
            assertThat(doneToday(there)).isEqualTo(2);
            assertThat(doneOn(there, day)).isEqualTo(2);
            assertThat(doneOn(there, day.minusDays(1))).isEqualTo(1);
        }

        private void completeAt(Company there, String instant, UUID item) {
            clock.moveTo(Instant.parse(instant));
            there.complete(there.li, item, Companies.CALL, null);
        }

        private int doneToday(Company there) {
            return there.list(there.li, null, null).counts().done();
        }

        private int doneOn(Company there, LocalDate day) {
            return there.list(there.li, day.toString(), null).counts().done();
        }

        @Test
        void ofADueDateAreTheCompanysToo() {
            Company newYork = companies.found("direct-sales", "America/New_York");
            clock.moveTo("2026-03-05T23:59:59", "America/New_York");
            UUID evening = newYork.customer(newYork.li, "Evening", "c");
            clock.moveTo("2026-03-06T00:00", "America/New_York");
            UUID midnight = newYork.customer(newYork.li, "Midnight", "c");

            assertThat(newYork.open(evening).getFirst().value("due_on")).contains(LocalDate.of(2026, 3, 19));
            assertThat(newYork.open(midnight).getFirst().value("due_on")).contains(LocalDate.of(2026, 3, 20));
        }
    }
}
