package io.ripeline.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.record.Cause;
import io.ripeline.record.Past;
import io.ripeline.record.RecordQuery;
import io.ripeline.record.Records;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

@WithCompanies
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesIT {

    private static final String DESK = """
            [{"op": "add", "path": "/objects/-", "value": {
               "key": "ticket", "label": {"en": "Ticket", "zh-CN": "工单"}, "nameField": "name", "visibility": "public", "fields": [
                {"key": "name", "label": {"en": "Name", "zh-CN": "名称"}, "type": "text", "required": true},
                {"key": "level", "label": {"en": "Level", "zh-CN": "级别"}, "type": "integer"},
                {"key": "state", "label": {"en": "State", "zh-CN": "状态"}, "type": "select"},
                {"key": "called", "label": {"en": "Called", "zh-CN": "称呼"}, "type": "text"},
                {"key": "turns", "label": {"en": "Turns", "zh-CN": "轮次"}, "type": "integer"},
                {"key": "pinged", "label": {"en": "Pinged", "zh-CN": "乒"}, "type": "integer"},
                {"key": "ponged", "label": {"en": "Ponged", "zh-CN": "乓"}, "type": "integer"},
                {"key": "closed_on", "label": {"en": "Closed on", "zh-CN": "关闭日"}, "type": "date"}]}},
             {"op": "add", "path": "/objects/-", "value": {
               "key": "report", "label": {"en": "Report", "zh-CN": "报告"}, "nameField": "name", "visibility": "public", "fields": [
                {"key": "name", "label": {"en": "Name", "zh-CN": "名称"}, "type": "text", "required": true},
                {"key": "worth", "label": {"en": "Worth", "zh-CN": "价值"}, "type": "currency", "currency": "CNY"},
                {"key": "ticket", "label": {"en": "Ticket", "zh-CN": "工单"}, "type": "lookup", "target": "ticket"}]}},
             {"op": "add", "path": "/funnels/-", "value": {
               "key": "desk", "object": "ticket", "field": "state", "label": {"en": "Desk", "zh-CN": "台"}, "stages": [
                {"key": "open", "label": {"en": "Open", "zh-CN": "进行中"}, "kind": "open"},
                {"key": "solved", "label": {"en": "Solved", "zh-CN": "已解决"}, "kind": "won"}]}},
             {"op": "add", "path": "/automations", "value": [
               {"key": "greet", "object": "ticket", "label": {"en": "Greet", "zh-CN": "问候"}, "on": "created",
                "if": "level < 5", "then": [{"set": {"called": "name + '!'"}}]},
               {"key": "escalate", "object": "ticket", "label": {"en": "Escalate", "zh-CN": "升级"}, "on": "updated", "field": "level",
                "if": "level > 5", "then": [
                  {"create": {"object": "report", "values": {"name": "'On ' + name", "ticket": "id", "worth": "level"}}},
                  {"followUp": {"after": {"days": 3, "calendar": "calendar"}, "channel": "call", "purpose": {"en": "Calm down", "zh-CN": "安抚"}}}]},
               {"key": "close", "object": "ticket", "label": {"en": "Close", "zh-CN": "关闭"}, "on": "entered", "stage": "solved",
                "then": [{"set": {"closed_on": "today"}}]},
               {"key": "reopen", "object": "ticket", "label": {"en": "Reopen", "zh-CN": "重开"}, "on": "left", "stage": "solved",
                "then": [{"set": {"called": "'again'"}}]},
               {"key": "spin", "object": "ticket", "label": {"en": "Spin", "zh-CN": "旋转"}, "on": "updated", "field": "turns",
                "if": "turns != 4", "then": [{"set": {"turns": "turns + 1"}}]},
               {"key": "ping", "object": "ticket", "label": {"en": "Ping", "zh-CN": "乒"}, "on": "updated", "field": "pinged",
                "then": [{"set": {"ponged": "pinged + 1"}}]},
               {"key": "pong", "object": "ticket", "label": {"en": "Pong", "zh-CN": "乓"}, "on": "updated", "field": "ponged",
                "then": [{"set": {"pinged": "ponged + 1"}}]}]},
             {"op": "add", "path": "/assignments", "value": [
               {"key": "in_turn", "object": "ticket", "label": {"en": "In turn", "zh-CN": "轮流"}, "when": "level == 1",
                "method": "round_robin", "role": "rep"},
               {"key": "by_load", "object": "ticket", "label": {"en": "By load", "zh-CN": "按负荷"}, "when": "level == 2",
                "method": "load", "role": "rep"},
               {"key": "to_one", "object": "ticket", "label": {"en": "To one", "zh-CN": "专人"}, "when": "level == 3",
                "method": "fixed", "members": ["BO@{slug}.example"]}]}]""";

    @Autowired
    private Companies companies;

    @Autowired
    private Records records;

    private Company company;
    private Person admin;
    private Person ann;
    private Person bo;
    private Person cy;

    @BeforeAll
    void publishTheDesk() {
        company = companies.provision();
        admin = company.admin();
        ann = company.hire("Ann", "rep", null);
        bo = company.hire("Bo", "rep", null);
        cy = company.hire("Cy", "rep", null);
        company.publish(DESK.replace("{slug}", company.tenant().slug().value()));
    }

    private StoredRecord ticket(String values) {
        return admin.create("ticket", "{\"name\": \"T\", %s}".formatted(values));
    }

    private StoredRecord now(StoredRecord ticket) {
        return admin.get("ticket", ticket.id());
    }

    @Nested
    class AnAutomation {

        @Test
        void setsValuesOfTheRecordThatIsMade() {
            StoredRecord ticket = now(ticket("\"level\": 4"));

            assertThat(ticket.values()).containsEntry("called", "T!");
            assertThat(ticket.version()).isEqualTo(2);
            assertThat(causes(ticket)).containsExactly("api/null/2", "automation/greet/2");
        }

        /// Why each version of a record was written, with the automation and the version of the definition.
        private List<String> causes(StoredRecord ticket) {
            return admin.sql(transaction -> transaction
                    .sql()
                    .select(field("cause"), field("reason"), field("config_version"))
                    .from(table("_change"))
                    .where(field("record_id", UUID.class).eq(ticket.id()))
                    .orderBy(field("version"))
                    .fetch(row -> row.get(0) + "/" + row.get(1) + "/" + row.get(2)));
        }

        @Test
        void actsOnlyWhereItsConditionHolds() {
            assertThat(now(ticket("\"level\": 5")).values()).doesNotContainKey("called");
            assertThat(now(ticket("\"called\": \"x\"")).values()).containsEntry("called", "x");
        }

        @Test
        void makesRecordsAndFollowUps() {
            StoredRecord ticket = ticket("\"level\": 5");
            admin.giveTo(bo.id(), "ticket", ticket.id());

            admin.update("ticket", ticket.id(), "{\"level\": 7}");

            StoredRecord report = admin.list(
                            "report",
                            new RecordQuery("ticket == \"%s\"".formatted(ticket.id()), null, null, 10, null, false))
                    .items()
                    .getFirst();
            assertThat(report.ownerId()).isEqualTo(bo.id());
            assertThat(report.values()).containsEntry("name", "On T").containsEntry("ticket", ticket.id());
            assertThat(report.value("worth").map(Object::toString)).contains("Money[amount=7, currency=CNY]");
            StoredRecord followUp = admin.list(
                            "follow_up",
                            new RecordQuery("subject_id == \"%s\"".formatted(ticket.id()), null, null, 10, null, false))
                    .items()
                    .getFirst();
            assertThat(followUp.ownerId()).isEqualTo(bo.id());
            assertThat(followUp.values())
                    .containsEntry("state", "open")
                    .containsEntry("channel", "call")
                    .containsEntry("purpose", "Calm down")
                    .containsEntry(
                            "due_on",
                            admin.read(session -> session.moment().today().plusDays(3)));
        }

        @Test
        void doesNothingWhereAnotherFieldChanges() {
            StoredRecord ticket = ticket("\"level\": 9");

            admin.update("ticket", ticket.id(), "{\"name\": \"Renamed\"}");

            assertThat(admin.list(
                                    "report",
                                    new RecordQuery(
                                            "ticket == \"%s\"".formatted(ticket.id()), null, null, 10, null, false))
                            .items())
                    .isEmpty();
        }

        @Test
        void actsOnEnteringAndLeavingAStage() {
            StoredRecord ticket = ticket("\"level\": 5");

            admin.update("ticket", ticket.id(), "{\"state\": \"solved\"}");
            assertThat(now(ticket).values())
                    .containsEntry(
                            "closed_on", admin.read(session -> session.moment().today()))
                    .doesNotContainKey("called");

            admin.update("ticket", ticket.id(), "{\"state\": \"open\"}");
            assertThat(now(ticket).values()).containsEntry("called", "again");
        }

        @Test
        void maySetItselfOffAFewTimes() {
            StoredRecord ticket = ticket("\"level\": 5");

            admin.update("ticket", ticket.id(), "{\"turns\": 1}");

            assertThat(now(ticket).values()).containsEntry("turns", 4L);
        }

        @Test
        void thatGoesOnForEverRefusesTheWrite() {
            StoredRecord ticket = ticket("\"level\": 5");

            Refused refused = Objects.requireNonNull(
                    catchThrowableOfType(Refused.class, () -> admin.update("ticket", ticket.id(), "{\"turns\": 10}")));

            assertThat(refused.code()).isEqualTo(RuleError.AUTOMATION_DEPTH);
            assertThat(refused.getMessage())
                    .contains("Automations set each other off more than 8 deep, Spin among them");
            assertThat(now(ticket).version()).isEqualTo(1);
            assertThat(now(ticket).values()).doesNotContainKey("turns");
        }

        @Test
        void thatGoesInACircleWithAnotherRefusesTheWrite() {
            StoredRecord ticket = ticket("\"level\": 5");

            Refused refused = Objects.requireNonNull(
                    catchThrowableOfType(Refused.class, () -> admin.update("ticket", ticket.id(), "{\"pinged\": 1}")));

            assertThat(refused.code()).isEqualTo(RuleError.AUTOMATION_DEPTH);
            assertThat(now(ticket).version()).isEqualTo(1);
            assertThat(now(ticket).values()).doesNotContainKeys("pinged", "ponged");
        }
    }

    @Nested
    class AnAssignment {

        @Test
        void inTurnSharesOutEvenlyWhoeverComesAtTheSameTime() throws Exception {
            List<UUID> owners = ownersOf(30, 1);

            assertThat(count(owners)).isEqualTo(Map.of(ann.id(), 10L, bo.id(), 10L, cy.id(), 10L));
        }

        @Test
        void byLoadGivesToWhoeverHasFewestOpenOnes() throws Exception {
            StoredRecord solved = ticket("\"level\": 5, \"state\": \"solved\"");
            admin.giveTo(cy.id(), "ticket", solved.id());
            long most =
                    open().values().stream().mapToLong(Long::longValue).max().orElse(0);
            int missing = (int) Stream.of(ann, bo, cy)
                    .mapToLong(person -> most + 2 - open().getOrDefault(person.id(), 0L))
                    .sum();

            ownersOf(missing, 2);

            assertThat(open()).isEqualTo(Map.of(ann.id(), most + 2, bo.id(), most + 2, cy.id(), most + 2));
        }

        private Map<UUID, Long> open() {
            return admin.sql(transaction -> transaction
                    .sql()
                    .select(field("owner_id", UUID.class))
                    .from(table("ticket"))
                    .where("state = 'open'")
                    .and(field("owner_id", UUID.class).ne(admin.id()))
                    .fetch(row -> row.value1())
                    .stream()
                    .collect(Collectors.groupingBy(id -> id, Collectors.counting())));
        }

        @Test
        void toOneGivesToHim() {
            assertThat(ticket("\"level\": 3").ownerId()).isEqualTo(bo.id());
        }

        @Test
        void isNotAskedWhereAnOwnerIsNamed() {
            StoredRecord ticket = admin.write(session -> records.create(
                            session,
                            session.model().object("ticket"),
                            Person.changes(session, "ticket", "{\"name\": \"T\", \"level\": 3}")
                                    .ownedBy(cy.id()),
                            Cause.API,
                            Past.NONE)
                    .record());

            assertThat(ticket.ownerId()).isEqualTo(cy.id());
        }

        @Test
        void leavesOthersToWhoeverMakesThem() {
            assertThat(ticket("\"level\": 4").ownerId()).isEqualTo(admin.id());
        }

        @Test
        void givesNobodysTurnAwayWhereTheWriteFails() throws Exception {
            List<UUID> before = ownersOf(1, 1);
            assertThat(catchThrowableOfType(
                            Refused.class, () -> admin.create("ticket", "{\"name\": \"\", \"level\": 1}")))
                    .isNotNull();

            List<UUID> next = ownersOf(2, 1);

            assertThat(Stream.concat(before.stream(), next.stream())).doesNotHaveDuplicates();
        }

        private List<UUID> ownersOf(int count, int level) throws Exception {
            List<Future<UUID>> made = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
                for (int number = 0; number < count; number++) {
                    made.add(threads.submit(() -> Objects.requireNonNull(
                            ticket("\"level\": %d".formatted(level)).ownerId())));
                }
            }
            List<UUID> owners = new ArrayList<>();
            for (Future<UUID> each : made) {
                owners.add(each.get());
            }
            return owners;
        }

        private static Map<UUID, Long> count(List<UUID> owners) {
            return owners.stream().collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        }
    }

    @Nested
    class AnotherCompany {

        @Test
        void hasNoneOfTheseRules() {
            Person stranger = companies.provision().admin();

            StoredRecord customer = stranger.create("customer", "{\"name\": \"Foreign\"}");

            assertThat(customer.ownerId()).isEqualTo(stranger.id());
            assertThat(stranger.get("customer", customer.id()).version()).isEqualTo(1);
        }
    }
}
