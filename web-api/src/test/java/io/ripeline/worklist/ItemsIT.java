package io.ripeline.worklist;

import static io.ripeline.worklist.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripeline.embedded.OnRealServers;
import io.ripeline.record.Cause;
import io.ripeline.record.Past;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.Records;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.refusal.Refused;
import io.ripeline.worklist.Companies.Company;
import io.ripeline.worklist.WorklistRequests.ActivityRequest;
import io.ripeline.worklist.WorklistRequests.NextRequest;
import io.ripeline.worklist.WorklistResponses.CompletedResponse;
import io.ripeline.worklist.WorklistResponses.Counts;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@OnRealServers
@SpringBootTest(classes = WorklistTestContext.class, webEnvironment = WebEnvironment.NONE)
class ItemsIT {

    private static final String SHANGHAI = "Asia/Shanghai";

    @Autowired
    private Companies companies;

    @Autowired
    private MovableClock clock;

    @Autowired
    private Records records;

    private Company company;

    @BeforeEach
    void foundACompanyOnAMonday() {
        clock.moveTo("2026-03-02T10:00", SHANGHAI);
        company = companies.found("direct-sales", SHANGHAI);
    }

    @Nested
    class Completing {

        @Test
        void notesTheContactClosesTheItemAndPlansTheNextStep() {
            UUID customer = company.customer(company.li, "Acme", "b");
            StoredRecord item = company.open(customer).getFirst();
            clock.moveTo("2026-03-10T15:00", SHANGHAI);

            CompletedResponse answer = company.complete(company.li, item.id(), Companies.CALL, null);

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
            assertThat(company.list(company.li, null, null).counts()).isEqualTo(new Counts(0, 0, 0, 1, 0, 0));
        }

        @Test
        void takesTheNextStepThatWasAgreed() {
            UUID item = company.open(company.customer(company.li, "Acme", "b"))
                    .getFirst()
                    .id();

            WorklistItem next = Objects.requireNonNull(
                    company.complete(company.li, item, Companies.CALL, new NextRequest("2026-03-05", "demo", "Show it"))
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

            assertRefused(
                    () -> company.complete(company.li, item, Companies.CALL, new NextRequest("2026-03-03", null, null)),
                    "next-out-of-bounds",
                    "/next/dueOn");
            assertThatThrownBy(() -> company.complete(
                            company.li, item, Companies.CALL, new NextRequest("2026-03-15", null, null)))
                    .hasMessageContaining("from 2026-03-04 to 2026-03-14");

            assertThat(company.followUps(customer)).isEqualTo(before);
        }

        @Test
        void pointsAtWhatIsWrongWithTheActivityAndChangesNothing() {
            UUID customer = company.customer(company.li, "Acme", "b");
            List<StoredRecord> before = company.followUps(customer);
            UUID item = before.getFirst().id();

            ActivityRequest wrong = new ActivityRequest("telepathy", "bliss", -1L, null, null);
            assertRefused(
                    () -> company.complete(company.li, item, wrong, null),
                    "record-invalid",
                    "/activity/kind",
                    "/activity/outcome",
                    "/activity/durationSeconds");
            ActivityRequest future = new ActivityRequest("call", null, null, null, "2026-03-02T10:00:01+08:00");
            assertRefused(
                    () -> company.complete(company.li, item, future, null), "date-invalid", "/activity/startedAt");
            assertRefused(
                    () -> company.complete(
                            company.li, item, Companies.CALL, new NextRequest("2026-03-05", "telepathy", null)),
                    "record-invalid",
                    "/next/channel");

            assertThat(company.followUps(customer)).isEqualTo(before);
        }

        @Test
        void endsWithARhythmThatDoesNotRepeat() {
            UUID customer = company.customer(company.li, "New", null);

            for (int step = 0; step < 2; step++) {
                assertThat(company.complete(
                                        company.li,
                                        company.open(customer).getFirst().id(),
                                        Companies.CALL,
                                        null)
                                .next())
                        .isNotNull();
            }
            assertThat(company.complete(
                                    company.li,
                                    company.open(customer).getFirst().id(),
                                    Companies.CALL,
                                    null)
                            .next())
                    .isNull();
            company.change(company.li, customer, RecordChanges.of(Map.of("city", "Wuhan")));

            assertThat(company.open(customer)).isEmpty();
        }

        @Test
        void isPossibleOnlyOnce() throws Exception {
            UUID customer = company.customer(company.li, "Acme", "b");
            UUID item = company.open(customer).getFirst().id();
            Callable<String> once = () -> outcome(() -> company.complete(company.li, item, Companies.CALL, null));

            try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
                List<String> outcomes = threads
                        .invokeAll(IntStream.range(0, 8).mapToObj(_ -> once).toList())
                        .stream()
                        .map(ItemsIT::get)
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

            assertRefused(() -> company.complete(company.chen, item, Companies.CALL, null), "record-not-found");
            assertRefused(() -> company.snooze(company.chen, item, "2026-03-05", "Why not"), "record-not-found");
            assertRefused(() -> company.cancel(company.chen, item, "Why not"), "record-not-found");
            assertRefused(
                    () -> company.complete(company.chen, UUID.randomUUID(), Companies.CALL, null), "record-not-found");

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
            assertThat(company.list(company.li, null, null).today().getFirst().because())
                    .isNull();

            WorklistItem next = Objects.requireNonNull(
                    company.complete(company.li, own, Companies.CALL, new NextRequest("2026-03-20", null, "Ask again"))
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

            WorklistItem later = company.snooze(company.li, item, "2026-03-12", "At a fair this week");

            assertThat(later.dueOn()).isEqualTo("2026-03-12");
            assertThat(later.originalDueOn()).isEqualTo("2026-03-09");
            assertThat(company.open(customer).getFirst().text("reason")).contains("At a fair this week");
        }

        @Test
        void refusesTodayWhatIsTooLateAndABlankReason() {
            UUID customer = company.customer(company.li, "Acme", "b");
            List<StoredRecord> before = company.followUps(customer);
            UUID item = before.getFirst().id();

            assertRefused(() -> company.snooze(company.li, item, "2026-03-02", "Why"), "next-out-of-bounds", "/until");
            assertRefused(() -> company.snooze(company.li, item, "2026-03-15", "Why"), "next-out-of-bounds", "/until");
            assertRefused(() -> company.snooze(company.li, item, "soon", "Why"), "date-invalid", "/until");
            assertRefused(() -> company.snooze(company.li, item, "2026-03-12", " "), "reason-missing", "/reason");
            assertRefused(
                    () -> company.snooze(company.li, item, "2026-03-12", "x".repeat(501)), "record-invalid", "/reason");

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
                    company.cancel(company.li, item, "Moved house").next());

            assertThat(next.dueOn()).isEqualTo("2026-03-04");
            assertThat(company.open(customer)).extracting(StoredRecord::id).containsExactly(next.id());
            assertThat(company.followUps(customer).getFirst().values())
                    .containsEntry("state", "cancelled")
                    .containsEntry("reason", "Moved house")
                    .containsEntry("closed_at", clock.instant());
            assertRefused(() -> company.cancel(company.li, item, "Again"), "item-closed");
        }
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
