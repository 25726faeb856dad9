package io.ripeline.worklist;

import static io.ripeline.worklist.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.embedded.OnRealServers;
import io.ripeline.leave.LeavesApi;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.StoredRecord;
import io.ripeline.worklist.Companies.Company;
import io.ripeline.worklist.WorklistRequests.CloseDayRequest;
import io.ripeline.worklist.WorklistRequests.PlanRequest;
import io.ripeline.worklist.WorklistRequests.SubjectRequest;
import io.ripeline.worklist.WorklistResponses.CalendarDay;
import io.ripeline.worklist.WorklistResponses.DayResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/// A company in Shanghai with Li in Auckland and Chen in Los Angeles, 21 hours behind her.
@OnRealServers
@SpringBootTest(classes = WorklistTestContext.class, webEnvironment = WebEnvironment.NONE)
class TimeZonesIT {

    private static final String SHANGHAI = "Asia/Shanghai";
    private static final String AUCKLAND = "Pacific/Auckland";
    private static final String LOS_ANGELES = "America/Los_Angeles";

    @Autowired
    private Companies companies;

    @Autowired
    private PlanningController planning;

    @Autowired
    private LeavesApi leaves;

    @Autowired
    private MovableClock clock;

    private Company company;

    /// Wednesday 4 March at ten in Auckland, Tuesday at one in Los Angeles.
    @BeforeEach
    void sendThemAbroad() {
        clock.moveTo("2026-03-04T10:00", AUCKLAND);
        company = companies.found("direct-sales", SHANGHAI);
        company.settle(company.li, AUCKLAND);
        company.settle(company.chen, LOS_ANGELES);
    }

    private LocalDate dueOn(UUID customer) {
        return new FollowUp(company.open(customer).getFirst()).dueOn();
    }

    private WorklistItem plan(UUID member, UUID customer, String dueOn) {
        return company.as(
                member,
                () -> planning.plan(new PlanRequest(
                        new SubjectRequest("customer", customer.toString()), dueOn, "visit", null, null)));
    }

    private static List<UUID> ids(List<WorklistItem> items) {
        return items.stream().map(WorklistItem::id).toList();
    }

    @Test
    void readOneDateAsOverdueForOneAndAsTodayForTheOther() {
        UUID hers = plan(company.li, company.customer(company.li, "Kauri", null), "2026-03-04")
                .id();
        UUID his = plan(company.chen, company.customer(company.chen, "Palm", null), "2026-03-04")
                .id();

        clock.moveTo("2026-03-05T10:00", AUCKLAND);
        DayResponse auckland = company.list(company.li, null, null);
        DayResponse losAngeles = company.list(company.chen, null, null);

        assertThat(auckland.day().on()).isEqualTo("2026-03-05");
        assertThat(auckland.day().timeZone()).isEqualTo(AUCKLAND);
        assertThat(ids(auckland.overdue())).contains(hers);
        assertThat(auckland.overdue().getFirst().overdueDays()).isEqualTo(1);
        assertThat(losAngeles.day().on()).isEqualTo("2026-03-04");
        assertThat(ids(losAngeles.today())).contains(his);
        assertThat(losAngeles.overdue()).isEmpty();
    }

    @Test
    void showTheManagerEachRepsOwnDay() {
        UUID his = plan(company.chen, company.customer(company.chen, "Palm", null), "2026-03-04")
                .id();
        clock.moveTo("2026-03-05T10:00", AUCKLAND);

        DayResponse seen = company.list(company.manager, null, company.chen.toString());

        assertThat(seen.day().on()).isEqualTo("2026-03-04");
        assertThat(seen.day().timeZone()).isEqualTo(LOS_ANGELES);
        assertThat(ids(seen.today())).contains(his);
        assertThat(company.list(company.manager, null, company.li.toString())
                        .day()
                        .on())
                .isEqualTo("2026-03-05");
        assertThat(company.list(company.manager, null, null).day().timeZone()).isEqualTo(SHANGHAI);
    }

    @Test
    void countTheRhythmFromTheOwnersDay() {
        UUID hers = company.customer(company.li, "Kauri", "a");
        UUID his = company.customer(company.chen, "Palm", "a");
        assertThat(dueOn(hers)).isEqualTo("2026-03-06");
        assertThat(dueOn(his)).isEqualTo("2026-03-05");

        // Friday in Auckland, Thursday in Los Angeles.
        clock.moveTo("2026-03-06T10:00", AUCKLAND);
        UUID item = ids(company.list(company.li, null, null).today()).getFirst();
        company.complete(company.li, item, Companies.CALL, null);
        company.contact(company.chen, his, "call", clock.instant());

        assertThat(dueOn(hers)).isEqualTo("2026-03-10");
        assertThat(dueOn(his)).isEqualTo("2026-03-09");
    }

    @Test
    void boundSnoozesAndPlansByTheDayOfWhoHasTheItem() {
        UUID palm = company.customer(company.chen, "Palm", null);
        UUID his = plan(company.chen, palm, "2026-03-03").id();

        assertRefused(() -> plan(company.chen, palm, "2026-03-02"), "next-out-of-bounds", "/dueOn");
        assertRefused(() -> company.snooze(company.chen, his, "2026-03-03", "Later"), "next-out-of-bounds", "/until");
        // The manager is in Shanghai, where it is Wednesday already.
        assertThat(company.snooze(company.manager, his, "2026-03-04", "Later").dueOn())
                .isEqualTo("2026-03-04");
        UUID kauri = company.customer(company.li, "Kauri", null);
        assertRefused(() -> plan(company.li, kauri, "2026-03-03"), "next-out-of-bounds", "/dueOn");
    }

    @Test
    void closeTheirOwnDaysAndCountWhatWasDoneInThem() {
        UUID his = plan(company.chen, company.customer(company.chen, "Palm", null), "2026-03-03")
                .id();
        company.complete(company.chen, his, Companies.CALL, null);

        var closed = company.as(company.chen, () -> planning.close(new CloseDayRequest(null, "Done")));

        assertThat(closed.on()).isEqualTo("2026-03-03");
        assertThat(closed.done()).isEqualTo(1);
        assertRefused(
                () -> company.as(company.chen, () -> planning.close(new CloseDayRequest("2026-03-04", null))),
                "date-invalid",
                "/on");
        assertThat(ids(company.list(company.chen, null, null).done())).containsExactly(his);
        assertThat(company.list(company.chen, "2026-03-04", null).done()).isEmpty();
        List<CalendarDay> days = company.as(
                company.chen,
                () -> planning.calendar("2026-03-01", "2026-04-30", null).days());
        assertThat(days)
                .filteredOn(day -> day.done() > 0)
                .extracting(CalendarDay::on)
                .containsExactly(LocalDate.of(2026, 3, 3));
    }

    @Test
    void moveNothingWhereSomebodySettlesElsewhere() {
        UUID customer = company.customer(company.li, "Kauri", "a");
        plan(company.li, customer, "2026-03-04");
        List<StoredRecord> before = company.followUps(customer);

        company.settle(company.li, "Pacific/Honolulu");

        assertThat(company.followUps(customer)).isEqualTo(before);
        DayResponse there = company.list(company.li, null, null);
        assertThat(there.day().on()).isEqualTo("2026-03-03");
        assertThat(there.counts().tomorrow()).isEqualTo(1);
        company.settle(company.li, null);
        assertThat(company.followUps(customer)).isEqualTo(before);
        assertThat(company.list(company.li, null, null).day().timeZone()).isEqualTo(SHANGHAI);
    }

    @Test
    void keepTheDateWhereTheOwnerChangesAndReadItInHisDays() {
        UUID customer = company.customer(company.li, "Kauri", "a");
        assertThat(dueOn(customer)).isEqualTo("2026-03-06");

        company.change(company.manager, customer, RecordChanges.of(Map.of()).ownedBy(company.chen));
        clock.moveTo("2026-03-07T01:00", AUCKLAND);

        assertThat(dueOn(customer)).isEqualTo("2026-03-06");
        assertThat(company.list(company.chen, null, null).today()).hasSize(1);
        clock.moveTo("2026-03-06T00:00", LOS_ANGELES);
        assertThat(company.list(company.chen, null, null).today()).hasSize(1);
        clock.moveTo("2026-03-07T00:00", LOS_ANGELES);
        assertThat(company.list(company.chen, null, null).overdue()).hasSize(1);
    }

    @Test
    void showAnItemToTheAbsentOrToHerDeputyAtEachHour() {
        UUID customer = company.customer(company.li, "Kauri", "a");
        UUID item = company.open(customer).getFirst().id();
        company.as(company.li, () -> leaves.take(company.li, "2026-03-06", "2026-03-08", company.chen));
        clock.moveTo("2026-03-06T00:00", AUCKLAND);

        for (Instant at : hours(clock.instant(), 96)) {
            clock.moveTo(at);
            boolean onLeave = company.list(company.li, null, null).day().onLeave();
            DayResponse having = company.list(onLeave ? company.chen : company.li, null, null);
            DayResponse other = company.list(onLeave ? company.li : company.chen, null, null);
            assertThat(due(having)).as("at %s", at).contains(item);
            assertThat(due(other)).as("at %s", at).doesNotContain(item);
        }
    }

    private static List<Instant> hours(Instant from, int many) {
        return Stream.iterate(from, at -> at.plus(Duration.ofHours(1)))
                .limit(many)
                .toList();
    }

    private static List<UUID> due(DayResponse day) {
        return Stream.of(day.overdue(), day.today(), day.tomorrow())
                .flatMap(List::stream)
                .map(WorklistItem::id)
                .toList();
    }

    @Test
    void tellWhenSomebodyWasLastInTouchInTheReadersDays() {
        UUID customer = company.customer(company.chen, "Palm", null);
        company.contact(company.chen, customer, "call", clock.instant());
        UUID his = plan(company.chen, customer, "2026-03-04").id();

        WorklistItem item = company.list(company.chen, "2026-03-04", null).today().stream()
                .filter(each -> each.id().equals(his))
                .findFirst()
                .orElseThrow();

        assertThat(Objects.requireNonNull(item.lastContactOn())).isEqualTo("2026-03-03");
    }
}
