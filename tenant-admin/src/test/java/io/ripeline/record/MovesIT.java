package io.ripeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.refusal.Refused;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@WithCompanies
class MovesIT {

    @Autowired
    private Companies companies;

    @Autowired
    private Records records;

    private Company company;
    private Person admin;
    private UUID customer;
    private UUID deal;

    @BeforeEach
    void begin() {
        company = companies.provision();
        admin = company.admin();
        customer = admin.create("customer", "{\"name\": \"Northern Foods\"}").id();
        deal = admin.create("deal", "{\"name\": \"Racking\"}").id();
    }

    private Refused refusedMove(String stage, String values) {
        return catchThrowableOfType(Refused.class, () -> admin.move(deal, stage, values));
    }

    private List<Move> moves(UUID id) {
        return admin.read(session -> records.moves(session, session.model().object("deal"), id));
    }

    private String stage() {
        return admin.get("deal", deal).text("stage").orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static List<Unmet.Described> unmet(Refused refused) {
        return (List<Unmet.Described>)
                Objects.requireNonNull(refused.extensions().get("unmet"));
    }

    @Nested
    class AStageWhoseCriteriaAreUnmet {

        @Test
        void refusesTheMoveWithAllOfThem() {
            String before = Rows.hash(admin, "deal", deal);

            Refused refused = refusedMove("proposal", "{\"amount\": 0}");

            assertThat(refused.code().code()).isEqualTo("stage-criteria-unmet");
            assertThat(refused.code().kind().status()).isEqualTo(422);
            assertThat(refused.detail().en()).startsWith("Not met yet: ").contains("; ");
            assertThat(unmet(refused))
                    .extracting(Unmet.Described::key, Unmet.Described::missing, Unmet.Described::fields)
                    .containsExactly(
                            tuple("amount_set", List.of(), List.of("amount")),
                            tuple("close_date_set", List.of("expected_close"), List.of("expected_close")),
                            tuple("budget_known", List.of("budget"), List.of("budget")));
            assertThat(Rows.hash(admin, "deal", deal)).isEqualTo(before);
        }

        @Test
        void refusesTheSameByAnEditOfTheField() {
            String before = Rows.hash(admin, "deal", deal);

            Refused refused =
                    catchThrowableOfType(Refused.class, () -> admin.update("deal", deal, "{\"stage\": \"solution\"}"));

            assertThat(refused.code().code()).isEqualTo("stage-criteria-unmet");
            assertThat(unmet(refused))
                    .extracting(Unmet.Described::key)
                    .containsExactly("need_written", "decision_maker_known");
            assertThat(Rows.hash(admin, "deal", deal)).isEqualTo(before);
        }

        @Test
        void refusesTheSameOnCreating() {
            long before = Rows.count(admin, "deal");

            Refused refused = catchThrowableOfType(
                    Refused.class, () -> admin.create("deal", "{\"name\": \"Late\", \"stage\": \"won\"}"));

            assertThat(refused.code().code()).isEqualTo("stage-criteria-unmet");
            assertThat(unmet(refused)).extracting(Unmet.Described::key).containsExactly("won_customer", "won_amount");
            assertThat(Rows.count(admin, "deal")).isEqualTo(before);
        }

        @Test
        void tellsTheSameWithoutWriting() {
            String before = Rows.hash(admin, "deal", deal);

            List<Unmet> unmet = admin.read(session -> records.tryMove(
                            session,
                            session.model().object("deal"),
                            deal,
                            null,
                            "solution",
                            Person.changes(session, "deal", "{\"need\": \"more room\"}"))
                    .unmet());

            assertThat(unmet).extracting(each -> each.criterion().key()).containsExactly("decision_maker_known");
            assertThat(Rows.hash(admin, "deal", deal)).isEqualTo(before);
        }
    }

    @Nested
    class TheMissingValueInTheSameChange {

        @Test
        void letsTheMovePass() {
            Written written = admin.move(
                    deal, "proposal", "{\"amount\": \"12.50\", \"expected_close\": \"2027-01-31\", \"budget\": 20}");

            assertThat(written.warnings()).isEmpty();
            assertThat(stage()).isEqualTo("proposal");
            assertThat(admin.get("deal", deal).values()).containsKeys("amount", "expected_close", "budget");
        }

        @Test
        void letsACreationPass() {
            StoredRecord won = admin.create(
                    "deal",
                    "{\"name\": \"x\", \"stage\": \"won\", \"amount\": 1, \"customer\": \"%s\"}".formatted(customer));

            assertThat(won.text("stage")).contains("won");
        }

        @Test
        void doesNotHelpWhereItIsTakenAwayAtOnce() {
            admin.update("deal", deal, "{\"need\": \"more room\", \"lost_reason\": \"price\"}");

            Refused refused = refusedMove("lost", "{\"lost_reason\": null}");

            assertThat(refused.code().code()).isEqualTo("stage-criteria-unmet");
            assertThat(admin.get("deal", deal).text("lost_reason")).contains("price");
        }
    }

    @Nested
    class ACriterionThatOnlyWarns {

        @Test
        void doesNotRefuseAndIsReported() {
            Written written = admin.move(deal, "qualification", "{\"customer\": \"%s\"}".formatted(customer));

            assertThat(written.record().text("stage")).contains("qualification");
            assertThat(written.warnings())
                    .extracting(
                            each -> each.criterion().key(),
                            each -> each.criterion().blocks(),
                            Unmet::missing)
                    .containsExactly(tuple("source_known", false, List.of("source")));
        }

        @Test
        void isToldBesidesThoseThatBlock() {
            Refused refused = refusedMove("qualification", "{}");

            assertThat(unmet(refused))
                    .extracting(Unmet.Described::key, Unmet.Described::severity)
                    .containsExactly(tuple("customer_known", "block"), tuple("source_known", "warn"));
        }
    }

    @Nested
    class ACriterionOverWhatEveryRecordHas {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "has(created_at) && created_at <= now",
                    "has(updated_at)",
                    "created_by == me",
                    "owner_id == me",
                    "has(id)"
                })
        void isMet(String when) {
            company.publish("""
                    [{"op": "replace", "path": "/funnels/0/stages/1/criteria", "value": [
                        {"key": "system", "label": {"en": "System", "zh-CN": "系统"}, "when": "%s"}]}]""".formatted(when));

            Written written = admin.move(deal, "qualification", "{}");

            assertThat(written.record().text("stage")).contains("qualification");
        }
    }

    @Nested
    class ACriterionOverTheRecordsAround {

        private void asks(String condition) {
            company.publish("""
                    [{"op": "add", "path": "/objects/1/fields/1/reverse", "value": "contacts"},
                     {"op": "replace", "path": "/funnels/0/stages/1/criteria", "value": [
                      {"key": "around", "label": {"en": "Around", "zh-CN": "周边"}, "when": %s}]}]
                    """.formatted(io.ripeline.json.StrictJson.MAPPER.writeValueAsString(condition)));
        }

        private List<Unmet> unmet() {
            return admin.read(session -> records.tryMove(
                            session,
                            session.model().object("deal"),
                            deal,
                            null,
                            secondStage(session),
                            RecordChanges.of(Map.of()))
                    .unmet());
        }

        private String secondStage(Session session) {
            return session.model()
                    .definition()
                    .funnels()
                    .getFirst()
                    .stages()
                    .get(1)
                    .key();
        }

        @Test
        void readsTheRecordThatIsPointedToAfterTheWrite() {
            asks("customer.name == \"Northern Foods\" && has(customer.created_at)");
            assertThat(unmet()).singleElement().satisfies(unmet -> {
                assertThat(unmet.fields()).containsExactly("customer");
                assertThat(unmet.missing()).containsExactly("customer");
            });

            admin.update("deal", deal, "{\"customer\": \"" + customer + "\"}");

            assertThat(unmet()).isEmpty();
        }

        @Test
        void countsActivitiesThatAreNotDeleted() {
            asks("activities.exists(a, a.kind == \"call\" && a.duration_seconds > 60 && a.started_at <= now)"
                    + " && size(activities) == 1");
            String call = "{\"kind\": \"call\", \"duration_seconds\": 61, \"started_at\": \"2026-01-31T08:00:00Z\"}";
            assertThat(unmet()).hasSize(1);

            UUID activity =
                    admin.create("activity", call, new Subject("deal", deal)).id();
            admin.create("activity", call, new Subject("customer", customer));

            assertThat(unmet()).isEmpty();
            delete("activity", activity);
            assertThat(unmet()).hasSize(1);
        }

        @Test
        void doesNotReadARecordThatWasDeleted() {
            asks("!has(customer.name)");
            admin.update("deal", deal, "{\"customer\": \"" + customer + "\"}");
            assertThat(unmet()).hasSize(1);

            delete("customer", customer);

            assertThat(unmet()).isEmpty();
        }

        @Test
        void countsAnyNumberButLooksThroughTenThousand() {
            asks("size(activities) > 10000");
            admin.sql(transaction ->
                    transaction.sql().execute("""
                    INSERT INTO activity (id, version, created_at, created_by, updated_at, updated_by, subject_object,
                        subject_id)
                    SELECT gen_random_uuid(), 1, now(), {0}, now(), {0}, 'deal', {1} FROM generate_series(1, 10001)
                    """, org.jooq.impl.DSL.val(admin.id()), org.jooq.impl.DSL.val(deal)));
            assertThat(unmet()).isEmpty();

            asks("activities.exists(a, a.kind == \"call\")");
            Refused refused = catchThrowableOfType(Refused.class, this::unmet);

            assertThat(refused.code().code()).isEqualTo("too-many-related");
            assertThat(refused.detail().en()).contains("more than 10000 activities");
        }

        @Test
        void seesWhatTheMemberMayNotSee() {
            asks("customer.name == \"Northern Foods\" && size(activities) == 1");
            Person rep = company.hire("Rep", "rep", null);
            admin.create("activity", "{\"kind\": \"call\"}", new Subject("deal", deal));
            admin.update("deal", deal, "{\"customer\": \"" + customer + "\"}");
            admin.giveTo(rep.id(), "deal", deal);

            String stage = admin.read(this::secondStage);

            assertThat(rep.move(deal, stage, "{}").record().text("stage")).contains(stage);
        }

        @Test
        void filtersAListAlike() {
            asks("true");
            admin.update("deal", deal, "{\"customer\": \"" + customer + "\"}");
            admin.create("contact", "{\"name\": \"Ann\", \"customer\": \"" + customer + "\"}");

            assertThat(found("deal", "customer.name == \"Northern Foods\"")).containsExactly(deal);
            assertThat(found("customer", "contacts.exists(c, c.name == \"Ann\")"))
                    .containsExactly(customer);
            assertThat(found("customer", "contacts.all(c, c.name == \"Bob\")")).doesNotContain(customer);
        }

        private List<UUID> found(String object, String filter) {
            return admin.list(object, RecordQuery.matching(filter)).items().stream()
                    .map(StoredRecord::id)
                    .toList();
        }

        private void delete(String object, UUID id) {
            admin.sql(transaction -> transaction
                    .sql()
                    .execute(
                            "UPDATE {0} SET deleted_at = now() WHERE id = {1}",
                            org.jooq.impl.DSL.name(object), org.jooq.impl.DSL.val(id)));
        }
    }

    @Nested
    class AStageThatLeadsOnlySomewhere {

        @BeforeEach
        void lose() {
            admin.move(deal, "lost", "{\"lost_reason\": \"price\"}");
        }

        @Test
        void refusesToGoElsewhere() {
            String before = Rows.hash(admin, "deal", deal);

            Refused refused = refusedMove("won", "{\"amount\": 1, \"customer\": \"%s\"}".formatted(customer));

            assertThat(refused.code().code()).isEqualTo("stage-not-next");
            assertThat(refused.detail().en())
                    .isEqualTo("From lost a record may only move to: prospecting, qualification.");
            assertThat(Rows.hash(admin, "deal", deal)).isEqualTo(before);
        }

        @Test
        void refusesToBeEmptied() {
            Refused refused =
                    catchThrowableOfType(Refused.class, () -> admin.update("deal", deal, "{\"stage\": null}"));

            assertThat(refused.code().code()).isEqualTo("stage-not-next");
            assertThat(stage()).isEqualTo("lost");
        }

        @Test
        void letsGoWhereItLeads() {
            admin.move(deal, "prospecting", "{}");

            assertThat(stage()).isEqualTo("prospecting");
        }
    }

    @Nested
    class AStageThatIsNone {

        @Test
        void isRefusedWithThoseThatAre() {
            Refused refused = refusedMove("heaven", "{}");

            assertThat(refused.code().code()).isEqualTo("unknown-stage");
            assertThat(refused.detail().en())
                    .startsWith("There is no stage \"heaven\"; known: prospecting, qualification, ");
            assertThat(refused.violations())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.pointer()).isEqualTo("/stage"));
        }

        @Test
        void isRefusedInAnEditOfTheField() {
            Refused refused =
                    catchThrowableOfType(Refused.class, () -> admin.update("deal", deal, "{\"stage\": \"heaven\"}"));

            assertThat(refused.violations())
                    .extracting(fault -> fault.pointer() + " " + fault.code())
                    .containsExactly("/values/stage unknown-stage");
            assertThat(stage()).isEqualTo("prospecting");
        }

        @Test
        void isRefusedOnAnObjectWithoutAFunnel() {
            Refused refused = catchThrowableOfType(
                    Refused.class,
                    () -> admin.write(session -> records.move(
                            session,
                            session.model().object("customer"),
                            customer,
                            "won",
                            RecordChanges.of(java.util.Map.of()),
                            Precondition.NONE,
                            Cause.MOVE)));

            assertThat(refused.code().code()).isEqualTo("no-funnel");
            assertThat(refused.detail().en()).isEqualTo("Records of customer do not move through a funnel.");
        }
    }

    @Nested
    class TheStays {

        @Test
        void beginWithTheFirstStage() {
            assertThat(moves(deal)).singleElement().satisfies(move -> {
                assertThat(move.field()).isEqualTo("stage");
                assertThat(move.from()).isNull();
                assertThat(move.to()).isEqualTo("prospecting");
                assertThat(move.leftAt()).isNull();
                assertThat(move.cause()).isEqualTo("api");
                assertThat(move.actor()).isEqualTo(admin.id());
                assertThat(move.definitionVersion()).isEqualTo(1);
            });
        }

        @Test
        void goOnWithEachMoveWithoutAGap() {
            admin.move(deal, "qualification", "{\"customer\": \"%s\"}".formatted(customer));
            admin.move(deal, "lost", "{\"lost_reason\": \"price\"}");

            List<Move> moves = moves(deal);

            assertThat(moves)
                    .extracting(Move::from, Move::to, Move::cause)
                    .containsExactly(
                            tuple(null, "prospecting", "api"),
                            tuple("prospecting", "qualification", "move"),
                            tuple("qualification", "lost", "move"));
            assertThat(moves.get(0).leftAt()).isEqualTo(moves.get(1).enteredAt());
            assertThat(moves.get(1).leftAt()).isEqualTo(moves.get(2).enteredAt());
            assertThat(moves.get(2).leftAt()).isNull();
        }

        @Test
        void stayAsTheyAreWhereTheStageDoes() {
            admin.update("deal", deal, "{\"name\": \"Renamed\", \"stage\": \"prospecting\"}");

            assertThat(moves(deal)).hasSize(1);
        }

        @Test
        void followGradesToo() {
            admin.update("customer", customer, "{\"grade\": \"b\"}");
            admin.update("customer", customer, "{\"grade\": \"a\"}");
            admin.update("customer", customer, "{\"grade\": null}");

            List<Move> moves =
                    admin.read(session -> records.moves(session, session.model().object("customer"), customer));

            assertThat(moves)
                    .extracting(Move::field, Move::from, Move::to)
                    .containsExactly(tuple("grade", null, "b"), tuple("grade", "b", "a"));
            assertThat(moves).extracting(Move::leftAt).doesNotContainNull();
        }

        @Test
        void areNotShownOfAnotherCompany() {
            Person stranger = companies.provision().admin();

            Refused refused = catchThrowableOfType(
                    Refused.class,
                    () -> stranger.read(
                            session -> records.moves(session, session.model().object("deal"), deal)));

            assertThat(refused.code().code()).isEqualTo("record-not-found");
        }
    }

    @Nested
    class APast {

        private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

        private Instant ago(int days) {
            return now.minus(days, ChronoUnit.DAYS);
        }

        private List<Move> brought(String stage, Past past) {
            UUID id = admin.write(session -> records.create(
                            session,
                            session.model().object("deal"),
                            Person.changes(session, "deal", """
                                    {"name": "Old", "stage": "%s", "lost_reason": "price", "amount": 1,
                                     "customer": "%s"}""".formatted(stage, customer)),
                            Cause.IMPORT,
                            past)
                    .record()
                    .id());
            return moves(id);
        }

        private Past.Entry entry(String stage, int daysAgo) {
            return new Past.Entry("stage", stage, ago(daysAgo));
        }

        @Test
        void becomesStaysInTheOrderOfTime() {
            List<Move> moves = brought(
                    "lost",
                    new Past(
                            ago(90),
                            admin.id(),
                            List.of(entry("lost", 10), entry("prospecting", 90), entry("solution", 50))));

            assertThat(moves)
                    .extracting(Move::from, Move::to, Move::enteredAt, Move::leftAt)
                    .containsExactly(
                            tuple(null, "prospecting", ago(90), ago(50)),
                            tuple("prospecting", "solution", ago(50), ago(10)),
                            tuple("solution", "lost", ago(10), null));
        }

        @Test
        void leavesAClosingStageAsideThatIsNotTheRecordsOwn() {
            List<Move> moves = brought("lost", new Past(ago(90), null, List.of(entry("won", 10), entry("lost", 10))));

            assertThat(moves).extracting(Move::to).containsExactly("lost");
        }

        @Test
        void leavesTheHopedClosingOfAnOpenRecordAside() {
            List<Move> moves = brought(
                    "prospecting",
                    new Past(ago(90), null, List.of(entry("won", 10), entry("lost", 10), entry("prospecting", 80))));

            assertThat(moves)
                    .extracting(Move::to, Move::enteredAt, Move::leftAt)
                    .containsExactly(tuple("prospecting", ago(80), null));
        }

        @Test
        void keepsTheAuthorAndTheDay() {
            Person rep = company.hire("Bo", "rep", null);

            StoredRecord record = admin.write(session -> records.create(
                            session,
                            session.model().object("deal"),
                            Person.changes(session, "deal", "{\"name\": \"Old\"}"),
                            Cause.IMPORT,
                            new Past(ago(40), rep.id(), List.of()))
                    .record());

            assertThat(record.createdAt()).isEqualTo(ago(40));
            assertThat(record.createdBy()).isEqualTo(rep.id());
            assertThat(moves(record.id())).extracting(Move::enteredAt).containsExactly(ago(40));
        }
    }

    @Nested
    class AnOverride {

        @Test
        void passesTheGateAndKeepsItsReason() {
            admin.move(deal, "contract", "{}", Cause.MOVE.overriding("Signed on paper"));

            assertThat(stage()).isEqualTo("contract");
            assertThat(moves(deal).getLast())
                    .extracting(Move::to, Move::reason, Move::cause)
                    .containsExactly("contract", "Signed on paper", "move");
        }

        @Test
        void doesNotPassWrongValues() {
            Refused refused = catchThrowableOfType(
                    Refused.class,
                    () -> admin.move(deal, "contract", "{\"name\": null}", Cause.MOVE.overriding("because")));

            assertThat(refused.violations())
                    .extracting(fault -> fault.pointer() + " " + fault.code())
                    .containsExactly("/values/name required");
            assertThat(stage()).isEqualTo("prospecting");
        }

        @Test
        void leavesTheNextMoveUnderTheGate() {
            admin.move(deal, "contract", "{}", Cause.MOVE.overriding("Signed on paper"));

            Refused refused = refusedMove("won", "{}");

            assertThat(refused.extensions())
                    .extractingByKey("unmet", InstanceOfAssertFactories.LIST)
                    .hasSize(2);
        }
    }
}
