package io.ripeline.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.embedded.OnRealServers;
import io.ripeline.leave.LeavesApi;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.Session;
import io.ripeline.refusal.Refused;
import io.ripeline.worklist.Companies.Company;
import io.ripeline.worklist.WorklistRequests.NextRequest;
import io.ripeline.worklist.WorklistRequests.PlanRequest;
import io.ripeline.worklist.WorklistRequests.SubjectRequest;
import io.ripeline.worklist.WorklistResponses.DayResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/// Fifty reps work for a month of a clock of their own, in every way they can. Nothing that was planned is ever lost:
/// each day all of it is done, moved, cancelled or open, on one list, and says what caused it.
@OnRealServers
@SpringBootTest(classes = WorklistTestContext.class, webEnvironment = WebEnvironment.NONE)
class MonthIT {

    private static final String SHANGHAI = "Asia/Shanghai";
    private static final int REPS = 50;
    private static final int CUSTOMERS_EACH = 2;
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final int DAYS = 30;
    private static final Set<String> BY_A_PERSON = Set.of("api", "worklist");
    private static final List<String> GRADES = List.of("a", "b", "c", "d");

    @Autowired
    private Companies companies;

    @Autowired
    private Definitions definitions;

    @Autowired
    private PlanningController planning;

    @Autowired
    private LeavesApi leaves;

    @Autowired
    private MovableClock clock;

    private final Random random = new Random(20_260_302);
    private final Set<UUID> everPlanned = new HashSet<>();
    private final Map<UUID, LocalDate> awayUntil = new HashMap<>();
    private List<UUID> reps = List.of();
    private List<UUID> customers = new ArrayList<>();

    /// An item as it stands, with what its first write says.
    private record Item(
            UUID id,
            UUID subject,
            String state,
            LocalDate dueOn,
            LocalDate originalDueOn,
            @Nullable String rule,
            @Nullable Long version,
            @Nullable String reason,
            @Nullable UUID owner,
            @Nullable String cause,
            boolean binned) {

        boolean open() {
            return state.equals(FollowUp.OPEN);
        }
    }

    @Test
    void losesNothingThatWasPlanned() {
        clock.moveTo(FIRST + "T08:00", SHANGHAI);
        Company company = companies.found("direct-sales", SHANGHAI);
        reps = companies.hire(company, REPS);
        for (int number = 0; number < REPS * CUSTOMERS_EACH; number++) {
            customers.add(company.customer(reps.get(number % REPS), "Customer " + number, anyOf(GRADES)));
        }
        for (int day = 0; day < DAYS; day++) {
            LocalDate today = FIRST.plusDays(day);
            clock.moveTo(today + "T09:00", SHANGHAI);
            if (day == 12) {
                definitions.publish(company, """
                        [{"op": "test", "path": "/cadences/0/key", "value": "every_2_working_days"},
                         {"op": "replace", "path": "/cadences/0/steps/0/after/days", "value": 4},
                         {"op": "replace", "path": "/gradeScales/0/grades/1/cadence", "value": "every_2_working_days"}]""");
            }
            work(company, today);
            happen(company, today);
            check(company, today);
        }
        assertThat(everPlanned).hasSizeGreaterThan(REPS * CUSTOMERS_EACH * 2);
    }

    private <T> T anyOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /// Every rep who is there works off what lies before her; no item lies before two.
    private void work(Company company, LocalDate today) {
        Set<UUID> listed = new HashSet<>();
        for (UUID rep : reps) {
            DayResponse day = company.list(rep, null, null);
            List<WorklistItem> due = Stream.of(day.overdue(), day.today(), day.dropped())
                    .flatMap(List::stream)
                    .toList();
            due.forEach(item -> assertThat(listed.add(item.id()))
                    .as("on one list only: %s", item.id())
                    .isTrue());
            due.forEach(item -> act(company, rep, item, today));
        }
    }

    private void act(Company company, UUID rep, WorklistItem item, LocalDate today) {
        int chance = random.nextInt(100);
        try {
            if (chance < 60) {
                NextRequest next =
                        chance < 5 ? new NextRequest(today.plusDays(4).toString(), null, null) : null;
                company.complete(rep, item.id(), Companies.CALL, next);
            } else if (chance < 75) {
                company.snooze(
                        rep, item.id(), today.plusDays(1 + random.nextInt(3)).toString(), "Not today");
            } else if (chance < 80) {
                company.cancel(rep, item.id(), "They do not want to be called");
            }
        } catch (Refused refused) {
            // A date that the rhythm does not allow: the item stays as it was.
            assertThat(refused.code().code()).isEqualTo("next-out-of-bounds");
        }
    }

    /// What else happens on a day.
    private void happen(Company company, LocalDate today) {
        UUID customer = anyOf(customers);
        company.grade(company.admin, customer, anyOf(GRADES));
        company.change(
                company.admin, anyOf(customers), RecordChanges.of(Map.of()).ownedBy(anyOf(reps)));
        company.contact(company.admin, anyOf(customers), "visit", clock.instant());
        UUID deleted = anyOf(customers);
        company.delete(company.admin, deleted);
        if (random.nextBoolean()) {
            company.restore(company.admin, deleted);
        } else {
            customers.remove(deleted);
        }
        PlanRequest byHand = new PlanRequest(
                new SubjectRequest("customer", anyOf(customers).toString()),
                today.plusDays(random.nextInt(5)).toString(),
                "email",
                "Send the offer",
                anyOf(reps).toString());
        company.as(company.admin, () -> planning.plan(byHand));
        UUID rep = anyOf(reps);
        if (!awayUntil.getOrDefault(rep, LocalDate.MIN).isAfter(today)) {
            LocalDate until = today.plusDays(1 + random.nextInt(4));
            UUID deputy = random.nextBoolean() ? reps.get((reps.indexOf(rep) + 1) % REPS) : null;
            company.as(rep, () -> leaves.take(rep, today.plusDays(1).toString(), until.toString(), deputy));
            awayUntil.put(rep, until.plusDays(1));
        }
    }

    private void check(Company company, LocalDate today) {
        List<Item> items = company.write(company.admin, MonthIT::items);
        Set<UUID> there = new HashSet<>();
        items.forEach(item -> there.add(item.id()));
        assertThat(there).as("nothing disappears").containsAll(everPlanned);
        everPlanned.addAll(there);

        long done = items.stream()
                .filter(item -> item.state().equals(FollowUp.DONE))
                .count();
        long cancelled = items.stream()
                .filter(item -> item.state().equals(FollowUp.CANCELLED))
                .count();
        long moved = items.stream()
                .filter(item -> item.open() && !item.dueOn().equals(item.originalDueOn()))
                .count();
        long open = items.stream()
                .filter(item -> item.open() && item.dueOn().equals(item.originalDueOn()))
                .count();
        assertThat(done + moved + cancelled + open).as("on " + today).isEqualTo(items.size());

        Set<String> planned = new HashSet<>();
        for (Item item : items) {
            assertThat(item.binned()).as("in the bin: %s", item).isFalse();
            assertThat(item.rule() == null ? BY_A_PERSON.contains(item.cause()) : item.version() != null)
                    .as("names its cause: %s", item)
                    .isTrue();
            if (item.state().equals(FollowUp.CANCELLED)) {
                assertThat(item.reason()).as("says why: %s", item).isNotBlank();
            }
            if (item.open() && item.rule() != null) {
                assertThat(planned.add(item.subject() + " " + item.rule()))
                        .as("one of each: %s", item)
                        .isTrue();
            }
        }
        for (UUID customer : customers) {
            assertThat(items.stream()
                            .anyMatch(item -> item.open() && item.subject().equals(customer)))
                    .as("nobody is forgotten: %s on %s", customer, today)
                    .isTrue();
        }
    }

    private static List<Item> items(Session session) {
        return session.transaction()
                .sql()
                .fetch("""
                        SELECT f.id, f.subject_id, f.state, f.due_on, f.original_due_on, f.rule, f.rule_version, f.reason,
                            f.owner_id, c.cause, f.deleted_at IS NOT NULL
                        FROM follow_up f LEFT JOIN _change c ON c.record_id = f.id AND c.version = 1""")
                .map(row -> new Item(
                        row.get(0, UUID.class),
                        row.get(1, UUID.class),
                        row.get(2, String.class),
                        row.get(3, LocalDate.class),
                        row.get(4, LocalDate.class),
                        row.get(5, String.class),
                        row.get(6, Long.class),
                        row.get(7, String.class),
                        row.get(8, UUID.class),
                        row.get(9, String.class),
                        row.get(10, Boolean.class)));
    }
}
