package io.ripeline.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripeline.embedded.OnRealServers;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Refused;
import io.ripeline.worklist.Companies.Company;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@OnRealServers
@SpringBootTest(classes = WorklistTestContext.class, webEnvironment = WebEnvironment.NONE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RhythmIT {

    private static final String SHANGHAI = "Asia/Shanghai";

    @Autowired
    private Companies companies;

    @Autowired
    private MovableClock clock;

    private Company company;

    @BeforeEach
    void openTheOfficeOnAMonday() {
        clock.moveTo("2026-03-02T10:00", SHANGHAI);
        if (company == null) {
            company = companies.found("direct-sales", SHANGHAI);
        }
    }

    @Nested
    class ANewCustomer {

        @Test
        void isPlannedByTheRhythmOfItsGrade() {
            UUID customer = company.customer(company.li, "Graded", "a");

            StoredRecord item = only(company.open(customer));
            assertThat(item.values())
                    .containsEntry("due_on", LocalDate.of(2026, 3, 4))
                    .containsEntry("original_due_on", LocalDate.of(2026, 3, 4))
                    .containsEntry("channel", "call")
                    .containsEntry("purpose", "Push for the signature: what is missing, and with whom")
                    .containsEntry("state", "open")
                    .containsEntry("rule", "every_2_working_days")
                    .containsEntry("rule_version", 1L)
                    .containsEntry("step", 0L);
            assertThat(item.ownerId()).isEqualTo(company.li);
        }

        @Test
        void isPlannedByTheFirstConditionThatHoldsWhileItHasNoGrade() {
            UUID customer = company.customer(company.li, "Ungraded", null);

            assertThat(only(company.open(customer)).values())
                    .containsEntry("rule", "new_customer")
                    .containsEntry("due_on", LocalDate.of(2026, 3, 3));
        }

        @Test
        void isPlannedLikeOneAloneWhereManyAreMade() {
            List<UUID> many = company.customers(
                    company.li,
                    List.of(
                            Map.of("name", "Many 1", "grade", "a"),
                            Map.of("name", "Many 2"),
                            Map.of("name", "Many 3", "grade", "a")));
            StoredRecord alone = only(company.open(company.customer(company.li, "Alone", "a")));

            assertThat(only(company.open(many.get(0))).values()).isEqualTo(alone.values());
            assertThat(only(company.open(many.get(2))).ownerId()).isEqualTo(company.li);
            assertThat(only(company.open(many.get(1))).values()).containsEntry("rule", "new_customer");
        }

        @Test
        void isPlannedForNobodyWhereNobodyOwnsIt() {
            UUID customer = company.customer(company.admin, "Pool", "a");
            company.change(company.admin, customer, RecordChanges.of(Map.of()).ownedBy(null));

            assertThat(only(company.open(customer)).ownerId()).isNull();
        }
    }

    @Nested
    class ADeletedCustomer {

        @Test
        void isNotToBeSeenAgain() {
            UUID customer = company.customer(company.admin, "Gone", "a");

            company.delete(company.admin, customer);

            assertThat(only(company.followUps(customer)).values())
                    .containsEntry("state", "cancelled")
                    .containsEntry("reason", "The record was deleted.")
                    .containsKey("closed_at");
        }

        @Test
        void beginsItsRhythmAgainWhenItComesBack() {
            UUID customer = company.customer(company.admin, "Back", "a");
            company.delete(company.admin, customer);
            clock.moveTo("2026-03-09T10:00", SHANGHAI);

            company.restore(company.admin, customer);

            assertThat(only(company.open(customer)).values())
                    .containsEntry("rule", "every_2_working_days")
                    .containsEntry("due_on", LocalDate.of(2026, 3, 11));
        }
    }

    @Nested
    class AnotherGrade {

        @Test
        void cancelsTheItemWithTheReasonAndBeginsTheOtherRhythm() {
            UUID customer = company.customer(company.li, "Riper", "b");

            company.grade(company.li, customer, "a");

            List<StoredRecord> items = company.followUps(customer);
            assertThat(items).hasSize(2);
            assertThat(items.getFirst().values())
                    .containsEntry("state", "cancelled")
                    .containsEntry("reason", "Another rhythm applies now: Every 2 working days.")
                    .containsEntry("original_due_on", LocalDate.of(2026, 3, 9))
                    .containsKey("closed_at");
            assertThat(items.getLast().values())
                    .containsEntry("state", "open")
                    .containsEntry("rule", "every_2_working_days")
                    .containsEntry("due_on", LocalDate.of(2026, 3, 4));
        }

        @Test
        void countsFromTheLastContact() {
            UUID customer = company.customer(company.li, "Called", "d");
            company.contact(company.li, customer, "call", Instant.parse("2026-02-27T02:00:00Z"));

            company.grade(company.li, customer, "b");

            assertThat(only(company.open(customer)).values()).containsEntry("due_on", LocalDate.of(2026, 3, 5));
        }

        @Test
        void isNeverDueBeforeTheDayOfTheWrite() {
            UUID customer = company.customer(company.li, "Long silent", "d");
            company.contact(company.li, customer, "call", Instant.parse("2026-01-05T02:00:00Z"));

            company.grade(company.li, customer, "a");

            assertThat(only(company.open(customer)).values()).containsEntry("due_on", LocalDate.of(2026, 3, 2));
        }

        @Test
        void isTakenBack() {
            UUID customer = company.customer(company.li, "To and fro", "b");
            company.grade(company.li, customer, "a");

            company.grade(company.li, customer, "b");

            assertThat(only(company.open(customer)).values()).containsEntry("rule", "weekly");
            assertThat(company.followUps(customer)).hasSize(3);
        }

        @Test
        void leavesNothingOpenWhereNoRhythmApplies() {
            Company fiveLevel = companies.found("five-level", SHANGHAI);
            UUID customer = fiveLevel.customer(fiveLevel.li, "Level", "a");
            assertThat(fiveLevel.open(customer)).isNotEmpty();

            fiveLevel.grade(fiveLevel.li, customer, null);

            assertThat(fiveLevel.open(customer)).isEmpty();
            assertThat(fiveLevel.followUps(customer).getFirst().values())
                    .containsEntry("state", "cancelled")
                    .containsEntry("reason", "No rhythm applies any more.");
        }
    }

    @Nested
    class AnotherValue {

        @Test
        void changesNothingThatIsPlanned() {
            UUID customer = company.customer(company.li, "Renamed", "a");
            List<StoredRecord> before = company.followUps(customer);
            clock.moveTo("2026-03-03T10:00", SHANGHAI);

            company.change(company.li, customer, RecordChanges.of(Map.of("city", "Hangzhou")));

            assertThat(company.followUps(customer)).isEqualTo(before);
        }
    }

    @Nested
    class AnotherOwner {

        @Test
        void takesTheItemOverAsItIs() {
            UUID customer = company.customer(company.li, "Handed over", "b");
            StoredRecord before = only(company.open(customer));
            clock.moveTo("2026-03-20T10:00", SHANGHAI);

            company.change(company.admin, customer, RecordChanges.of(Map.of()).ownedBy(company.chen));

            StoredRecord after = only(company.followUps(customer));
            assertThat(after.id()).isEqualTo(before.id());
            assertThat(after.values()).isEqualTo(before.values());
            assertThat(after.ownerId()).isEqualTo(company.chen);
        }

        @Test
        void withAnotherGradeGetsAnItemOfTheOtherRhythm() {
            UUID customer = company.customer(company.li, "Handed over and riper", "b");

            company.change(
                    company.admin,
                    customer,
                    RecordChanges.of(Map.of("grade", "a")).ownedBy(company.chen));

            assertThat(only(company.open(customer)).ownerId()).isEqualTo(company.chen);
            assertThat(company.followUps(customer))
                    .hasSize(2)
                    .extracting(StoredRecord::ownerId)
                    .containsOnly(company.chen);
        }
    }

    @Nested
    class AContactBesideTheList {

        @Test
        void movesTheItemToALaterDayAndKeepsTheDayItWasPlannedFor() {
            UUID customer = company.customer(company.li, "Met by chance", "a");
            clock.moveTo("2026-03-03T10:00", SHANGHAI);

            company.contact(company.li, customer, "visit", clock.instant());

            assertThat(only(company.open(customer)).values())
                    .containsEntry("due_on", LocalDate.of(2026, 3, 5))
                    .containsEntry("original_due_on", LocalDate.of(2026, 3, 4))
                    .containsEntry("reason", "Contact on 2026-03-03.");
        }

        @Test
        void movesNothingToAnEarlierDay() {
            UUID customer = company.customer(company.li, "Entered late", "a");

            company.contact(company.li, customer, "call", Instant.parse("2026-02-20T02:00:00Z"));

            assertThat(only(company.open(customer)).values()).containsEntry("due_on", LocalDate.of(2026, 3, 4));
        }

        @Test
        void isNeitherANoteNorAPlan() {
            UUID customer = company.customer(company.li, "Noted", "a");
            clock.moveTo("2026-03-03T10:00", SHANGHAI);

            company.contact(company.li, customer, "note", clock.instant());
            company.contact(company.li, customer, "call", clock.instant().plusSeconds(60));

            assertThat(only(company.open(customer)).values()).containsEntry("due_on", LocalDate.of(2026, 3, 4));
        }

        @Test
        void isCountedByTheDayOfTheCompany() {
            UUID customer = company.customer(company.li, "Late call", "c");
            clock.moveTo("2026-03-04T00:30", SHANGHAI);

            company.contact(company.li, customer, "call", Instant.parse("2026-03-03T15:59:59Z"));
            assertThat(only(company.open(customer)).values()).containsEntry("due_on", LocalDate.of(2026, 3, 17));

            company.contact(company.li, customer, "call", Instant.parse("2026-03-03T16:00:00Z"));
            assertThat(only(company.open(customer)).values()).containsEntry("due_on", LocalDate.of(2026, 3, 18));
        }
    }

    @Test
    void keepsOneItemWhenTwentyChangeTheGradeAtOnce() throws Exception {
        UUID customer = company.customer(company.li, "Contested", "d");
        List<String> grades = List.of("a", "b", "c", "d");

        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            List<Callable<StoredRecord>> changes = IntStream.range(0, 20)
                    .<Callable<StoredRecord>>mapToObj(
                            number -> () -> company.grade(company.li, customer, grades.get(number % grades.size())))
                    .toList();
            for (Future<StoredRecord> change : threads.invokeAll(changes)) {
                change.get();
            }
        }

        String rule = only(company.open(customer)).text("rule").orElseThrow();
        String grade = company.change(company.admin, customer, RecordChanges.of(Map.of()))
                .text("grade")
                .orElseThrow();
        assertThat(rule)
                .isEqualTo(Map.of("a", "every_2_working_days", "b", "weekly", "c", "every_2_weeks", "d", "monthly")
                        .get(grade));
        assertThat(company.followUps(customer))
                .filteredOn(item -> item.text("state").equals(Optional.of("cancelled")))
                .allSatisfy(item -> assertThat(item.text("reason")).isPresent());
    }

    @Test
    void keepsOneItemWhenContactsGradesAndCompletionsMeet() throws Exception {
        UUID customer = company.customer(company.li, "Crowded", "a");
        List<Function<Integer, Object>> writes = List.of(
                number -> company.grade(company.li, customer, number % 2 == 0 ? "a" : "b"),
                _ -> company.contact(company.li, customer, "call", clock.instant()),
                _ -> company.change(
                        company.admin, customer, RecordChanges.of(Map.of()).ownedBy(company.li)),
                _ -> tryToComplete(customer));

        try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
            List<Callable<Object>> calls = IntStream.range(0, 40)
                    .<Callable<Object>>mapToObj(
                            number -> () -> writes.get(number % 4).apply(number))
                    .toList();
            for (Future<Object> call : threads.invokeAll(calls)) {
                call.get();
            }
        }

        assertThat(company.open(customer)).hasSize(1);
    }

    @Test
    void plansForTheNewGradeOnlyAfterAnItemBeingFinishedIs() throws Exception {
        UUID customer = company.customer(company.li, "In hand", "a");
        UUID item = company.open(customer).getFirst().id();

        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<StoredRecord> regraded = company.write(company.li, _ -> {
                company.complete(company.li, item, Companies.CALL, null);
                Future<StoredRecord> waiting = thread.submit(() -> company.grade(company.li, customer, "b"));
                assertThatThrownBy(() -> waiting.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
                return waiting;
            });
            regraded.get();
        }

        assertThat(only(company.open(customer)).values()).containsEntry("rule", "weekly");
        assertThat(company.followUps(customer))
                .extracting(each -> each.text("state").orElseThrow())
                .containsExactly("done", "cancelled", "open");
    }

    private Object tryToComplete(UUID customer) {
        UUID item = company.open(customer).getFirst().id();
        try {
            return company.complete(company.li, item, Companies.CALL, null);
        } catch (Refused closedMeanwhile) {
            return closedMeanwhile.code();
        }
    }

    @Test
    void countsTheRhythmOfASampleFromItsContacts() {
        Company sample = companies.withSample("direct-sales", SHANGHAI);
        LocalDate today = LocalDate.of(2026, 3, 2);

        List<LocalDate> days = sample.customers().stream()
                .map(customer -> only(sample.open(customer.id())))
                .map(item -> (LocalDate) item.value("due_on").orElseThrow())
                .toList();

        assertThat(days)
                .hasSizeGreaterThan(30)
                .anyMatch(day -> day.isBefore(today))
                .anyMatch(day -> day.isAfter(today));
    }

    private static StoredRecord only(List<StoredRecord> items) {
        assertThat(items).hasSize(1);
        return items.getFirst();
    }
}
