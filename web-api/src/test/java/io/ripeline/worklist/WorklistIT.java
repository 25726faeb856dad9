package io.ripeline.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripeline.embedded.OnRealServers;
import io.ripeline.json.StrictJson;
import io.ripeline.record.Cause;
import io.ripeline.record.Past;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.Records;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Violation;
import io.ripeline.worklist.Companies.Company;
import io.ripeline.worklist.WorklistRequests.ActivityRequest;
import io.ripeline.worklist.WorklistRequests.CancelRequest;
import io.ripeline.worklist.WorklistRequests.CompleteRequest;
import io.ripeline.worklist.WorklistRequests.NextRequest;
import io.ripeline.worklist.WorklistRequests.SnoozeRequest;
import io.ripeline.worklist.WorklistResponses.CompletedResponse;
import io.ripeline.worklist.WorklistResponses.Counts;
import io.ripeline.worklist.WorklistResponses.DayResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
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
    private static final ActivityRequest CALL = new ActivityRequest("call", "connected", 120L, null, null);

    @Autowired
    private Companies companies;

    @Autowired
    private MovableClock clock;

    @Autowired
    private WorklistController worklist;

    @Autowired
    private Records records;

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

            DayResponse day = list(company.li, "2026-03-04", null);

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
                               "phone": "+86 571 8888 0000"}],
                             "tomorrow": [],
                             "done": [],
                             "counts": {"overdue": 0, "today": 1, "tomorrow": 0, "done": 0}}
                            """.formatted(item, customer)));
        }

        @Test
        void tellsOverdueTodayAndTomorrowApart() {
            company.customer(company.li, "Acme", "a");

            assertThat(list(company.li, "2026-03-02", null).counts()).isEqualTo(new Counts(0, 0, 0, 0));
            assertThat(list(company.li, "2026-03-03", null).counts()).isEqualTo(new Counts(0, 0, 1, 0));
            assertThat(list(company.li, "2026-03-04", null).counts()).isEqualTo(new Counts(0, 1, 0, 0));
            DayResponse late = list(company.li, "2026-03-09", null);
            assertThat(late.counts()).isEqualTo(new Counts(1, 0, 0, 0));
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

            List<String> names = list(company.li, "2026-04-01", null).overdue().stream()
                    .map(item -> item.subject().name())
                    .toList();

            assertThat(names).containsExactly("Last A", "Late B", "Alpha B", "Zeta B", "Ungraded");
        }

        @Test
        void isTheCallersOwnOfTheCompanysToday() {
            company.customer(company.li, "Li's", "a");
            company.customer(company.chen, "Chen's", "a");
            clock.moveTo("2026-03-04T00:00", SHANGHAI);

            DayResponse today = list(company.li, null, null);

            assertThat(today.today()).extracting(item -> item.subject().name()).containsExactly("Li's");
        }

        @Test
        void isShownToThoseWhoseRoleReachesTheMember() {
            company.customer(company.li, "Acme", "a");
            String li = company.li.toString();

            assertThat(list(company.li, "2026-03-04", li).today()).hasSize(1);
            assertThat(list(company.manager, "2026-03-04", li).today()).hasSize(1);
            assertThat(list(company.admin, "2026-03-04", li).today()).hasSize(1);
            refused(() -> list(company.chen, null, li), "member-not-found");
            refused(() -> list(company.li, null, company.manager.toString()), "member-not-found");
            refused(() -> list(company.manager, null, company.admin.toString()), "member-not-found");
            refused(() -> list(company.admin, null, UUID.randomUUID().toString()), "member-not-found");
            refused(() -> list(company.admin, null, "nobody"), "member-not-found");
        }

        @ParameterizedTest
        @CsvSource({"2026-02-30", "today", "+12026-01-01", "2026-03-04T00:00:00Z"})
        void refusesAMalformedDay(String on) {
            refused(() -> list(company.li, on, null), "parameter-invalid", "/on");
        }

        @Test
        void ofAnotherCompanyIsOutOfReach() {
            UUID customer = company.customer(company.li, "Acme", "a");
            StoredRecord before = company.open(customer).getFirst();
            Company other = companies.found("direct-sales", SHANGHAI);

            assertThat(list(other, other.admin, "2026-03-04", null).counts()).isEqualTo(new Counts(0, 0, 0, 0));
            refused(() -> list(other, other.admin, null, company.li.toString()), "member-not-found");
            refused(() -> complete(other, other.admin, before.id(), CALL, null), "record-not-found");

            assertThat(company.followUps(customer)).containsExactly(before);
        }
    }

    @Nested
    class Completing {

        @Test
        void notesTheContactClosesTheItemAndPlansTheNextStep() {
            UUID customer = company.customer(company.li, "Acme", "b");
            StoredRecord item = company.open(customer).getFirst();
            clock.moveTo("2026-03-10T15:00", SHANGHAI);

            CompletedResponse answer = complete(company.li, item.id(), CALL, null);

            WorklistItem next = Objects.requireNonNull(answer.next());
            assertThat(answer.completed().id()).isEqualTo(item.id());
            assertThat(next.dueOn()).isEqualTo("2026-03-17");
            assertThat(next.channel()).isEqualTo("visit");
            assertThat(Objects.requireNonNull(next.because()).rule()).isEqualTo("weekly");
            assertThat(company.open(customer)).extracting(StoredRecord::id).containsExactly(next.id());
            StoredRecord closed = company.followUps(customer).getFirst();
            assertThat(closed.values())
                    .containsEntry("state", "done")
                    .containsEntry("closed_at", clock.instant())
                    .containsEntry("due_on", LocalDate.of(2026, 3, 9));
            StoredRecord activity = company.write(
                    company.li,
                    session -> records.get(
                            session,
                            session.model().object("activity"),
                            answer.activity().id()));
            assertThat(activity.ownerId()).isEqualTo(company.li);
            assertThat(activity.subject()).isEqualTo(new Subject("customer", customer));
            assertThat(activity.values())
                    .containsEntry("kind", "call")
                    .containsEntry("outcome", "connected")
                    .containsEntry("duration_seconds", 120L)
                    .containsEntry("started_at", clock.instant());
            assertThat(list(company.li, null, null).counts()).isEqualTo(new Counts(0, 0, 0, 1));
        }

        @Test
        void takesTheNextStepThatWasAgreed() {
            UUID item = item(company.li, "Acme", "b");

            WorklistItem next = Objects.requireNonNull(
                    complete(company.li, item, CALL, new NextRequest("2026-03-05", "demo", "Show it"))
                            .next());

            assertThat(next.dueOn()).isEqualTo("2026-03-05");
            assertThat(next.originalDueOn()).isEqualTo("2026-03-05");
            assertThat(next.channel()).isEqualTo("demo");
            assertThat(next.purpose()).isEqualTo("Show it");
            assertThat(Objects.requireNonNull(next.because()).rule()).isEqualTo("weekly");
        }

        @Test
        void refusesANextStepOutsideTheRhythmAndNamesItsBounds() {
            UUID customer = company.customer(company.li, "Acme", "b");
            List<StoredRecord> before = company.followUps(customer);
            UUID item = before.getFirst().id();

            refused(
                    () -> complete(company.li, item, CALL, new NextRequest("2026-03-03", null, null)),
                    "next-out-of-bounds",
                    "/next/dueOn");
            assertThatThrownBy(() -> complete(company.li, item, CALL, new NextRequest("2026-03-15", null, null)))
                    .hasMessageContaining("from 2026-03-04 to 2026-03-14");

            assertThat(company.followUps(customer)).isEqualTo(before);
        }

        @Test
        void pointsAtWhatIsWrongWithTheActivityAndChangesNothing() {
            UUID customer = company.customer(company.li, "Acme", "b");
            List<StoredRecord> before = company.followUps(customer);
            UUID item = before.getFirst().id();

            ActivityRequest wrong = new ActivityRequest("telepathy", "bliss", -1L, null, null);
            refused(
                    () -> complete(company.li, item, wrong, null),
                    "record-invalid",
                    "/activity/kind",
                    "/activity/outcome",
                    "/activity/durationSeconds");
            ActivityRequest future = new ActivityRequest("call", null, null, null, "2026-03-02T10:00:01+08:00");
            refused(() -> complete(company.li, item, future, null), "date-invalid", "/activity/startedAt");
            refused(
                    () -> complete(company.li, item, CALL, new NextRequest("2026-03-05", "telepathy", null)),
                    "record-invalid",
                    "/next/channel");

            assertThat(company.followUps(customer)).isEqualTo(before);
        }

        @Test
        void endsWithARhythmThatDoesNotRepeat() {
            UUID customer = company.customer(company.li, "New", null);

            for (int step = 0; step < 2; step++) {
                assertThat(complete(
                                        company.li,
                                        company.open(customer).getFirst().id(),
                                        CALL,
                                        null)
                                .next())
                        .isNotNull();
            }
            assertThat(complete(company.li, company.open(customer).getFirst().id(), CALL, null)
                            .next())
                    .isNull();
            company.change(company.li, customer, RecordChanges.of(Map.of("city", "Wuhan")));

            assertThat(company.open(customer)).isEmpty();
        }

        @Test
        void isPossibleOnlyOnce() throws Exception {
            UUID customer = company.customer(company.li, "Acme", "b");
            UUID item = company.open(customer).getFirst().id();
            Callable<String> once = () -> outcome(() -> complete(company.li, item, CALL, null));

            try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
                List<String> outcomes = threads
                        .invokeAll(IntStream.range(0, 8).mapToObj(_ -> once).toList())
                        .stream()
                        .map(WorklistIT::get)
                        .toList();
                assertThat(outcomes).containsOnlyOnce("completed").hasSize(8);
                assertThat(outcomes).filteredOn("item-closed"::equals).hasSize(7);
            }
            assertThat(company.open(customer)).hasSize(1);
        }

        @Test
        void ofAnotherRepsItemIsNotPossible() {
            UUID customer = company.customer(company.li, "Acme", "b");
            List<StoredRecord> before = company.followUps(customer);
            UUID item = before.getFirst().id();

            refused(() -> complete(company.chen, item, CALL, null), "record-not-found");
            refused(() -> snooze(company.chen, item, "2026-03-05", "Why not"), "record-not-found");
            refused(() -> cancel(company.chen, item, "Why not"), "record-not-found");
            refused(() -> complete(company.chen, UUID.randomUUID(), CALL, null), "record-not-found");

            assertThat(company.followUps(customer)).isEqualTo(before);
        }

        @Test
        void ofOnesOwnItemCountsTheRhythmFromTheContact() {
            UUID customer = company.customer(company.li, "Acme", "a");
            UUID own = company.write(
                    company.li,
                    session -> records.create(
                                    session,
                                    session.model().object("follow_up"),
                                    RecordChanges.of(Map.of(
                                                    "due_on", LocalDate.of(2026, 3, 3), "purpose", "Send the plan"))
                                            .about(new Subject("customer", customer)),
                                    Cause.API,
                                    Past.NONE)
                            .record()
                            .id());
            clock.moveTo("2026-03-03T10:00", SHANGHAI);
            assertThat(list(company.li, null, null).today().getFirst().because())
                    .isNull();

            WorklistItem next = Objects.requireNonNull(
                    complete(company.li, own, CALL, new NextRequest("2026-03-20", null, "Ask again"))
                            .next());

            assertThat(next.because()).isNull();
            assertThat(company.open(customer))
                    .extracting(item -> item.value("due_on").orElseThrow())
                    .containsExactlyInAnyOrder(LocalDate.of(2026, 3, 5), LocalDate.of(2026, 3, 20));
        }
    }

    @Nested
    class PuttingOff {

        @Test
        void keepsTheDayItWasPlannedForAndTheReason() {
            UUID customer = company.customer(company.li, "Acme", "b");
            UUID item = company.open(customer).getFirst().id();

            WorklistItem later = snooze(company.li, item, "2026-03-12", "At a fair this week");

            assertThat(later.dueOn()).isEqualTo("2026-03-12");
            assertThat(later.originalDueOn()).isEqualTo("2026-03-09");
            assertThat(company.open(customer).getFirst().text("reason")).contains("At a fair this week");
        }

        @Test
        void refusesTodayWhatIsTooLateAndABlankReason() {
            UUID customer = company.customer(company.li, "Acme", "b");
            List<StoredRecord> before = company.followUps(customer);
            UUID item = before.getFirst().id();

            refused(() -> snooze(company.li, item, "2026-03-02", "Why"), "next-out-of-bounds", "/until");
            refused(() -> snooze(company.li, item, "2026-03-15", "Why"), "next-out-of-bounds", "/until");
            refused(() -> snooze(company.li, item, "soon", "Why"), "date-invalid", "/until");
            refused(() -> snooze(company.li, item, "2026-03-12", " "), "reason-missing", "/reason");
            refused(() -> snooze(company.li, item, "2026-03-12", "x".repeat(501)), "record-invalid", "/reason");

            assertThat(company.followUps(customer)).isEqualTo(before);
        }
    }

    @Nested
    class Cancelling {

        @Test
        void keepsTheReasonAndGoesOnWithTheRhythm() {
            UUID customer = company.customer(company.li, "Acme", "a");
            UUID item = company.open(customer).getFirst().id();

            WorklistItem next = Objects.requireNonNull(
                    cancel(company.li, item, "Moved house").next());

            assertThat(next.dueOn()).isEqualTo("2026-03-04");
            assertThat(company.open(customer)).extracting(StoredRecord::id).containsExactly(next.id());
            assertThat(company.followUps(customer).getFirst().values())
                    .containsEntry("state", "cancelled")
                    .containsEntry("reason", "Moved house")
                    .containsEntry("closed_at", clock.instant());
            refused(() -> cancel(company.li, item, "Again"), "item-closed");
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
            complete(there, there.li, item, CALL, null);
        }

        private int doneToday(Company there) {
            return list(there, there.li, null, null).counts().done();
        }

        private int doneOn(Company there, LocalDate day) {
            return list(there, there.li, day.toString(), null).counts().done();
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

    private UUID item(UUID member, String name, @Nullable String grade) {
        return company.open(company.customer(member, name, grade)).getFirst().id();
    }

    private DayResponse list(UUID member, @Nullable String on, @Nullable String of) {
        return list(company, member, on, of);
    }

    private DayResponse list(Company where, UUID member, @Nullable String on, @Nullable String of) {
        return where.as(member, () -> worklist.day(on, of));
    }

    private CompletedResponse complete(UUID member, UUID item, ActivityRequest activity, @Nullable NextRequest next) {
        return complete(company, member, item, activity, next);
    }

    private CompletedResponse complete(
            Company where, UUID member, UUID item, ActivityRequest activity, @Nullable NextRequest next) {
        return where.as(member, () -> worklist.complete(item.toString(), new CompleteRequest(activity, next)));
    }

    private WorklistItem snooze(UUID member, UUID item, String until, String reason) {
        return company.as(member, () -> worklist.snooze(item.toString(), new SnoozeRequest(until, reason)));
    }

    private WorklistResponses.CancelledResponse cancel(UUID member, UUID item, String reason) {
        return company.as(member, () -> worklist.cancel(item.toString(), new CancelRequest(reason)));
    }

    private static void refused(ThrowingCallable call, String code, String... pointers) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code().code()).isEqualTo(code);
            assertThat(refused.violations()).extracting(Violation::pointer).containsExactlyInAnyOrder(pointers);
        });
    }

    private static String outcome(Supplier<CompletedResponse> work) {
        try {
            return work.get().next() == null ? "ended" : "completed";
        } catch (Refused refused) {
            return refused.code().code();
        }
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
