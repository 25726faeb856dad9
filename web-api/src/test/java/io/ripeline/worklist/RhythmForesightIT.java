package io.ripeline.worklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.embedded.OnRealServers;
import io.ripeline.impact.Effect;
import io.ripeline.impact.Effect.Count;
import io.ripeline.impact.Effect.Kind;
import io.ripeline.publishing.CheckDraft;
import io.ripeline.publishing.Drafts;
import io.ripeline.publishing.PublishDraft;
import io.ripeline.record.RecordQuery;
import io.ripeline.record.Records;
import io.ripeline.record.StoredRecord;
import io.ripeline.worklist.Companies.Company;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@OnRealServers
@SpringBootTest(classes = WorklistTestContext.class, webEnvironment = WebEnvironment.NONE)
class RhythmForesightIT {

    @Autowired
    private Companies companies;

    @Autowired
    private MovableClock clock;

    @Autowired
    private Drafts drafts;

    @Autowired
    private CheckDraft checkDraft;

    @Autowired
    private PublishDraft publishDraft;

    @Autowired
    private Records records;

    @Autowired
    private Definitions definitions;

    private Company company;

    @BeforeEach
    void openTheOfficeOnAMonday() {
        clock.moveTo("2026-03-02T10:00", "Asia/Shanghai");
        company = companies.found("direct-sales", "Asia/Shanghai");
    }

    private List<Effect> effects(String patch) {
        edit(patch);
        List<Effect> effects = company.write(
                company.admin, session -> checkDraft.check(session).impact());
        assertThat(effects).allSatisfy(each -> assertThat(each.count()).isNotNull());
        return effects.stream()
                .filter(effect -> effect.kind() != Kind.REMOVED_VALUE)
                .toList();
    }

    private void edit(String patch) {
        company.write(
                company.admin,
                session -> drafts.patch(session, drafts.current(session).tag(), patch));
    }

    private List<UUID> listed(Effect effect) {
        return company
                .write(
                        company.admin,
                        session -> records.list(
                                session,
                                session.model().object(Objects.requireNonNull(effect.object())),
                                RecordQuery.matching(effect.filter())))
                .items()
                .stream()
                .map(StoredRecord::id)
                .toList();
    }

    private UUID item(UUID customer) {
        List<StoredRecord> open = company.open(customer);
        assertThat(open).hasSize(1);
        return open.getFirst().id();
    }

    private static void expect(Effect effect, Kind kind, Map<String, String> names, Count count) {
        assertThat(effect.kind()).isEqualTo(kind);
        assertThat(effect.names()).isEqualTo(names);
        assertThat(effect.count()).isEqualTo(count);
    }

    @Test
    void findsNothingWhereNothingIsPlannedOtherwise() {
        company.customer(company.li, "A", "a");

        assertThat(effects("""
                [{"op": "replace", "path": "/cadences/0/label/en", "value": "Often"}]""")).isEmpty();
    }

    @Test
    void countsTheFollowUpsThatAChangedStepMoves() {
        UUID one = company.customer(company.li, "A", "a");
        UUID other = company.customer(company.chen, "B", "a");
        company.customer(company.li, "C", "b");

        List<Effect> effects = effects("""
                [{"op": "replace", "path": "/cadences/0/steps/0/after/days", "value": 3}]""");

        assertThat(effects).hasSize(1);
        expect(
                effects.getFirst(),
                Kind.FOLLOW_UP,
                Map.of("from", "every_2_working_days", "to", "every_2_working_days"),
                new Count(2, 2));
        assertThat(listed(effects.getFirst())).containsExactlyInAnyOrder(item(one), item(other));
    }

    @Test
    void countsOnlyThoseWhoseDayAHolidayMoves() {
        UUID moved = company.customer(company.li, "Due on Wednesday", "a");
        clock.moveTo("2026-03-04T10:00", "Asia/Shanghai");
        UUID late = company.customer(company.li, "Due on Friday", "a");
        company.contact(company.li, late, "call", Instant.parse("2026-03-04T02:00:00Z"));

        List<Effect> effects = effects("""
                [{"op": "add", "path": "/calendars/0/holidays/-", "value": "2026-03-03"}]""");

        assertThat(effects).hasSize(1);
        expect(
                effects.getFirst(),
                Kind.FOLLOW_UP,
                Map.of("from", "every_2_working_days", "to", "every_2_working_days"),
                new Count(2, 1));
        assertThat(listed(effects.getFirst())).containsExactly(item(moved));
    }

    @Test
    void tellsWhichRhythmComesInsteadAndWhereNoneDoes() {
        UUID slower = company.customer(company.li, "A", "a");
        UUID none = company.customer(company.li, "D", "d");
        company.customer(company.li, "B", "b");

        List<Effect> effects = effects("""
                [{"op": "replace", "path": "/gradeScales/0/grades/0/cadence", "value": "weekly"},
                 {"op": "remove", "path": "/gradeScales/0/grades/3/cadence"}]""");

        assertThat(effects).hasSize(2);
        Effect goes = effects.stream()
                .filter(each -> each.kind() == Kind.FOLLOW_UP)
                .findFirst()
                .orElseThrow();
        Effect ends = effects.stream()
                .filter(each -> each.kind() == Kind.FOLLOW_UP_ENDS)
                .findFirst()
                .orElseThrow();
        expect(goes, Kind.FOLLOW_UP, Map.of("from", "every_2_working_days", "to", "weekly"), new Count(1, 1));
        expect(ends, Kind.FOLLOW_UP_ENDS, Map.of("from", "monthly"), new Count(1, 1));
        assertThat(goes.label().en()).isEqualTo("Every 2 working days → Weekly, calls and visits in turn");
        assertThat(listed(goes)).containsExactly(item(slower));
        assertThat(listed(ends)).containsExactly(item(none));
    }

    @Test
    void countsWhatTheRhythmsOfEachYearPlanToo() {
        edit("""
                [{"op": "add", "path": "/cadences/-", "value":
                   {"key": "new_year", "object": "customer", "label": {"en": "New Year", "zh-CN": "元旦"},
                    "on": {"solar": "01-01", "leadDays": 2}, "when": "grade == \\"a\\"",
                    "steps": [{"after": {"days": 0, "calendar": "calendar"}, "channel": "chat"}]}}]""");
        company.as(company.admin, () -> publishDraft.publish("New Year", List.of()));
        UUID one = company.customer(company.li, "A", "a");
        UUID other = company.customer(company.li, "B", "b");

        List<Effect> earlier = effects("[{\"op\": \"replace\", \"path\": \"/cadences/5/on/leadDays\", \"value\": 5}]");
        assertThat(earlier).hasSize(1);
        expect(earlier.getFirst(), Kind.FOLLOW_UP, Map.of("from", "new_year", "to", "new_year"), new Count(1, 1));

        List<Effect> others =
                effects("[{\"op\": \"replace\", \"path\": \"/cadences/5/when\", \"value\": \"grade == \\\"b\\\"\"}]");
        assertThat(others).hasSize(2);
        expect(others.get(0), others.get(0).kind(), others.get(0).names(), new Count(1, 1));
        assertThat(others)
                .extracting(Effect::kind)
                .containsExactlyInAnyOrder(Kind.FOLLOW_UP_ENDS, Kind.FOLLOW_UP_BEGINS);
        Effect begins = others.stream()
                .filter(each -> each.kind() == Kind.FOLLOW_UP_BEGINS)
                .findFirst()
                .orElseThrow();
        assertThat(listed(begins)).containsExactly(other);
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void tellsWhoComesIntoARhythmByAConditionOverAFieldThatIsNew() {
        edit("[{\"op\": \"remove\", \"path\": \"/cadences/4\"}]");
        company.as(company.admin, () -> publishDraft.publish("No rhythm for the ungraded", List.of()));
        UUID ungraded = company.customer(company.li, "E", null);
        company.customer(company.li, "B", "b");

        List<Effect> effects = effects("""
                [{"op": "add", "path": "/objects/0/fields/-", "value":
                   {"key": "quiet", "label": {"en": "Quiet", "zh-CN": "静"}, "type": "boolean"}},
                 {"op": "add", "path": "/cadences/-", "value": {"key": "welcome", "object": "customer",
                  "label": {"en": "Welcome", "zh-CN": "欢迎"}, "when": "!has(quiet)", "repeat": false,
                  "steps": [{"after": {"days": 1, "calendar": "working"}, "channel": "call"}]}}]""");

        assertThat(effects).hasSize(1);
        expect(effects.getFirst(), Kind.FOLLOW_UP_BEGINS, Map.of("to", "welcome"), new Count(1, 1));
        assertThat(listed(effects.getFirst())).containsExactly(ungraded);
    }

    private static final String NOTHING = """
            [{"op": "test", "path": "/cadences/0/key", "value": "every_2_working_days"}]""";

    static Stream<Arguments> drafts() {
        return Stream.of(
                draft("a longer step", """
                        [{"op": "replace", "path": "/cadences/0/steps/0/after/days", "value": 7}]"""),
                draft("a shorter step", """
                        [{"op": "replace", "path": "/cadences/0/steps/0/after/days", "value": 1},
                         {"op": "replace", "path": "/cadences/1/steps/0/after/days", "value": 2}]"""),
                draft("rhythms of grades", """
                        [{"op": "replace", "path": "/gradeScales/0/grades/0/cadence", "value": "weekly"},
                         {"op": "remove", "path": "/gradeScales/0/grades/3/cadence"}]"""),
                draft("a rhythm less", "[{\"op\": \"remove\", \"path\": \"/cadences/4\"}]"),
                draft("a holiday", """
                        [{"op": "add", "path": "/calendars/0/holidays/-", "value": "2026-03-06"}]"""),
                draft("other contacts", """
                        [{"op": "add", "path": "/contacts", "value": {"effective": "kind == \\"visit\\""}}]"""),
                draft("a rhythm of each year", """
                        [{"op": "add", "path": "/cadences/-", "value":
                           {"key": "new_year", "object": "customer", "label": {"en": "New Year", "zh-CN": "元旦"},
                            "on": {"solar": "01-01", "leadDays": 2}, "when": "grade == \\"a\\"",
                            "steps": [{"after": {"days": 0, "calendar": "calendar"}, "channel": "chat"}]}}]"""));
    }

    private static Arguments draft(String name, String patch) {
        return Arguments.of(Named.of(name, patch));
    }

    @ParameterizedTest
    @MethodSource("drafts")
    void countsExactlyWhatThePublishThenChanges(String patch) {
        List<UUID> customers = customersOfEverySort();
        Map<UUID, List<StoredRecord>> before = followUps(customers);

        Map<String, Long> foretold = new TreeMap<>();
        effects(patch)
                .forEach(effect -> foretold.merge(
                        word(
                                effect.kind(),
                                effect.names().get("from"),
                                effect.names().get("to")),
                        Objects.requireNonNull(effect.count()).failing(),
                        Long::sum));
        definitions.publish(company, NOTHING);

        assertThat(foretold).isNotEmpty().isEqualTo(changes(before, followUps(customers)));
    }

    /// Waiting, late, put off by hand, moved by a contact, of each grade and of none, at the end of a rhythm, deleted.
    private List<UUID> customersOfEverySort() {
        List<UUID> customers = new ArrayList<>();
        for (String grade : List.of("a", "a", "b", "c", "d")) {
            customers.add(company.customer(company.li, "Monday’s " + grade, grade));
        }
        Map.of("a", "2026-03-06", "b", "2026-03-12", "d", "2026-04-10").forEach((grade, until) -> {
            UUID putOff = company.customer(company.chen, "Put off " + grade, grade);
            company.snooze(company.chen, item(putOff), until, "They asked for it");
            customers.add(putOff);
        });
        UUID ended = company.customer(company.li, "At its end", null);
        company.cancel(company.li, item(ended), "They know us");
        customers.add(ended);
        customers.add(company.customer(company.li, "Ungraded", null));
        clock.moveTo("2026-03-05T10:00", "Asia/Shanghai");
        for (String grade : List.of("a", "b", "d")) {
            UUID waiting = company.customer(company.chen, "Thursday’s " + grade, grade);
            UUID called = company.customer(company.chen, "Called " + grade, grade);
            company.contact(company.chen, called, "call", Instant.parse("2026-03-05T01:59:00Z"));
            UUID done = company.customer(company.chen, "Done " + grade, grade);
            company.complete(company.chen, item(done), Companies.CALL, null);
            UUID regraded = company.customer(company.chen, "Regraded " + grade, "c");
            company.contact(company.chen, regraded, "call", Instant.parse("2026-03-03T02:00:00Z"));
            company.grade(company.chen, regraded, grade);
            customers.addAll(List.of(waiting, called, done, regraded));
        }
        UUID deleted = company.customer(company.li, "Deleted", "a");
        company.delete(company.li, deleted);
        customers.add(deleted);
        return customers;
    }

    private Map<UUID, List<StoredRecord>> followUps(List<UUID> customers) {
        Map<UUID, List<StoredRecord>> items = new LinkedHashMap<>();
        customers.forEach(customer -> items.put(customer, company.followUps(customer)));
        return items;
    }

    private static String word(Kind kind, @Nullable String from, @Nullable String to) {
        return kind.key() + " " + from + " " + to;
    }

    /// What became of what stood open, in the words of the preview.
    private static Map<String, Long> changes(
            Map<UUID, List<StoredRecord>> before, Map<UUID, List<StoredRecord>> after) {
        Map<String, Long> changes = new TreeMap<>();
        after.forEach((customer, items) -> {
            Map<UUID, StoredRecord> known = new LinkedHashMap<>();
            before.getOrDefault(customer, List.of()).forEach(item -> known.put(item.id(), item));
            String begun = items.stream()
                    .filter(item -> !known.containsKey(item.id()))
                    .map(item -> new FollowUp(item).rule().orElseThrow())
                    .findFirst()
                    .orElse(null);
            boolean ended = false;
            for (StoredRecord item : items) {
                FollowUp was = known.containsKey(item.id()) ? new FollowUp(known.get(item.id())) : null;
                FollowUp is = new FollowUp(item);
                String rule = is.rule().orElseThrow();
                if (was == null || !was.open()) {
                    continue;
                }
                if (!is.open()) {
                    Kind kind = begun == null ? Kind.FOLLOW_UP_ENDS : Kind.FOLLOW_UP;
                    changes.merge(word(kind, rule, begun), 1L, Long::sum);
                    ended = true;
                } else if (!is.dueOn().equals(was.dueOn())) {
                    changes.merge(word(Kind.FOLLOW_UP, rule, rule), 1L, Long::sum);
                }
            }
            if (begun != null && !ended) {
                changes.merge(word(Kind.FOLLOW_UP_BEGINS, null, begun), 1L, Long::sum);
            }
        });
        return changes;
    }
}
