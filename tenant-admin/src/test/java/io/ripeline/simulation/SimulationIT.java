package io.ripeline.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.groups.Tuple.tuple;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.MovableClock;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.job.Job;
import io.ripeline.job.JobState;
import io.ripeline.job.Jobs;
import io.ripeline.json.StrictJson;
import io.ripeline.record.Cause;
import io.ripeline.record.Past;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.Records;
import io.ripeline.record.Subject;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Violation;
import io.ripeline.simulation.SimulateDraft.Done;
import io.ripeline.simulation.SimulateDraft.Queued;
import io.ripeline.simulation.SimulationReport.Example;
import io.ripeline.simulation.SimulationReport.GradeCount;
import io.ripeline.simulation.SimulationReport.Regrade;
import io.ripeline.simulation.SimulationReport.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@WithCompanies
class SimulationIT {

    private static final String LABEL = "{\"en\": \"Name\", \"zh-CN\": \"名\"}";

    /// A funnel that asks for nothing.
    private static final String FREE_FUNNEL = """
            [{"op": "replace", "path": "/funnels/0/stages", "value": [
                {"key": "prospecting", "label": %1$s, "kind": "open"},
                {"key": "offered", "label": %1$s, "kind": "open"},
                {"key": "won", "label": %1$s, "kind": "won"},
                {"key": "lost", "label": %1$s, "kind": "lost"}]},
             {"op": "replace", "path": "/views", "value": []}]""".formatted(LABEL);

    @Autowired
    private Companies companies;

    @Autowired
    private SimulateDraft simulateDraft;

    @Autowired
    private MovableClock clock;

    @Autowired
    private Jobs jobs;

    @Autowired
    private Records records;

    private Company company;
    private Person admin;

    @BeforeEach
    void begin() {
        company = companies.provision();
        admin = company.admin();
        company.publish(FREE_FUNNEL);
    }

    private static SimulationRequest criterion(String json) {
        return new SimulationRequest(node(json), null, null, "deal", null, null);
    }

    private static JsonNode node(String json) {
        return StrictJson.MAPPER.readTree(json);
    }

    private static SimulationRequest.Over over(@Nullable String from, @Nullable String to) {
        return new SimulationRequest.Over(from, to);
    }

    private SimulationReport report(SimulationRequest request) {
        return ((Done) admin.call(() -> simulateDraft.simulate(request))).report();
    }

    private UUID deal(String values) {
        return admin.create("deal", values).id();
    }

    private void pass(int days) {
        clock.advance(Duration.ofDays(days));
    }

    private Instant now() {
        return clock.instant();
    }

    private LocalDate today() {
        return company.tenant().dateAt(clock.instant());
    }

    private static Tally tally(SimulationReport report) {
        return new Tally(report.passed(), report.failed(), report.undecided());
    }

    @Nested
    class ACriterion {

        @Test
        void isAskedOfTheRecordAsItWasWhenItEnteredTheStage() {
            UUID early = deal("{\"name\": \"Early\", \"amount\": 100}");
            UUID late = deal("{\"name\": \"Late\"}");
            UUID small = deal("{\"name\": \"Small\", \"amount\": 1}");
            admin.move(early, "offered", "{}");
            admin.move(late, "offered", "{}");
            admin.move(small, "offered", "{\"amount\": 3}");
            pass(1);
            admin.update("deal", early, "{\"amount\": null}");
            admin.update("deal", late, "{\"amount\": 900}");
            pass(1);
            admin.update("deal", late, "{\"amount\": 1000}");
            admin.update("deal", small, "{\"amount\": 2000, \"name\": \"Was small\"}");

            SimulationReport report = report(criterion("{\"stage\": \"offered\", \"when\": \"amount >= 50\"}"));

            assertThat(report.total()).isEqualTo(3);
            assertThat(tally(report)).isEqualTo(new Tally(1, 1, 1));
            assertThat(report.sampled()).isFalse();
            assertThat(report.population()).isEqualTo(3);
            assertThat(report.approximated()).isZero();
            assertThat(report.examples())
                    .extracting(Example::id, Example::name, Example::stage, Example::verdict, Example::missing)
                    .containsExactlyInAnyOrder(
                            tuple(late, "Late", "offered", "undecided", List.of("amount")),
                            tuple(small, "Was small", "offered", "failed", List.of()));
        }

        @Test
        void seesTheValuesSentWithTheMoveAndTheOwnerOfThen() {
            Person li = company.hire("Li", "rep", null);
            UUID deal = deal("{\"name\": \"D\"}");
            admin.giveTo(li.id(), "deal", deal);
            pass(1);
            admin.move(deal, "offered", "{\"amount\": 5}");
            pass(1);
            admin.giveTo(null, "deal", deal);

            SimulationReport report = report(criterion(
                    "{\"stage\": \"offered\", \"when\": \"amount == 5.0 && stage == 'offered' && owner_id == '%s'\"}"
                            .formatted(li.id())));

            assertThat(tally(report)).isEqualTo(new Tally(1, 0, 0));
        }

        @Test
        void isAskedWithTheNowAndTodayOfThenAndForWhoeverMoved() {
            UUID deal = deal("{\"name\": \"D\", \"expected_close\": \"%s\"}".formatted(today()));
            Person li = company.hire("Li", "manager", null);
            admin.giveTo(li.id(), "deal", deal);
            li.move(deal, "offered", "{}");
            pass(30);

            assertThat(tally(report(criterion(
                            "{\"stage\": \"offered\", \"when\": \"expected_close == today && updated_at == now\"}"))))
                    .isEqualTo(new Tally(1, 0, 0));
            assertThat(tally(report(criterion("{\"stage\": \"offered\", \"when\": \"owner_id == me\"}"))))
                    .isEqualTo(new Tally(1, 0, 0));
        }

        @Test
        void tellsHowThoseItPassedAndStoppedEnded() {
            for (String[] each : new String[][] {
                {"100", "won"}, {"200", "won"}, {"300", "lost"}, {"1", "lost"}, {"2", "lost"}, {"3", "won"}, {"500", ""}
            }) {
                UUID deal = deal("{\"name\": \"D\", \"amount\": %s}".formatted(each[0]));
                admin.move(deal, "offered", "{}");
                if (!each[1].isEmpty()) {
                    admin.move(deal, each[1], "{}");
                }
            }

            SimulationReport report = report(criterion("{\"stage\": \"offered\", \"when\": \"amount > 50\"}"));

            assertThat(report.byOutcome())
                    .containsExactly(
                            entry("won", new Tally(2, 1, 0)),
                            entry("lost", new Tally(1, 2, 0)),
                            entry("open", new Tally(1, 0, 0)));
        }

        @Test
        void withoutAStageIsAskedAtEveryEntry() {
            UUID deal = deal("{\"name\": \"D\"}");
            admin.move(deal, "offered", "{\"amount\": 1}");
            admin.move(deal, "won", "{}");

            SimulationReport report = report(criterion("\"has(amount)\""));

            assertThat(tally(report)).isEqualTo(new Tally(2, 1, 0));
            assertThat(report.stage()).isNull();
            assertThat(report.examples()).extracting(Example::stage).containsExactly("prospecting");
        }

        @Test
        void ofTheDraftIsFoundByItsKeyAndMayReadAFieldThatIsNew() {
            UUID deal = deal("{\"name\": \"D\"}");
            admin.move(deal, "won", "{\"amount\": 10}");
            company.edit("""
                    [{"op": "add", "path": "/objects/2/fields/-", "value": {"key": "x", "label": %1$s, "type": "text"}},
                     {"op": "add", "path": "/funnels/0/stages/2/criteria", "value": [
                        {"key": "sized", "label": %1$s, "when": "has(x) || amount > 3"},
                        {"key": "marked", "label": %1$s, "when": "x == 'y'"}]}]""".formatted(LABEL));

            assertThat(tally(report(criterion("{\"stage\": \"won\", \"key\": \"sized\"}"))))
                    .isEqualTo(new Tally(1, 0, 0));
            SimulationReport marked = report(criterion("{\"stage\": \"won\", \"key\": \"marked\"}"));
            assertThat(tally(marked)).isEqualTo(new Tally(0, 0, 1));
            assertThat(marked.examples().getFirst().missing()).containsExactly("x");
        }

        @Test
        void takesWhatACompanyBroughtAlongAsItWasFirstKnown() {
            UUID deal = admin.write(session -> records.create(
                            session,
                            session.model().object("deal"),
                            RecordChanges.of(Map.of("name", "Old", "stage", "won", "source", "referral")),
                            Cause.IMPORT,
                            new Past(
                                    null,
                                    null,
                                    List.of(
                                            new Past.Entry("stage", "offered", Instant.parse("2020-01-05T00:00:00Z")),
                                            new Past.Entry("stage", "won", Instant.parse("2020-03-05T00:00:00Z")))))
                    .record()
                    .id());
            pass(1);
            admin.update("deal", deal, "{\"source\": null}");

            SimulationReport report = report(new SimulationRequest(
                    node("{\"stage\": \"offered\", \"when\": \"has(source) && stage == 'offered'\"}"),
                    null,
                    null,
                    "deal",
                    over("2020-01-01", "2020-01-31"),
                    null));

            assertThat(tally(report)).isEqualTo(new Tally(1, 0, 0));
            assertThat(report.approximated()).isEqualTo(1);
        }

        @Test
        void leavesOutWhatLiesOutsideThePeriod() {
            UUID before = deal("{\"name\": \"Before\"}");
            admin.move(before, "offered", "{}");
            pass(3);
            Instant from = now();
            UUID within = deal("{\"name\": \"Within\"}");
            admin.move(within, "offered", "{}");
            pass(1);
            Instant to = now();
            UUID after = deal("{\"name\": \"After\"}");
            admin.move(after, "offered", "{}");

            SimulationReport report = report(new SimulationRequest(
                    node("{\"stage\": \"offered\", \"when\": \"has(amount)\"}"),
                    null,
                    null,
                    "deal",
                    over(from.toString(), to.toString()),
                    null));

            assertThat(report.examples()).extracting(Example::id).containsExactly(within);
        }
    }

    @Nested
    class AFilter {

        @Test
        void isAskedOfWhatWasThereWhenThePeriodEnded() {
            UUID customer = admin.create("customer", "{\"name\": \"A\", \"city\": \"Ningbo\"}")
                    .id();
            admin.create("customer", "{\"name\": \"B\"}");
            pass(1);
            Instant to = now();
            pass(1);
            admin.update("customer", customer, "{\"city\": null}");
            admin.create("customer", "{\"name\": \"C\", \"city\": \"Ningbo\"}");

            SimulationReport then =
                    report(new SimulationRequest(null, null, "has(city)", "customer", over(null, to.toString()), null));
            SimulationReport now = report(new SimulationRequest(null, null, "has(city)", "customer", null, null));

            assertThat(tally(then)).isEqualTo(new Tally(1, 1, 0));
            assertThat(tally(now)).isEqualTo(new Tally(1, 2, 0));
            assertThat(then.byOutcome()).isEmpty();
            assertThat(then.kind()).isEqualTo("filter");
        }

        @Test
        void seesEveryKindOfValueAsItWas() {
            company.publish("""
                    [{"op": "add", "path": "/objects/0/fields/-", "value":
                        {"key": "rate", "label": %1$s, "type": "decimal"}},
                     {"op": "add", "path": "/objects/0/fields/-", "value":
                        {"key": "seen_at", "label": %1$s, "type": "date_time"}},
                     {"op": "add", "path": "/objects/0/fields/-", "value":
                        {"key": "born_on", "label": %1$s, "type": "date"}},
                     {"op": "add", "path": "/objects/0/fields/-", "value":
                        {"key": "worth", "label": %1$s, "type": "currency"}},
                     {"op": "add", "path": "/objects/0/fields/-", "value":
                        {"key": "likes", "label": %1$s, "type": "multi_select",
                         "options": [{"key": "tea", "label": %1$s}, {"key": "milk", "label": %1$s}]}},
                     {"op": "add", "path": "/objects/0/fields/-", "value":
                        {"key": "friend", "label": %1$s, "type": "lookup", "target": "customer"}}]""".formatted(LABEL));
            UUID friend = admin.create("customer", "{\"name\": \"F\"}").id();
            UUID customer = admin.create("customer", """
                    {"name": "客户", "employees": 7, "rate": "0.10", "seen_at": "2026-01-02T03:04:05.123456Z",
                     "born_on": "2000-02-29", "worth": {"amount": "12.50", "currency": "EUR"}, "friend": "%s",
                     "likes": ["milk", "tea"], "key_account": true, "grade": "a"}""".formatted(friend)).id();
            pass(1);
            Instant to = now();
            pass(1);
            admin.update("customer", customer, """
                    {"name": "other", "employees": 8, "rate": "2", "seen_at": "2027-01-02T03:04:05Z",
                     "born_on": "2001-01-01", "worth": 1, "friend": null, "likes": ["tea"],
                     "key_account": false, "grade": "b"}""");
            String source = """
                    name == "客户" && employees == 7 && rate == 0.1 && grade == "a" && key_account
                    && seen_at == timestamp("2026-01-02T03:04:05.123456Z") && born_on == date("2000-02-29")
                    && worth == 12.5 && friend == "%s" && size(likes) == 2 && "milk" in likes
                    """.formatted(friend);

            SimulationReport report =
                    report(new SimulationRequest(null, null, source, "customer", over(null, to.toString()), null));

            assertThat(report.passed()).isEqualTo(1);
            assertThat(report.total()).isEqualTo(2);
        }
    }

    @Nested
    class WhatIsAroundARecord {

        private UUID customer;
        private UUID other;

        @BeforeEach
        void begin() {
            company.publish("[{\"op\": \"add\", \"path\": \"/objects/1/fields/1/reverse\", \"value\": \"contacts\"}]");
            customer = admin.create("customer", "{\"name\": \"A\", \"grade\": \"b\"}")
                    .id();
            other = admin.create("customer", "{\"name\": \"B\", \"grade\": \"d\"}")
                    .id();
        }

        private Tally asked(String when) {
            return tally(report(criterion("{\"stage\": \"offered\", \"when\": \"%s\"}".formatted(when))));
        }

        private Tally filtered(String filter, Instant to) {
            return tally(
                    report(new SimulationRequest(null, null, filter, "customer", over(null, to.toString()), null)));
        }

        @Test
        void isWhatItPointedToThenAsThatWasThen() {
            UUID deal = deal("{\"name\": \"D\", \"customer\": \"%s\"}".formatted(customer));
            admin.move(deal, "offered", "{}");
            pass(1);
            admin.update("customer", customer, "{\"grade\": \"a\"}");
            admin.update("deal", deal, "{\"customer\": \"%s\"}".formatted(other));

            assertThat(asked("customer.grade == 'b'")).isEqualTo(new Tally(1, 0, 0));
            assertThat(asked("customer.grade == 'd'")).isEqualTo(new Tally(0, 1, 0));
            assertThat(asked("has(customer.phone)")).isEqualTo(new Tally(0, 1, 0));
        }

        @Test
        void isNothingWhereItPointedNowhere() {
            UUID deal = deal("{\"name\": \"D\"}");
            admin.move(deal, "offered", "{}");
            pass(1);
            admin.update("deal", deal, "{\"customer\": \"%s\"}".formatted(customer));

            assertThat(asked("customer.grade == 'b'")).isEqualTo(new Tally(0, 0, 1));
        }

        @Test
        void isWhatPointedToItThenAsThatWasThen() {
            UUID moved = admin.create(
                            "contact",
                            "{\"name\": \"M\", \"customer\": \"%s\", \"title\": \"CEO\"}".formatted(customer))
                    .id();
            UUID renamed = admin.create("contact", "{\"name\": \"R\", \"customer\": \"%s\"}".formatted(customer))
                    .id();
            pass(1);
            Instant to = now();
            pass(1);
            admin.update("contact", moved, "{\"customer\": \"%s\", \"title\": \"None\"}".formatted(other));
            admin.update("contact", renamed, "{\"title\": \"CEO\"}");
            admin.create("contact", "{\"name\": \"Later\", \"customer\": \"%s\"}".formatted(customer));

            assertThat(filtered("contacts.exists(c, c.title == 'CEO')", to)).isEqualTo(new Tally(1, 1, 0));
            assertThat(filtered("size(contacts) == 2", to)).isEqualTo(new Tally(1, 1, 0));
            assertThat(filtered("contacts.exists(c, c.title == 'CEO' && c.name == 'M')", to))
                    .isEqualTo(new Tally(1, 1, 0));
            assertThat(filtered("contacts.exists(c, c.name == 'R')", now())).isEqualTo(new Tally(1, 1, 0));
            assertThat(filtered("contacts.exists(c, c.name == 'M')", now())).isEqualTo(new Tally(1, 1, 0));
            assertThat(filtered("size(contacts) == 1", now())).isEqualTo(new Tally(1, 1, 0));
        }

        @Test
        void isWhatHadBegunByThen() {
            UUID early = deal("{\"name\": \"Early\"}");
            UUID late = deal("{\"name\": \"Late\"}");
            activity(early, now().minus(Duration.ofHours(1)));
            admin.move(early, "offered", "{}");
            admin.move(late, "offered", "{}");
            pass(1);
            activity(late, now());

            assertThat(asked("activities.exists(a, a.kind == 'demo')")).isEqualTo(new Tally(1, 1, 0));
            assertThat(asked("size(activities) == 0")).isEqualTo(new Tally(1, 1, 0));
        }

        private void activity(UUID deal, Instant startedAt) {
            UUID _ = admin.create(
                            "activity",
                            "{\"kind\": \"demo\", \"started_at\": \"%s\"}".formatted(startedAt),
                            new Subject("deal", deal))
                    .id();
        }

        @Test
        void countsForGradesToo() {
            admin.create("contact", "{\"name\": \"R\", \"customer\": \"%s\"}".formatted(customer));
            pass(1);
            company.edit("""
                    [{"op": "add", "path": "/gradeScales/0/grades/0/criteria", "value":
                        [{"key": "known", "label": %1$s, "when": "size(contacts) > 0"}]}]""".formatted(LABEL));

            SimulationReport report = report(new SimulationRequest(null, node("true"), null, "customer", null, null));

            assertThat(Objects.requireNonNull(report.grades()).moves())
                    .containsExactly(new Regrade("b", "a", 1), new Regrade("d", null, 1));
        }
    }

    @Nested
    class AGradeScale {

        private static final String GRADES = """
                [{"op": "add", "path": "/gradeScales/0/grades/0/criteria", "value":
                    [{"key": "large", "label": %1$s, "when": "employees >= 100"}]},
                 {"op": "add", "path": "/gradeScales/0/grades/1/criteria", "value":
                    [{"key": "medium", "label": %1$s, "when": "employees >= 10"}]}]""".formatted(LABEL);

        private SimulationReport graded(String grade, int daysBefore) {
            return report(new SimulationRequest(null, node(grade), null, "customer", null, daysBefore));
        }

        private static GradeCount count(SimulationReport report, @Nullable String grade) {
            return Objects.requireNonNull(report.grades()).scale().stream()
                    .filter(each -> Objects.equals(each.key(), grade))
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        void ofTheDraftIsAskedOfEveryRecordThatIsThere() {
            admin.create("customer", "{\"name\": \"Large\", \"employees\": 500, \"grade\": \"a\"}");
            UUID medium = admin.create("customer", "{\"name\": \"M\", \"employees\": 50, \"grade\": \"a\"}")
                    .id();
            admin.create("customer", "{\"name\": \"Small\", \"employees\": 5, \"grade\": \"b\"}");
            admin.create("customer", "{\"name\": \"Unknown\"}");
            pass(1);
            company.edit(GRADES);

            SimulationReport report = graded("true", 30);

            assertThat(report.kind()).isEqualTo("grade");
            assertThat(tally(report)).isEqualTo(new Tally(1, 1, 2));
            assertThat(Objects.requireNonNull(report.grades()).scale())
                    .containsExactly(
                            new GradeCount("a", 2, 1, 0, 0),
                            new GradeCount("b", 1, 1, 0, 0),
                            new GradeCount("c", 0, 0, 0, 0),
                            new GradeCount("d", 0, 0, 0, 0),
                            new GradeCount(null, 1, 2, 0, 0));
            assertThat(report.grades().moves()).containsExactly(new Regrade("a", "b", 1), new Regrade("b", null, 1));
            assertThat(report.examples())
                    .filteredOn(each -> each.id().equals(medium))
                    .extracting(Example::verdict, Example::grade, Example::suggested)
                    .containsExactly(tuple("failed", "a", "b"));
        }

        @Test
        void isAskedOfTheCustomersOfWonDealsAsTheyWereSomeTimeBefore() {
            UUID customer = admin.create("customer", "{\"name\": \"K\", \"employees\": 50, \"grade\": \"c\"}")
                    .id();
            pass(20);
            admin.update("customer", customer, "{\"grade\": \"b\"}");
            pass(20);
            admin.update("customer", customer, "{\"grade\": \"a\", \"employees\": 500}");
            pass(15);
            UUID late = admin.create("customer", "{\"name\": \"Late\", \"grade\": \"d\"}")
                    .id();
            pass(5);
            for (UUID each : List.of(customer, late)) {
                UUID deal = deal("{\"name\": \"D\", \"customer\": \"%s\"}".formatted(each));
                admin.move(deal, "won", "{}");
            }
            deal("{\"name\": \"Open\", \"customer\": \"%s\"}".formatted(customer));
            pass(1);
            company.edit(GRADES);

            SimulationReport month = graded("true", 30);
            SimulationReport days = graded("true", 10);

            assertThat(Objects.requireNonNull(month.grades()).won()).isEqualTo(1);
            assertThat(count(month, "b")).isEqualTo(new GradeCount("b", 0, 0, 1, 1));
            assertThat(Objects.requireNonNull(days.grades()).won()).isEqualTo(1);
            assertThat(count(days, "a")).isEqualTo(new GradeCount("a", 1, 1, 1, 1));
            assertThat(count(days, "b")).isEqualTo(new GradeCount("b", 0, 0, 0, 0));
        }

        @Test
        void mayBeAnotherOneThanTheDrafts() {
            admin.create("customer", "{\"name\": \"M\", \"employees\": 50, \"grade\": \"b\"}");
            pass(1);

            SimulationReport report = graded("""
                    {"grades": [{"key": "a", "label": %1$s, "ripeness": 90,
                                 "criteria": [{"key": "x", "label": %1$s, "when": "employees > 20"}]},
                                {"key": "b", "label": %1$s, "ripeness": 10}]}""".formatted(LABEL), 0);

            assertThat(Objects.requireNonNull(report.grades()).moves()).containsExactly(new Regrade("b", "a", 1));
            int inForce = admin.read(session -> Objects.requireNonNull(
                            session.model().object("customer").gradeScale())
                    .grades()
                    .size());
            assertThat(inForce).isEqualTo(4);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{'grades': 1} | customer | simulation-invalid | /grade",
                    "false | customer | simulation-invalid | /grade",
                    "true | product | no-grades | /object",
                    "{'grades': [{'key': 'a', 'label': {'en': 'A', 'zh-CN': 'A'}, 'criteria': [{'key': 'x', 'label': {'en': 'A', 'zh-CN': 'A'}, 'when': 'nobody'}]}]} | customer | config-invalid | /gradeScales/0/grades/0/criteria/0/when"
                })
        void isRefusedWhereItIsNone(String grade, String object, String code, String pointer) {
            SimulationRequest request =
                    new SimulationRequest(null, node(grade.replace('\'', '"')), null, object, null, null);

            Refused refused = Objects.requireNonNull(catchThrowableOfType(Refused.class, () -> report(request)));

            assertThat(refused.code().code()).isEqualTo(code);
            assertThat(refused.violations()).extracting(Violation::pointer).contains(pointer);
        }
    }

    @Nested
    class ManyRecords {

        @Test
        void areAskedByAJob() {
            admin.write(session -> {
                for (int number = 0; number < 2_001; number++) {
                    records.create(
                            session,
                            session.model().object("product"),
                            RecordChanges.of(
                                    number % 3 == 0 ? Map.of("name", "P", "series", "S") : Map.of("name", "P")),
                            Cause.SAMPLE,
                            Past.NONE);
                }
                return true;
            });

            Queued queued = (Queued) admin.call(() ->
                    simulateDraft.simulate(new SimulationRequest(null, null, "has(series)", "product", null, null)));
            Job job = finished(queued.job().id());

            assertThat(job.state()).isEqualTo(JobState.DONE);
            assertThat(job.done()).isEqualTo(2_001);
            JsonNode report = node(Objects.requireNonNull(job.result()));
            assertThat(report.at("/passed").asLong()).isEqualTo(667);
            assertThat(report.at("/failed").asLong()).isEqualTo(1_334);
            assertThat(report.at("/examples").size()).isEqualTo(20);
            assertThat(report.at("/sampled").asBoolean()).isFalse();
        }

        private Job finished(UUID id) {
            for (int look = 0; look < 600; look++) {
                Job job = admin.call(() -> jobs.find(id)).orElseThrow();
                if (job.finishedAt() != null) {
                    return job;
                }
                pause();
            }
            throw new IllegalStateException("The job does not end");
        }

        private static void pause() {
            try {
                Thread.sleep(Duration.ofMillis(50));
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }

    @Test
    void asksNothingOfANeighbour() {
        Company neighbour = companies.provision();
        neighbour.publish(FREE_FUNNEL);
        neighbour.admin().create("deal", "{\"name\": \"N\"}");
        deal("{\"name\": \"Mine\"}");

        assertThat(report(criterion("\"has(amount)\"")).examples())
                .extracting(Example::name)
                .containsExactly("Mine");
    }

    @Nested
    class SomethingThatCannotBeAsked {

        private Refused refused(SimulationRequest request) {
            return Objects.requireNonNull(
                    catchThrowableOfType(Refused.class, () -> report(request)), "nothing was refused");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{'stage': 'nowhere', 'when': 'true'} | unknown-stage | /criterion/stage",
                    "{'stage': 'won', 'key': 'nothing'} | unknown-criterion | /criterion/key",
                    "{'stage': 'won'} | simulation-invalid | /criterion",
                    "{'key': 'x'} | simulation-invalid | /criterion",
                    "{'stage': 'won', 'key': 'x', 'when': 'true'} | simulation-invalid | /criterion",
                    "{'stage': 'won', 'wen': 'true'} | unknown-property | /criterion/wen",
                    "7 | wrong-type | /criterion",
                    "'amount >' | simulation-invalid | /criterion",
                    "'nobody == 1' | simulation-invalid | /criterion",
                    "'amount' | simulation-invalid | /criterion",
                    "{'stage': 'won', 'when': 'amount + 1'} | simulation-invalid | /criterion/when"
                })
        void isRefusedAtItsPlace(String criterion, String code, String pointer) {
            Refused refused = refused(criterion(criterion.replace('\'', '"')));

            assertThat(refused.code().code()).isEqualTo(code);
            assertThat(refused.violations()).extracting(Violation::pointer).containsOnly(pointer);
        }

        @ParameterizedTest
        @CsvSource({
            "2026-03-01, 2026-02-28, /over",
            "2999-01-01, , /over/from",
            "yesterday, , /over/from",
            ", 2026-02-30, /over/to"
        })
        void isAPeriodThatIsNone(@Nullable String from, @Nullable String to, String pointer) {
            Refused refused = refused(new SimulationRequest(null, null, "has(amount)", "deal", over(from, to), null));

            assertThat(refused.code().code()).isEqualTo("period-invalid");
            assertThat(refused.violations()).extracting(Violation::pointer).containsOnly(pointer);
        }

        @Test
        void isAnObjectWithoutAFunnelForACriterion() {
            Refused refused = refused(new SimulationRequest(node("\"has(name)\""), null, null, "product", null, null));

            assertThat(refused.code().code()).isEqualTo("no-funnel");
        }

        @Test
        void isNothingOrTwoThingsAtOnce() {
            assertThat(refused(new SimulationRequest(null, null, null, "deal", null, null))
                            .code()
                            .code())
                    .isEqualTo("simulation-invalid");
            assertThat(refused(new SimulationRequest(node("\"true\""), null, "true", "deal", null, null))
                            .code()
                            .code())
                    .isEqualTo("simulation-invalid");
            assertThat(refused(new SimulationRequest(null, null, "true", null, null, null))
                            .code()
                            .code())
                    .isEqualTo("simulation-invalid");
        }

        @Test
        void isNoObjectOfTheCompany() {
            assertThat(refused(new SimulationRequest(null, null, "true", "nothing", null, null))
                            .code()
                            .code())
                    .isEqualTo("unknown-object");
        }

        @Test
        void isADraftWithErrors() {
            company.edit("[{\"op\": \"remove\", \"path\": \"/objects/3\"}]");

            assertThat(refused(criterion("\"has(amount)\"")).code().code()).isEqualTo("config-invalid");
        }

        @Test
        void isNoBusinessOfARep() {
            Person rep = company.hire("Li", "rep", null);

            Refused refused = Objects.requireNonNull(catchThrowableOfType(
                    Refused.class, () -> rep.call(() -> simulateDraft.simulate(criterion("\"true\"")))));

            assertThat(refused.code().code()).isEqualTo("right-missing");
        }
    }
}
