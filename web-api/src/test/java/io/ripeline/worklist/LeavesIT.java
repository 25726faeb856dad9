package io.ripeline.worklist;

import static io.ripeline.worklist.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ripeline.embedded.OnRealServers;
import io.ripeline.leave.LeavesApi;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Refused;
import io.ripeline.worklist.Companies.Company;
import io.ripeline.worklist.WorklistRequests.CancelRequest;
import io.ripeline.worklist.WorklistRequests.CompleteRequest;
import io.ripeline.worklist.WorklistRequests.SnoozeRequest;
import io.ripeline.worklist.WorklistResponses.CalendarItem;
import io.ripeline.worklist.WorklistResponses.CalendarResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@OnRealServers
@SpringBootTest(classes = WorklistTestContext.class, webEnvironment = WebEnvironment.NONE)
class LeavesIT {

    private static final String SHANGHAI = "Asia/Shanghai";

    @Autowired
    private Companies companies;

    @Autowired
    private Definitions definitions;

    @Autowired
    private LeavesApi leaves;

    @Autowired
    private PlanningController planning;

    @Autowired
    private WorklistController worklist;

    @Autowired
    private MovableClock clock;

    private Company company;
    private UUID customer;

    @BeforeEach
    void planACallForWednesday() {
        clock.moveTo("2026-03-02T10:00", SHANGHAI);
        company = companies.found("direct-sales", SHANGHAI);
        customer = company.customer(company.li, "Acme", "a");
    }

    private UUID item() {
        return company.open(customer).getFirst().id();
    }

    @Test
    void letTheDeputySeeAndDoWhatIsPlannedWithoutOwningIt() {
        company.as(company.li, () -> leaves.take(company.li, "2026-03-03", "2026-03-05", company.chen));
        assertThat(company.list(company.chen, null, null).counts().tomorrow()).isEqualTo(0);
        clock.moveTo("2026-03-04T10:00", SHANGHAI);

        assertThat(company.list(company.li, null, null).day().onLeave()).isTrue();
        assertThat(company.list(company.li, null, null).today()).isEmpty();
        WorklistItem theirs = company.list(company.chen, null, null).today().getFirst();
        assertThat(Objects.requireNonNull(theirs.onBehalfOf()).name()).isEqualTo("Li");
        company.complete(company.chen, theirs.id(), Companies.CALL, null);

        assertThat(company.list(company.chen, null, null).counts().done()).isEqualTo(1);
        assertThat(company.open(customer).getFirst().ownerId()).isEqualTo(company.li);
        assertRefused(() -> company.delete(company.chen, customer), "right-missing");
        clock.moveTo("2026-03-05T10:00", SHANGHAI);
        assertThat(company.list(company.li, null, null).counts().tomorrow()).isEqualTo(1);
        assertThat(company.list(company.chen, null, null).counts().tomorrow()).isEqualTo(0);
        clock.moveTo("2026-03-06T10:00", SHANGHAI);
        UUID next = item();
        assertThat(company.list(company.li, null, null).today())
                .extracting(WorklistItem::id)
                .containsExactly(next);
        assertThat(company.list(company.chen, null, null).today()).isEmpty();
        assertRefused(() -> company.complete(company.chen, next, Companies.CALL, null), "record-not-found");
        assertRefused(
                () -> company.change(company.chen, customer, RecordChanges.of(Map.of("city", "Wuhan"))),
                "record-not-found");
    }

    @Test
    void showInTheDeputysCalendarWhatFallsDueMeanwhile() {
        company.as(company.li, () -> leaves.take(company.li, "2026-03-03", "2026-03-05", company.chen));
        UUID later = company.customer(company.li, "Later", "d");
        clock.moveTo("2026-03-03T10:00", SHANGHAI);

        CalendarResponse calendar = company.as(company.chen, () -> planning.calendar("2026-03-01", "2026-04-20", null));

        List<CalendarItem> items =
                calendar.days().stream().flatMap(day -> day.items().stream()).toList();
        assertThat(company.open(later)).isNotEmpty();
        assertThat(items).singleElement().satisfies(each -> {
            assertThat(each.id()).isEqualTo(item());
            assertThat(Objects.requireNonNull(each.onBehalfOf()).name()).isEqualTo("Li");
        });
        assertThat(calendar.days().get(3).due()).isEqualTo(1);
        assertThat(company.as(company.li, () -> planning.calendar("2026-03-01", "2026-03-07", null))
                        .days()
                        .get(3)
                        .items())
                .singleElement()
                .satisfies(each -> assertThat(each.onBehalfOf()).isNull());
    }

    @Nested
    class WithTwoAtOneItem {

        private WorklistItem seen;

        @BeforeEach
        void lookAtIt() {
            company.as(company.li, () -> leaves.take(company.li, "2026-03-03", "2026-03-05", company.chen));
            clock.moveTo("2026-03-04T10:00", SHANGHAI);
            seen = company.list(company.chen, null, null).today().getFirst();
        }

        private Refused refused(Runnable work) {
            return Objects.requireNonNull(catchThrowableOfType(Refused.class, work::run), "nothing was refused");
        }

        private void late(UUID member, String verb) {
            String tag = "\"" + seen.version() + "\"";
            String id = seen.id().toString();
            company.as(member, () -> switch (verb) {
                case "complete" -> worklist.complete(id, new CompleteRequest(Companies.CALL, null), tag);
                case "snooze" -> worklist.snooze(id, new SnoozeRequest("2026-03-06", "No"), tag);
                default -> worklist.cancel(id, new CancelRequest("No"), tag);
            });
        }

        @Test
        void theSecondIsToldWhoDidIt() {
            company.complete(company.li, seen.id(), Companies.CALL, null);
            List<StoredRecord> before = company.followUps(customer);

            for (String verb : List.of("complete", "snooze", "cancel")) {
                Refused refused = refused(() -> late(company.chen, verb));
                assertThat(refused.code().code()).isEqualTo("item-closed");
                assertThat(refused.getMessage()).contains("Li completed this follow-up at 10:00");
                assertThat(String.valueOf(refused.extensions().get("conflict"))).contains(company.li.toString());
            }
            assertThat(company.followUps(customer)).isEqualTo(before);
        }

        @Test
        void theSecondIsToldWhereItWentTo() {
            company.snooze(company.li, seen.id(), "2026-03-05", "They asked");
            List<StoredRecord> before = company.followUps(customer);

            Refused refused = refused(() -> late(company.chen, "complete"));

            assertThat(refused.code().code()).isEqualTo("version-conflict");
            assertThat(refused.getMessage()).contains("Li moved this follow-up at 10:00 to 2026-03-05");
            assertThat(company.followUps(customer)).isEqualTo(before);
        }

        @Test
        void oneOfBothWinsWhenTheyComeTogether() throws Exception {
            List<Future<String>> tries = new ArrayList<>();
            CountDownLatch together = new CountDownLatch(1);
            try (var threads = Executors.newFixedThreadPool(2)) {
                for (UUID member : List.of(company.li, company.chen)) {
                    tries.add(threads.submit(() -> {
                        together.await();
                        try {
                            late(member, member.equals(company.li) ? "snooze" : "cancel");
                            return "won";
                        } catch (Refused refused) {
                            return refused.getMessage();
                        }
                    }));
                }
                together.countDown();
            }

            List<String> outcomes = List.of(tries.get(0).get(), tries.get(1).get());
            assertThat(outcomes).filteredOn("won"::equals).hasSize(1);
            assertThat(outcomes)
                    .filteredOn(outcome -> !outcome.equals("won"))
                    .singleElement()
                    .satisfies(outcome -> assertThat(outcome)
                            .containsAnyOf("Li moved this follow-up", "Chen cancelled this follow-up"));
        }

        @Test
        void whoSendsNoVersionIsHeldToWhatStands() {
            company.snooze(company.li, seen.id(), "2026-03-05", "They asked");

            assertThat(company.cancel(company.chen, seen.id(), "Gone").cancelled())
                    .isNotNull();
            assertRefused(
                    () -> company.as(
                            company.chen, () -> worklist.cancel(seen.id().toString(), new CancelRequest("No"), "7")),
                    "parameter-invalid");
        }
    }

    @Test
    void letItemsWaitUntilTheReturnWhereNobodyStandsIn() {
        company.as(company.manager, () -> leaves.take(company.li, "2026-03-03", "2026-03-06", null));

        assertThat(company.list(company.li, "2026-03-06", null).counts().overdue())
                .isEqualTo(0);
        WorklistItem waiting =
                company.list(company.li, "2026-03-09", null).today().getFirst();
        assertThat(waiting.dueOn()).isEqualTo("2026-03-04");
        assertThat(waiting.overdueDays()).isEqualTo(0);
        assertThat(company.list(company.li, "2026-03-10", null)
                        .overdue()
                        .getFirst()
                        .overdueDays())
                .isEqualTo(1);
    }

    @Test
    void waitAlsoWithADeputyWhereTheCompanySaysSo() {
        definitions.publish(company, "[{\"op\": \"add\", \"path\": \"/workday\", \"value\": {\"onLeave\": \"wait\"}}]");
        company.as(company.li, () -> leaves.take(company.li, "2026-03-03", "2026-03-06", company.chen));
        clock.moveTo("2026-03-04T10:00", SHANGHAI);

        assertThat(company.list(company.chen, null, null).today()).isEmpty();
        assertThat(company.list(company.li, null, null).today()).isEmpty();
        assertThat(company.list(company.li, "2026-03-09", null).today()).hasSize(1);
    }

    @Test
    void areNotedByHerselfOrAboveAndCalledOff() {
        UUID leave = company.as(company.li, () -> leaves.take(company.li, "2026-03-03", "2026-03-05", company.chen));

        assertThat(company.as(company.manager, () -> leaves.of(company.li))).containsExactly(leave);
        assertRefused(() -> company.as(company.chen, () -> leaves.of(company.li)), "member-not-found");
        assertRefused(
                () -> company.as(company.chen, () -> leaves.take(company.li, "2026-04-01", "2026-04-02", null)),
                "member-not-found");
        assertRefused(() -> company.as(company.chen, () -> leaves.end(company.li, leave)), "member-not-found");
        assertRefused(
                () -> company.as(company.li, () -> leaves.take(company.li, "2026-03-05", "2026-03-08", null)),
                "leave-overlaps");
        assertRefused(
                () -> company.as(company.li, () -> leaves.take(company.li, "2026-04-02", "2026-04-01", null)),
                "leave-invalid",
                "/to");
        assertRefused(
                () -> company.as(company.li, () -> leaves.take(company.li, "2026-04-01", "2026-04-02", company.li)),
                "leave-invalid",
                "/deputyId");
        Company other = companies.found("direct-sales", SHANGHAI);
        assertRefused(() -> other.as(other.admin, () -> leaves.of(company.li)), "member-not-found");

        company.as(company.li, () -> leaves.end(company.li, leave));
        assertThat(company.as(company.li, () -> leaves.of(company.li))).isEmpty();
        assertRefused(() -> company.as(company.li, () -> leaves.end(company.li, leave)), "leave-not-found");
        clock.moveTo("2026-03-04T10:00", SHANGHAI);
        assertThat(company.list(company.li, null, null).today()).hasSize(1);
    }
}
