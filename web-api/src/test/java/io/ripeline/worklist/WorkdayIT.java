package io.ripeline.worklist;

import static io.ripeline.worklist.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripeline.embedded.OnRealServers;
import io.ripeline.record.Cause;
import io.ripeline.record.Past;
import io.ripeline.record.Precondition;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Refused;
import io.ripeline.worklist.Companies.Company;
import io.ripeline.worklist.WorklistItem.Planned;
import io.ripeline.worklist.WorklistRequests.ActivityRequest;
import io.ripeline.worklist.WorklistRequests.CloseDayRequest;
import io.ripeline.worklist.WorklistRequests.NextRequest;
import io.ripeline.worklist.WorklistRequests.PlanRequest;
import io.ripeline.worklist.WorklistRequests.SubjectRequest;
import io.ripeline.worklist.WorklistResponses.CalendarResponse;
import io.ripeline.worklist.WorklistResponses.DayClosedResponse;
import io.ripeline.worklist.WorklistResponses.DayResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@OnRealServers
@SpringBootTest(classes = WorklistTestContext.class, webEnvironment = WebEnvironment.NONE)
class WorkdayIT {

    private static final String SHANGHAI = "Asia/Shanghai";

    @Autowired
    private Companies companies;

    @Autowired
    private Definitions definitions;

    @Autowired
    private PlanningController planning;

    @Autowired
    private MovableClock clock;

    private Company company;

    @BeforeEach
    void foundACompanyOnAMonday() {
        clock.moveTo("2026-03-02T10:00", SHANGHAI);
        company = companies.found("direct-sales", SHANGHAI);
    }

    private void workday(String json) {
        definitions.publish(company, "[{\"op\": \"add\", \"path\": \"/workday\", \"value\": %s}]".formatted(json));
    }

    private WorklistItem plan(UUID member, String object, UUID subject, String dueOn, @Nullable UUID owner) {
        return company.as(
                member,
                () -> planning.plan(new PlanRequest(
                        new SubjectRequest(object, subject.toString()),
                        dueOn,
                        "call",
                        "Ask",
                        owner == null ? null : owner.toString())));
    }

    private UUID item(UUID customer) {
        return company.open(customer).getFirst().id();
    }

    @Test
    void dropsWhatIsLeastImportantBeyondWhatCanBeDone() {
        workday("{\"capacity\": 2, \"rank\": [\"ripeness\", \"lateness\"]}");
        List.of("d", "a", "b").forEach(grade -> {
            UUID customer = company.customer(company.li, "Grade " + grade, null);
            plan(company.li, "customer", customer, "2026-03-04", null);
            company.grade(company.li, customer, grade);
        });

        DayResponse day = company.list(company.li, "2026-03-04", null);

        assertThat(day.capacity()).isEqualTo(2);
        assertThat(day.counts().today() + day.counts().overdue()).isEqualTo(2);
        assertThat(day.today()).extracting(item -> item.subject().name()).containsOnly("Grade a");
        assertThat(day.dropped())
                .extracting(item -> item.subject().name())
                .containsExactlyInAnyOrder("Grade b", "Grade d");
        assertThat(day.counts().dropped()).isEqualTo(day.dropped().size());
    }

    @Test
    void ranksWhatFallsIntoThePoolSoonestFirst() {
        workday("{\"capacity\": 1, \"rank\": [\"reclaim\"]}");
        UUID safe = company.customer(company.li, "Aa safe", "d");
        UUID fading = company.customer(company.li, "Zz fading", "a");
        plan(company.li, "customer", safe, "2026-03-03", null);
        plan(company.li, "customer", fading, "2026-03-03", null);

        DayResponse day = company.list(company.li, "2026-03-03", null);

        assertThat(day.today()).singleElement().satisfies(item -> {
            assertThat(item.subject().name()).isEqualTo("Zz fading");
            assertThat(item.reclaimOn()).isEqualTo("2026-03-17");
        });
        assertThat(day.dropped()).singleElement().satisfies(item -> {
            assertThat(item.subject().name()).isEqualTo("Aa safe");
            assertThat(item.reclaimOn()).isEqualTo("2026-05-01");
        });
        clock.moveTo("2026-03-03T10:00", SHANGHAI);
        company.contact(company.li, fading, "call", clock.instant());
        assertThat(company.list(company.li, "2026-03-03", null)
                        .today()
                        .getFirst()
                        .reclaimOn())
                .as("a contact puts it off")
                .isEqualTo("2026-03-18");
    }

    @Test
    void tellsWhoPlannedWhatAndWhereItStands() {
        UUID customer = company.customer(company.li, "Acme", "a");
        company.contact(company.li, customer, "call", clock.instant());

        WorklistItem planned = plan(company.manager, "customer", customer, "2026-03-06", company.li);

        assertThat(planned.planned()).isEqualTo(Planned.PERSON);
        assertThat(Objects.requireNonNull(planned.by()).name()).isEqualTo("Wang");
        assertThat(planned.lastContactOn()).isEqualTo("2026-03-02");
        assertThat(planned.openSubject()).isTrue();
        assertThat(company.list(company.li, "2026-03-06", null).today())
                .extracting(WorklistItem::id)
                .containsExactly(planned.id());
        assertRefused(() -> plan(company.chen, "customer", customer, "2026-03-06", null), "record-not-found");
        assertRefused(
                () -> plan(company.li, "customer", customer, "2026-03-06", company.chen),
                "member-not-found",
                "/ownerId");
        assertRefused(() -> plan(company.li, "customer", customer, "2026-03-01", null), "next-out-of-bounds", "/dueOn");
        assertRefused(() -> plan(company.li, "activity", customer, "2026-03-06", null), "record-not-found");
    }

    @Test
    void keepsWhatIsAboutClosedSubjectsApart() {
        UUID deal = company.write(
                company.li,
                session -> companies
                        .records()
                        .create(
                                session,
                                session.model().object("deal"),
                                RecordChanges.of(Map.of("name", "Big deal")),
                                Cause.SAMPLE,
                                Past.NONE)
                        .record()
                        .id());
        plan(company.li, "deal", deal, "2026-03-03", null);
        assertThat(company.list(company.li, "2026-03-03", null).counts().today())
                .isEqualTo(1);

        company.write(
                company.li,
                session -> companies
                        .records()
                        .update(
                                session,
                                session.model().object("deal"),
                                deal,
                                RecordChanges.of(Map.of("stage", "lost", "lost_reason", "price")),
                                Precondition.NONE,
                                Cause.MIGRATION));

        DayResponse day = company.list(company.li, "2026-03-05", null);
        assertThat(day.overdue()).isEmpty();
        assertThat(day.counts().elsewhere()).isEqualTo(1);
        assertThat(day.elsewhere().getFirst().openSubject()).isFalse();
    }

    @Test
    void boundsHowOftenAnItemIsMovedWhicheverWay() {
        workday("{\"snoozes\": 1}");
        UUID customer = company.customer(company.li, "Acme", "b");
        UUID item = item(customer);

        assertThat(company.snooze(company.li, item, "2026-03-10", "At a fair").movedTimes())
                .isEqualTo(1);
        List<StoredRecord> before = company.followUps(customer);

        assertRefused(() -> company.snooze(company.li, item, "2026-03-11", "Again"), "snoozed-too-often");
        assertRefused(
                () -> company.write(
                        company.li,
                        session -> companies
                                .records()
                                .update(
                                        session,
                                        session.model().object("follow_up"),
                                        item,
                                        RecordChanges.of(Map.of("due_on", LocalDate.of(2026, 3, 11))),
                                        Precondition.NONE,
                                        Cause.API)),
                "snoozed-too-often");

        assertThat(company.followUps(customer)).isEqualTo(before);
    }

    @Test
    void wantsANextStepWhereTheCompanyDoes() {
        workday("{\"nextStep\": \"required\"}");
        UUID customer = company.customer(company.li, "New", null);
        company.complete(company.li, item(customer), Companies.CALL, null);
        company.complete(company.li, item(customer), Companies.CALL, null);
        List<StoredRecord> before = company.followUps(customer);

        assertRefused(
                () -> company.complete(company.li, item(customer), Companies.CALL, null), "next-step-missing", "/next");
        assertThat(company.followUps(customer)).isEqualTo(before);

        NextRequest next = new NextRequest("2026-03-10", null, "Ask again");
        assertThat(company.complete(company.li, item(customer), Companies.CALL, next)
                        .next())
                .isNotNull();
    }

    @Test
    void isClosedWhenNothingDueIsOpen() {
        UUID done = company.customer(company.li, "Done", "a");
        UUID moved = company.customer(company.li, "Moved", "a");
        UUID cancelled = company.customer(company.li, "Cancelled", "a");
        clock.moveTo("2026-03-04T17:00", SHANGHAI);

        company.complete(company.li, item(done), Companies.CALL, null);
        company.snooze(company.li, item(moved), "2026-03-05", "Tomorrow");
        assertThatThrownBy(() -> close(null)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code().code()).isEqualTo("day-still-open");
            assertThat(refused.extensions()).containsEntry("open", 1);
        });
        company.cancel(company.li, item(cancelled), "Moved away");

        assertThat(close("Good day")).isEqualTo(new DayClosedResponse(LocalDate.of(2026, 3, 4), 3, 1, 1, 1, 1));
        assertThat(Objects.requireNonNull(company.list(company.li, null, null).closed())
                        .note())
                .isEqualTo("Good day");
        assertThat(company.list(company.chen, null, null).closed()).isNull();
        assertRefused(
                () -> company.as(company.li, () -> planning.close(new CloseDayRequest("2026-03-05", null))),
                "date-invalid",
                "/on");
    }

    private DayClosedResponse close(@Nullable String note) {
        return company.as(company.li, () -> planning.close(new CloseDayRequest(null, note)));
    }

    @Test
    void showsEachDayOfSomeWeeks() {
        UUID customer = company.customer(company.li, "Acme", "a");
        clock.moveTo("2026-03-03T10:00", SHANGHAI);
        company.complete(company.li, item(customer), Companies.CALL, null);

        CalendarResponse calendar = company.as(company.li, () -> planning.calendar("2026-03-01", "2026-03-07", null));

        assertThat(calendar.days())
                .extracting(day -> "%s %s %d %d".formatted(day.on(), day.working(), day.due(), day.done()))
                .containsExactly(
                        "2026-03-01 false 0 0",
                        "2026-03-02 true 0 0",
                        "2026-03-03 true 0 1",
                        "2026-03-04 true 0 0",
                        "2026-03-05 true 1 0",
                        "2026-03-06 true 0 0",
                        "2026-03-07 false 0 0");
        assertThat(calendar.days().get(4).items())
                .singleElement()
                .satisfies(item -> assertThat(item.subject().name()).isEqualTo("Acme"));
        assertRefused(
                () -> company.as(company.li, () -> planning.calendar("2026-03-01", "2026-05-02", null)),
                "parameter-invalid",
                "/to");
    }

    @Test
    void endsARhythmOnTheOutcomeItNames() {
        definitions.publish(company, """
                [{"op": "test", "path": "/cadences/0/key", "value": "every_2_working_days"},
                 {"op": "add", "path": "/cadences/0/until", "value": "outcome == \\"connected\\""}]""");
        UUID byCall = company.customer(company.li, "By a call", "a");
        UUID byItem = company.customer(company.li, "By the item", "a");
        UUID goesOn = company.customer(company.li, "Goes on", "a");

        company.write(
                company.li,
                session -> companies
                        .records()
                        .create(
                                session,
                                session.model().object("activity"),
                                RecordChanges.of(Map.of(
                                                "kind", "call", "outcome", "connected", "started_at", clock.instant()))
                                        .about(new io.ripeline.record.Subject("customer", byCall)),
                                Cause.API,
                                Past.NONE));
        assertThat(company.complete(company.li, item(byItem), Companies.CALL, null)
                        .next())
                .isNull();
        ActivityRequest unheard = new ActivityRequest("call", "no_answer", null, null, null);
        assertThat(company.complete(company.li, item(goesOn), unheard, null).next())
                .isNotNull();

        assertThat(company.open(byCall)).isEmpty();
        assertThat(company.followUps(byCall).getFirst().values())
                .containsEntry("state", "cancelled")
                .containsEntry("reason", "What was noted ends the rhythm: Every 2 working days.");
        company.change(company.li, byCall, RecordChanges.of(Map.of("city", "Wuhan")));
        assertThat(company.open(byCall)).as("ended for good").isEmpty();
        company.grade(company.li, byCall, "b");
        company.grade(company.li, byCall, "a");
        assertThat(company.open(byCall)).as("begun anew").hasSize(1);
    }
}
