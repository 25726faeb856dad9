package io.ripeline.worklist;

import static io.ripeline.worklist.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.embedded.OnRealServers;
import io.ripeline.record.Cause;
import io.ripeline.record.Past;
import io.ripeline.record.Precondition;
import io.ripeline.record.RecordChanges;
import io.ripeline.worklist.Companies.Company;
import io.ripeline.worklist.WorklistItem.Planned;
import io.ripeline.worklist.WorklistRequests.NextRequest;
import io.ripeline.worklist.WorklistRequests.PlanRequest;
import io.ripeline.worklist.WorklistRequests.SubjectRequest;
import io.ripeline.worklist.WorklistResponses.DayResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/// Planning by hand.
@OnRealServers
@SpringBootTest(classes = WorklistTestContext.class, webEnvironment = WebEnvironment.NONE)
class PlanItemIT {

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

    private WorklistItem plan(UUID member, String object, UUID subject, String dueOn, @Nullable UUID owner) {
        return company.as(
                member,
                () -> planning.plan(new PlanRequest(
                        new SubjectRequest(object, subject.toString()),
                        dueOn,
                        "visit",
                        "Bring the samples",
                        owner == null ? null : owner.toString())));
    }

    private UUID deal(UUID member) {
        return company.write(
                member,
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
    }

    private void move(UUID member, UUID deal, Map<String, ?> values) {
        company.write(
                member,
                session -> companies
                        .records()
                        .update(
                                session,
                                session.model().object("deal"),
                                deal,
                                RecordChanges.of(values),
                                Precondition.NONE,
                                Cause.MIGRATION));
    }

    private void lose(UUID deal) {
        move(company.li, deal, Map.of("stage", "lost", "lost_reason", "price"));
    }

    @Test
    void standsOnTheDayWithWhatWasSaid() {
        UUID deal = deal(company.li);

        WorklistItem item = plan(company.li, "deal", deal, "2026-03-04", null);

        assertThat(item.channel()).isEqualTo("visit");
        assertThat(item.purpose()).isEqualTo("Bring the samples");
        assertThat(item.planned()).isEqualTo(Planned.PERSON);
        assertThat(company.list(company.li, "2026-03-04", null).today())
                .extracting(WorklistItem::id)
                .containsExactly(item.id());
    }

    @Test
    void isRefusedForWhatWasWonOrLost() {
        UUID lost = deal(company.li);
        lose(lost);
        UUID won = deal(company.li);
        move(company.li, won, Map.of("stage", "won"));

        assertRefused(() -> plan(company.li, "deal", lost, "2026-03-04", null), "subject-closed", "/subject");
        assertRefused(() -> plan(company.li, "deal", won, "2026-03-04", null), "subject-closed", "/subject");

        assertThat(company.followUps(lost)).isEmpty();
        assertThat(company.followUps(won)).isEmpty();
        move(company.li, lost, Map.of("stage", "prospecting"));
        assertThat(plan(company.li, "deal", lost, "2026-03-04", null).openSubject())
                .isTrue();
    }

    @Test
    void isRefusedAsTheNextStepOfWhatWasLostMeanwhile() {
        UUID deal = deal(company.li);
        UUID item = plan(company.li, "deal", deal, "2026-03-03", null).id();
        lose(deal);

        assertRefused(
                () -> company.complete(
                        company.li, item, Companies.CALL, new NextRequest("2026-03-09", null, "Ask again")),
                "subject-closed",
                "/next");

        assertThat(company.complete(company.li, item, Companies.CALL, null).next())
                .isNull();
    }

    @Test
    void goesOnWhereARhythmCaresForWhatWasWon() {
        definitions.publish(company, """
                [{"op": "add", "path": "/cadences/-", "value": {
                    "key": "after_sale", "object": "deal", "label": {"en": "After sale", "zh-CN": "售后关怀"},
                    "when": "stage == \\"won\\"",
                    "steps": [{"after": {"days": 30, "calendar": "calendar"}, "channel": "call"}]}}]""");
        UUID won = deal(company.li);
        move(company.li, won, Map.of("stage", "won"));
        UUID lost = deal(company.li);
        lose(lost);

        WorklistItem item = plan(company.li, "deal", won, "2026-03-04", null);

        assertThat(item.openSubject()).isFalse();
        assertThat(item.planned()).isEqualTo(Planned.PERSON);
        DayResponse day = company.list(company.li, "2026-03-04", null);
        assertThat(day.today()).extracting(WorklistItem::id).containsExactly(item.id());
        assertThat(day.elsewhere()).isEmpty();
        assertRefused(() -> plan(company.li, "deal", lost, "2026-03-04", null), "subject-closed", "/subject");
    }

    @Test
    void findsNeitherWhatIsDeletedNorWhatIsAnothers() {
        UUID deleted = company.customer(company.li, "Gone", null);
        company.delete(company.li, deleted);
        UUID anothers = company.customer(company.chen, "Of Chen", null);
        List<?> before = company.followUps(anothers);

        assertRefused(() -> plan(company.li, "customer", deleted, "2026-03-04", null), "record-not-found");
        assertRefused(() -> plan(company.li, "customer", anothers, "2026-03-04", null), "record-not-found");
        assertRefused(() -> plan(company.li, "customer", UUID.randomUUID(), "2026-03-04", null), "record-not-found");

        assertThat(company.followUps(anothers)).isEqualTo(before);
    }

    @Test
    void isRefusedForADayThatIsOverAndWhereTheChannelIsUnknown() {
        UUID customer = company.customer(company.li, "Acme", null);
        List<?> before = company.followUps(customer);

        assertRefused(() -> plan(company.li, "customer", customer, "2026-03-01", null), "next-out-of-bounds", "/dueOn");
        assertRefused(() -> plan(company.li, "customer", customer, "today", null), "date-invalid", "/dueOn");
        assertRefused(
                () -> company.as(
                        company.li,
                        () -> planning.plan(new PlanRequest(
                                new SubjectRequest("customer", customer.toString()),
                                "2026-03-04",
                                "pigeon",
                                null,
                                null))),
                "record-invalid",
                "/channel");

        assertThat(company.followUps(customer)).isEqualTo(before);
    }
}
