package io.ripeline.process;

import static io.ripeline.process.Selling.FUNNEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.MovableClock;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.process.StageState.TaskState;
import io.ripeline.record.Move;
import io.ripeline.record.MoveVerdict;
import io.ripeline.record.Records;
import io.ripeline.record.Rows;
import io.ripeline.record.Subject;
import io.ripeline.refusal.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithCompanies
class StageTasksIT {

    private static final String READY = "{\"amount\": 5, \"need\": \"more room\"}";

    @Autowired
    private Companies companies;

    @Autowired
    private MovableClock clock;

    @Autowired
    private StageTasks stageTasks;

    @Autowired
    private OpenBelow openBelow;

    @Autowired
    private Records records;

    private Company company;
    private Person admin;
    private UUID deal;

    @BeforeEach
    void begin() {
        company = companies.provision();
        company.publish(FUNNEL);
        admin = company.admin();
        deal = admin.create("deal", "{\"name\": \"Racking\", \"stage\": \"first\"}")
                .id();
    }

    private StageState state() {
        return admin.read(session -> stageTasks.state(session, session.model().object("deal"), deal));
    }

    private void note(Person who, String task, boolean done) {
        who.write(session -> {
            stageTasks.note(session, session.model().object("deal"), deal, task, done, "by telephone");
            return task;
        });
    }

    private UUID activity(String values) {
        return admin.create("activity", values, new Subject("deal", deal)).id();
    }

    private Refused refused(Runnable work) {
        return catchThrowableOfType(Refused.class, work::run);
    }

    @Nested
    class ATaskOfTheStage {

        @Test
        void keepsTheRecordFromGoingOnUntilItIsDone() {
            Refused refused = refused(() -> admin.move(deal, "second", READY));

            assertThat(refused.code().code()).isEqualTo("stage-criteria-unmet");
            assertThat(refused.getMessage()).contains("Show it").doesNotContain("Write to them");

            note(admin, "demo", true);
            admin.move(deal, "second", READY);

            assertThat(admin.get("deal", deal).values()).containsEntry("stage", "second");
        }

        @Test
        void keepsNobodyFromGoingBackOrFromLosing() {
            note(admin, "demo", true);
            admin.move(deal, "second", READY);

            admin.move(deal, "first", "{}");
            admin.move(deal, "gone", "{}");

            assertThat(admin.get("deal", deal).values()).containsEntry("stage", "gone");
        }

        @Test
        void isDoneByAnActivityThatMatches() {
            activity("{\"kind\": \"call\", \"outcome\": \"no_answer\"}");
            assertThat(state().tasks()).allMatch(task -> task.tick() == null);

            UUID demo = activity("{\"kind\": \"demo\", \"outcome\": \"connected\"}");

            TaskState task = state().tasks().getFirst();
            assertThat(task.tick()).isNotNull().satisfies(tick -> {
                assertThat(tick.how()).isEqualTo("activity");
                assertThat(tick.activity()).isEqualTo(demo);
            });
        }

        @Test
        void isOpenAgainWhenTheActivityIsAnotherOneOrGone() {
            UUID demo = activity("{\"kind\": \"demo\", \"outcome\": \"connected\"}");
            admin.update("activity", demo, "{\"outcome\": \"no_answer\"}");
            assertThat(state().tasks().getFirst().tick()).isNull();

            admin.update("activity", demo, "{\"outcome\": \"connected\"}");
            assertThat(state().tasks().getFirst().tick()).isNotNull();
            admin.delete("activity", demo);

            assertThat(state().tasks().getFirst().tick()).isNull();
        }

        @Test
        void isNotDoneByWhatWasBeforeOrIsStillToCome() {
            activity("{\"kind\": \"demo\", \"outcome\": \"connected\", \"started_at\": \"2020-01-01T10:00:00Z\"}");
            activity("{\"kind\": \"demo\", \"outcome\": \"connected\", \"started_at\": \"2090-01-01T10:00:00Z\"}");

            assertThat(state().tasks().getFirst().tick()).isNull();
        }

        @Nested
        class OfADealOfACustomer {

            private static final String DEMO = "{\"kind\": \"demo\", \"outcome\": \"connected\"}";

            private UUID customer;
            private UUID contact;

            @BeforeEach
            void give() {
                company.publish("""
                        [{"op": "test", "path": "/objects/1/fields/1/key", "value": "customer"},
                         {"op": "add", "path": "/objects/1/fields/1/reverse", "value": "contacts"},
                         {"op": "test", "path": "/objects/2/fields/1/key", "value": "customer"},
                         {"op": "add", "path": "/objects/2/fields/1/reverse", "value": "deals"}]""");
                customer = admin.create("customer", "{\"name\": \"Northern\"}").id();
                contact = admin.create("contact", "{\"name\": \"Mr North\", \"customer\": \"%s\"}".formatted(customer))
                        .id();
                admin.update("deal", deal, "{\"customer\": \"%s\"}".formatted(customer));
            }

            private UUID another(String stage) {
                return admin.create(
                                "deal",
                                "{\"name\": \"Another\", \"stage\": \"%s\", \"customer\": \"%s\"}"
                                        .formatted(stage, customer))
                        .id();
            }

            private boolean ticked() {
                return state().tasks().getFirst().tick() != null;
            }

            @Test
            void isDoneByAnActivityAboutTheCustomerOrAContact() {
                UUID demo = admin.create("activity", DEMO, new Subject("customer", customer))
                        .id();
                assertThat(ticked()).isTrue();

                admin.delete("activity", demo);
                assertThat(ticked()).isFalse();

                UUID with = admin.create("activity", DEMO, new Subject("contact", contact))
                        .id();
                assertThat(ticked()).isTrue();

                admin.update("activity", with, "{\"outcome\": \"no_answer\"}");
                assertThat(ticked()).isFalse();
            }

            @Test
            void isNotDoneWhereTheCustomerHasSeveralOpenOnes() {
                UUID other = another("first");

                admin.create("activity", DEMO, new Subject("customer", customer));
                assertThat(ticked()).isFalse();

                admin.move(other, "gone", "{}");
                admin.create("activity", DEMO, new Subject("customer", customer));
                assertThat(ticked()).as("the others are closed").isTrue();
            }

            @Test
            void isDoneWhereTheActivityNamesTheDeal() {
                company.publish("""
                        [{"op": "test", "path": "/objects/4/key", "value": "activity"},
                         {"op": "add", "path": "/objects/4/fields/-", "value":
                          {"key": "deal", "type": "lookup", "target": "deal", "label": {"en": "Deal", "zh-CN": "商机"}}}]""");
                UUID other = another("first");

                UUID demo = admin.create(
                                "activity",
                                "{\"kind\": \"demo\", \"outcome\": \"connected\", \"deal\": \"%s\"}".formatted(deal),
                                new Subject("customer", customer))
                        .id();
                assertThat(ticked()).isTrue();

                admin.update("activity", demo, "{\"deal\": \"%s\"}".formatted(other));
                assertThat(ticked()).as("it names another one now").isFalse();
            }

            @Test
            void isToldOfBeforeItIsNoted() {
                OpenBelow.Found one = admin.read(
                        session -> openBelow.of(session, session.model().object("contact"), contact));
                UUID other = another("first");
                OpenBelow.Found two = admin.read(
                        session -> openBelow.of(session, session.model().object("customer"), customer));

                assertThat(one.only()).hasValueSatisfying(open -> {
                    assertThat(open.record().id()).isEqualTo(deal);
                    assertThat(open.tasks()).extracting(task -> task.key()).containsExactly("demo");
                });
                assertThat(two.only()).isEmpty();
                assertThat(two.seen()).extracting(open -> open.record().id()).containsExactlyInAnyOrder(deal, other);
                Person rep = company.hire("Lily", "rep", null);
                assertThat(refused(() -> rep.read(session ->
                                        openBelow.of(session, session.model().object("customer"), customer)))
                                .code()
                                .code())
                        .isEqualTo("record-not-found");
            }
        }

        @Test
        void isDoneByOneOfTwoAndTheOtherIsToldByWhom() {
            Person boss = company.hire("Bao", "admin", null);
            note(admin, "demo", true);

            Refused refused = refused(() -> note(boss, "demo", true));

            assertThat(refused.code().code()).isEqualTo("task-done");
            assertThat(refused.getMessage()).contains(admin.member().name() + " has done this task already");
            assertThat(state().tasks().getFirst().tick())
                    .isNotNull()
                    .satisfies(tick -> assertThat(tick.by()).isEqualTo(admin.id()));
            note(admin, "demo", true);
            note(boss, "demo", false);
            assertThat(state().tasks().getFirst().tick()).isNull();
        }

        @Test
        void isToBeDoneAnewWhenTheStageIsEnteredAgain() {
            note(admin, "demo", true);
            admin.move(deal, "second", READY);
            admin.move(deal, "first", "{}");

            assertThat(state().tasks().getFirst().tick()).isNull();
        }

        @Test
        void offersTheNextStageWhenAllIsDone() {
            note(admin, "demo", true);
            assertThat(state().advanceTo()).isEmpty();

            note(admin, "mail", true);

            assertThat(state().allDone()).isTrue();
            assertThat(state().advanceTo().orElseThrow().key()).isEqualTo("second");

            note(admin, "mail", false);
            assertThat(state().allDone()).isFalse();
        }

        @Test
        void isNotThereInAnotherStageOrForWhoDoesNotSeeTheRecord() {
            assertThat(refused(() -> note(admin, "nothing", true)).code().code())
                    .isEqualTo("no-task");
            Person rep = company.hire("Lily", "rep", null);
            assertThat(refused(() -> note(rep, "demo", true)).code().code()).isEqualTo("record-not-found");
            assertThat(state().tasks()).allMatch(task -> task.tick() == null);
        }
    }

    @Nested
    class Criteria {

        @Test
        void ofTheStageThatIsLeftAreAskedOnGoingOn() {
            note(admin, "demo", true);

            Refused refused = refused(() -> admin.move(deal, "second", "{}"));

            assertThat(refused.getMessage()).contains("An amount is known");
        }

        @Test
        void ofStagesJumpedOverAreAskedWhereTheCompanySaysSo() {
            note(admin, "demo", true);

            Refused refused = refused(() -> admin.move(deal, "third", "{\"amount\": 5}"));

            assertThat(refused.getMessage()).contains("A need is known");
            admin.move(deal, "third", "{\"amount\": 5, \"need\": \"more room\"}");
        }

        @Test
        void areTriedForManyRecordsWithoutWriting() {
            UUID other = admin.create("deal", "{\"name\": \"Shelves\", \"stage\": \"second\", \"need\": \"x\"}")
                    .id();
            String before = Rows.hash(admin, "deal", deal);

            var verdicts = admin.read(session ->
                    records.tryMoves(session, session.model().object("deal"), List.of(deal, other), List.of()));

            assertThat(verdicts.get(deal))
                    .extracting(MoveVerdict::stage, MoveVerdict::allowed)
                    .containsExactly(
                            tuple("second", false), tuple("third", false), tuple("done", false), tuple("gone", true));
            assertThat(Objects.requireNonNull(verdicts.get(deal)).getFirst().unmet())
                    .extracting(unmet -> unmet.criterion().key())
                    .containsExactly("amount_known", "need_known", "demo");
            assertThat(verdicts.get(other)).filteredOn(MoveVerdict::allowed).hasSize(4);
            assertThat(Rows.hash(admin, "deal", deal)).isEqualTo(before);
        }

        @Test
        void areTriedOnlyOfRecordsTheMemberSees() {
            Person rep = company.hire("Lily", "rep", null);

            assertThat(rep.<Object>read(session ->
                            records.tryMoves(session, session.model().object("deal"), List.of(deal), List.of())))
                    .isEqualTo(Map.of());
        }
    }

    @Nested
    class AMoveTakenBack {

        @BeforeEach
        void move() {
            note(admin, "demo", true);
            admin.move(deal, "second", "{\"amount\": 5, \"need\": \"more room\"}");
        }

        private void undo(Person who) {
            who.write(session -> records.undoMove(session, session.model().object("deal"), deal));
        }

        private List<Move> stays() {
            return admin.read(session -> records.moves(session, session.model().object("deal"), deal)).stream()
                    .filter(move -> move.field().equals("stage"))
                    .toList();
        }

        @Test
        void isAsIfItHadNeverBeen() {
            Move first = stays().getFirst();

            undo(admin);

            assertThat(admin.get("deal", deal).values())
                    .containsEntry("stage", "first")
                    .doesNotContainKeys("amount", "need");
            assertThat(stays())
                    .extracting(Move::to, Move::isVoided)
                    .containsExactly(tuple("first", false), tuple("second", true));
            assertThat(stays().getFirst().enteredAt()).isEqualTo(first.enteredAt());
            assertThat(stays().getFirst().leftAt()).isNull();
            assertThat(state().tasks().getFirst().tick()).isNotNull();
        }

        @Test
        void leavesWhatSomebodyElseWroteSince() {
            Person boss = company.hire("Bao", "admin", null);
            boss.update("deal", deal, "{\"need\": \"much more room\"}");

            undo(admin);

            assertThat(admin.get("deal", deal).values())
                    .containsEntry("stage", "first")
                    .containsEntry("need", "much more room")
                    .doesNotContainKey("amount");
        }

        @Test
        void isRefusedToWhoDidNotMakeIt() {
            Person boss = company.hire("Bao", "admin", null);
            String before = Rows.hash(admin, "deal", deal);

            assertThat(refused(() -> undo(boss)).code().code()).isEqualTo("undo-not-yours");
            Person rep = company.hire("Lily", "rep", null);
            assertThat(refused(() -> undo(rep)).code().code()).isEqualTo("record-not-found");
            assertThat(Rows.hash(admin, "deal", deal)).isEqualTo(before);
        }

        @Test
        void isRefusedOnceItsTimeIsOver() {
            assertThat(state().undo()).isPresent();
            clock.advance(Duration.ofMinutes(11));

            assertThat(state().undo()).isEmpty();
            assertThat(refused(() -> undo(admin)).code().code()).isEqualTo("undo-expired");
        }

        @Test
        void isTakenBackOnceOnly() {
            undo(admin);

            assertThat(refused(() -> undo(admin)).code().code()).isEqualTo("undo-expired");
        }
    }
}
