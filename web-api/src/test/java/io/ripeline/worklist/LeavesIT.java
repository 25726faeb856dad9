package io.ripeline.worklist;

import static io.ripeline.worklist.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.embedded.OnRealServers;
import io.ripeline.leave.LeavesApi;
import io.ripeline.record.RecordChanges;
import io.ripeline.worklist.Companies.Company;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
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
