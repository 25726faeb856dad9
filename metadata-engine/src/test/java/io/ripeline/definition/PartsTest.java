package io.ripeline.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.definition.Automation.Action;
import io.ripeline.definition.Automation.Trigger;
import io.ripeline.definition.Role.FieldAccess;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The parts of a document beyond objects, funnels and roles: what they come to, and the faults found in them.
class PartsTest {

    private static final String LABEL = "{\"zh-CN\": \"名\", \"en\": \"Name\"}";

    /// One thing put into the smallest document, and the one problem it makes.
    record Fault(String put, String json, String pointer, String code, String message) {

        @Override
        public String toString() {
            return code + " at " + pointer + " by " + json;
        }
    }

    private static String labelled(String json) {
        return json.replace('\'', '"').replace("L,", LABEL + ",").replace("L}", LABEL + "}");
    }

    private static Fault fault(String put, String json, String pointer, String code, String message) {
        return new Fault(put, labelled(json), pointer, code, message);
    }

    private static final String MAIL =
            "[{'key': 'thanks', 'object': 'customer', 'label': L, 'subject': {'zh-CN': '您好', 'en': '%s'}, 'body': L, %s}]";

    private static final List<Fault> OUTREACH = List.of(
            fault(
                    "/contacts",
                    "{'effective': 'duration_seconds > talk'}",
                    "/contacts/effective",
                    "expression-unknown-name",
                    "There is no field “talk” here."),
            fault(
                    "/mailTemplates",
                    MAIL.formatted("Dear {{nam}}", "'optOut': null"),
                    "/mailTemplates/0/subject/en",
                    "unknown-field",
                    "There is no \"nam\"."),
            fault(
                    "/mailTemplates",
                    MAIL.formatted("{{name.size}}", "'optOut': null"),
                    "/mailTemplates/0/subject/en",
                    "unknown-field",
                    "There is no \"name.size\"."),
            fault(
                    "/mailTemplates",
                    MAIL.formatted("Dear {{name", "'optOut': null"),
                    "/mailTemplates/0/subject/en",
                    "placeholder-malformed",
                    "Double braces are not closed, or stand within each other."),
            fault(
                    "/mailTemplates",
                    MAIL.formatted("Dear\\nBcc: all", "'optOut': null"),
                    "/mailTemplates/0/subject/en",
                    "subject-malformed",
                    "The subject is not one line of at most 300 characters."),
            fault(
                    "/mailTemplates",
                    MAIL.formatted("Dear", "'optOut': 'name'"),
                    "/mailTemplates/0/optOut",
                    "unknown-field",
                    "There is no \"name\"."),
            fault(
                    "/mailTemplates",
                    MAIL.formatted("Dear", "'optOut': null").replace("customer", "custmer"),
                    "/mailTemplates/0/object",
                    "unknown-object",
                    "There is no \"custmer\"."));

    private static final List<Fault> RHYTHM = List.of(
            fault(
                    "/cadences/0/calendar",
                    "'defualt'",
                    "/cadences/0/calendar",
                    "unknown-calendar",
                    "There is no \"defualt\"."),
            fault("/cadences/0/from", "'birth'", "/cadences/0/from", "value-unknown", "There is no \"birth\"."),
            fault(
                    "/cadences/0/until",
                    "'colour'",
                    "/cadences/0/until",
                    "expression-unknown-name",
                    "There is no field “colour” here."),
            fault(
                    "/cadences/0/steps/0/after/days",
                    "0",
                    "/cadences/0/steps/0/after/days",
                    "out-of-range",
                    "0 is out of range."),
            fault("/workday", "{'capacity': 0}", "/workday/capacity", "out-of-range", "0 is out of range."),
            fault("/workday", "{'rank': ['luck']}", "/workday/rank/0", "value-unknown", "There is no \"luck\"."),
            fault("/workday", "{'nextStep': 'never'}", "/workday/nextStep", "value-unknown", "There is no \"never\"."),
            fault("/workday", "{'onLeave': 'stop'}", "/workday/onLeave", "value-unknown", "There is no \"stop\"."),
            fault("/workday", "{'snoozes': -1}", "/workday/snoozes", "out-of-range", "-1 is out of range."),
            fault(
                    "/calendars/0/hours",
                    "{'from': '18:00', 'to': '09:00'}",
                    "/calendars/0/hours",
                    "hours-malformed",
                    "The time ends before it begins."),
            fault(
                    "/calendars/0/lunch",
                    "{'from': 'noon', 'to': '13:00'}",
                    "/calendars/0/lunch/from",
                    "time-malformed",
                    "\"noon\" is not a time of the day."),
            fault(
                    "/calendars/0",
                    "{'key': 'c', 'label': L, 'workdays': ['sun'], 'holidays': ["
                            + IntStream.rangeClosed(1, 12)
                                    .mapToObj("{'solar': '%02d-01', 'days': 31}"::formatted)
                                    .collect(Collectors.joining(", "))
                            + "]}",
                    "/calendars/0/holidays",
                    "calendar-without-workday",
                    "The calendar has a year without any working day."),
            fault("/cadences/0/optOut", "'name'", "/cadences/0/optOut", "unknown-field", "There is no \"name\"."),
            fault(
                    "/cadences/0/on",
                    "{'field': 'name'}",
                    "/cadences/0/on/field",
                    "unknown-field",
                    "There is no \"name\"."),
            fault(
                    "/cadences/0/on",
                    "{'leadDays': 3}",
                    "/cadences/0/on",
                    "anchor-malformed",
                    "A rhythm begins on exactly one of field, solar and lunar."),
            fault(
                    "/cadences/0/on",
                    "{'solar': '12-25', 'lunar': '08-15'}",
                    "/cadences/0/on",
                    "anchor-malformed",
                    "A rhythm begins on exactly one of field, solar and lunar."),
            fault(
                    "/cadences/0/on",
                    "{'solar': '02-30'}",
                    "/cadences/0/on/solar",
                    "day-malformed",
                    "\"02-30\" is not a day of the year."),
            fault(
                    "/cadences/0/on",
                    "{'lunar': '08-31'}",
                    "/cadences/0/on/lunar",
                    "day-malformed",
                    "\"08-31\" is not a day of the year."),
            fault(
                    "/cadences/0/on",
                    "{'lunar': '08-15', 'leadDays': 366}",
                    "/cadences/0/on/leadDays",
                    "out-of-range",
                    "366 is out of range."),
            fault(
                    "/calendars/0/holidays",
                    "[{'days': 3}]",
                    "/calendars/0/holidays/0",
                    "holiday-malformed",
                    "A holiday begins on exactly one of date, solar and lunar."),
            fault(
                    "/calendars/0/holidays",
                    "[{'lunar': '13-01'}]",
                    "/calendars/0/holidays/0/lunar",
                    "day-malformed",
                    "\"13-01\" is not a day of the year."),
            fault(
                    "/calendars/0/holidays",
                    "[{'solar': '05-01', 'days': 61}]",
                    "/calendars/0/holidays/0/days",
                    "out-of-range",
                    "61 is out of range."),
            fault(
                    "/calendars/0/halfDays",
                    "['2026-13-01']",
                    "/calendars/0/halfDays/0",
                    "date-malformed",
                    "\"2026-13-01\" is not a date."),
            fault(
                    "/calendars",
                    "[{'key': 'a', 'label': L, 'workdays': ['mon'], 'default': true},"
                            + " {'key': 'b', 'label': L, 'workdays': ['mon'], 'default': true}]",
                    "/calendars/1/default",
                    "default-duplicate",
                    "Another one is the default already."));

    private static final List<Fault> OBJECTS = List.of(
            fault(
                    "/objects/2/validations",
                    "[{'key': 'k', 'when': 'amuont < 0', 'message': L}]",
                    "/objects/2/validations/0/when",
                    "expression-unknown-name",
                    "There is no field “amuont” here."),
            fault(
                    "/objects/2/validations",
                    "[{'key': 'k', 'when': 'amount < 0', 'message': L, 'severity': 'stop'}]",
                    "/objects/2/validations/0/severity",
                    "value-unknown",
                    "There is no \"stop\"."),
            fault(
                    "/objects/2/validations",
                    "[{'key': 'k', 'when': 'amount < 0', 'message': L}, {'key': 'k', 'when': 'amount < 1', 'message': L}]",
                    "/objects/2/validations/1/key",
                    "key-duplicate",
                    "The key \"k\" is used twice here."),
            fault(
                    "/objects/2/duplicates",
                    "[{'key': 'k', 'fields': [], 'match': 'exact', 'action': 'warn'}]",
                    "/objects/2/duplicates/0/fields",
                    "fields-missing",
                    "The rule compares no field."),
            fault(
                    "/objects/2/duplicates",
                    "[{'key': 'k', 'fields': ['nmae'], 'match': 'exact', 'action': 'warn'}]",
                    "/objects/2/duplicates/0/fields/0",
                    "unknown-field",
                    "There is no \"nmae\"."),
            fault(
                    "/objects/2/duplicates",
                    "[{'key': 'k', 'fields': ['amount'], 'match': 'fuzzy', 'action': 'warn'}]",
                    "/objects/2/duplicates/0/fields/0",
                    "field-incomparable",
                    "Values of \"amount\" cannot be compared in this way."),
            fault(
                    "/objects/2/duplicates",
                    "[{'key': 'k', 'fields': ['name'], 'match': 'exact', 'threshold': 0.5, 'action': 'warn'}]",
                    "/objects/2/duplicates/0/threshold",
                    "threshold-malformed",
                    "This threshold does not fit."),
            fault(
                    "/objects/2/duplicates",
                    "[{'key': 'k', 'fields': ['name'], 'match': 'alike', 'action': 'warn'}]",
                    "/objects/2/duplicates/0/match",
                    "value-unknown",
                    "There is no \"alike\"."),
            fault("/objects/2/funnelBy", "'kind'", "/objects/2/funnelBy", "unknown-field", "There is no \"kind\"."),
            fault(
                    "/objects/2/funnelBy",
                    "'stage'",
                    "/objects/2/funnelBy",
                    "funnel-by-unfit",
                    "\"stage\" cannot say which funnel a record takes."),
            fault(
                    "/gradeScales/0/grades/0/criteria",
                    "[{'key': 'k', 'label': L, 'when': 'colour'}]",
                    "/gradeScales/0/grades/0/criteria/0/when",
                    "expression-unknown-name",
                    "There is no field “colour” here."),
            fault(
                    "/gradeScales/0/minimumHoldDays",
                    "-1",
                    "/gradeScales/0/minimumHoldDays",
                    "out-of-range",
                    "-1 is out of range."),
            fault(
                    "/gradeScales/0/grades/0/color",
                    "'red'",
                    "/gradeScales/0/grades/0/color",
                    "color-malformed",
                    "\"red\" is not a colour."),
            fault(
                    "/gradeScales/-",
                    "{'object': 'customer', 'field': 'grade', 'grades': []}",
                    "/gradeScales/1",
                    "grade-scale-second",
                    "The object has a grade scale already."),
            fault(
                    "/gradeScales/-",
                    "{'object': 'deal', 'field': 'stage', 'grades': []}",
                    "/gradeScales/1/field",
                    "field-taken",
                    "The field \"stage\" is the stage of a funnel already."));

    private static final List<Fault> RULES = List.of(
            fault(
                    "/roles/1/permissions/fields",
                    "{'customer': {'grade': 'write'}}",
                    "/roles/1/permissions/fields/customer/grade",
                    "value-unknown",
                    "There is no \"write\"."),
            fault(
                    "/roles/1/permissions/fields",
                    "{'customer': {'garde': 'read'}}",
                    "/roles/1/permissions/fields/customer/garde",
                    "unknown-field",
                    "There is no \"garde\"."),
            fault(
                    "/roles/1/permissions/fields",
                    "{'planet': {}}",
                    "/roles/1/permissions/fields/planet",
                    "unknown-object",
                    "There is no \"planet\"."),
            fault(
                    "/pools/-",
                    "{'key': 'p', 'object': 'planet', 'label': L}",
                    "/pools/0/object",
                    "unknown-object",
                    "There is no \"planet\"."),
            fault(
                    "/pools/-",
                    "{'key': 'p', 'object': 'customer', 'label': L, 'reclaimAfterDays': {'z': 30}}",
                    "/pools/0/reclaimAfterDays/z",
                    "unknown-grade",
                    "There is no \"z\"."),
            fault(
                    "/pools/-",
                    "{'key': 'p', 'object': 'customer', 'label': L, 'reclaimAfterDays': 0}",
                    "/pools/0/reclaimAfterDays",
                    "out-of-range",
                    "0 is out of range."),
            fault(
                    "/pools/-",
                    "{'key': 'p', 'object': 'customer', 'label': L, 'roles': ['rap']}",
                    "/pools/0/roles/0",
                    "unknown-role",
                    "There is no \"rap\"."),
            fault(
                    "/assignments/-",
                    "{'key': 'a', 'object': 'customer', 'label': L, 'method': 'fixed'}",
                    "/assignments/0/members",
                    "assignees-malformed",
                    "It is not clear who gets the records."),
            fault(
                    "/assignments/-",
                    "{'key': 'a', 'object': 'customer', 'label': L, 'method': 'load', 'role': 'rep',"
                            + " 'members': ['a@b.example']}",
                    "/assignments/0/members",
                    "assignees-malformed",
                    "It is not clear who gets the records."),
            fault(
                    "/assignments/-",
                    "{'key': 'a', 'object': 'customer', 'label': L, 'method': 'load', 'members': ['li']}",
                    "/assignments/0/members/0",
                    "email-malformed",
                    "\"li\" is not an e-mail address."),
            fault(
                    "/assignments/-",
                    "{'key': 'a', 'object': 'customer', 'label': L, 'method': 'luck', 'role': 'rep'}",
                    "/assignments/0/method",
                    "value-unknown",
                    "There is no \"luck\"."),
            automation("{'on': 'born', 'then': [{'set': {'name': '1'}}]}", "/on", "value-unknown"),
            automation(
                    "{'on': 'created', 'stage': 'won', 'then': [{'set': {'name': '1'}}]}",
                    "/stage",
                    "trigger-malformed"),
            automation(
                    "{'on': 'entered', 'stage': 'wno', 'then': [{'set': {'name': '1'}}]}", "/stage", "unknown-stage"),
            automation(
                    "{'on': 'entered', 'field': 'name', 'then': [{'set': {'name': '1'}}]}", "/field", "unknown-field"),
            automation(
                    "{'on': 'updated', 'if': 'colour', 'then': [{'set': {'name': '1'}}]}",
                    "/if",
                    "expression-unknown-name"),
            automation("{'on': 'updated', 'then': []}", "/then", "actions-missing"),
            automation("{'on': 'updated', 'then': [{}]}", "/then/0", "action-malformed"),
            automation("{'on': 'updated', 'then': [{'set': {}}]}", "/then/0/set", "values-missing"),
            automation("{'on': 'updated', 'then': [{'set': {'colour': '1'}}]}", "/then/0/set/colour", "unknown-field"),
            automation("{'on': 'updated', 'then': [{'set': {'name': '1'}}]}", "/then/0/set/name", "expression-type"),
            automation(
                    "{'on': 'updated', 'then': [{'set': {'amount': 'amuont'}}]}",
                    "/then/0/set/amount",
                    "expression-unknown-name"),
            automation(
                    "{'on': 'updated', 'then': [{'create': {'object': 'customer', 'values': {'grade': '\\\"z\\\"'}}}]}",
                    "/then/0/create/values/grade",
                    "option-unknown"),
            automation(
                    "{'on': 'updated', 'then': [{'followUp': {'after': {'days': 1}, 'channel': 'pigeon'}}]}",
                    "/then/0/followUp/channel",
                    "unknown-channel"),
            automation(
                    "{'on': 'updated', 'then': [{'create': {'object': 'planet', 'values': {'name': '1'}}}]}",
                    "/then/0/create/object",
                    "unknown-object"));

    private static Fault automation(String json, String pointer, String code) {
        return fault(
                "/automations/-",
                "{'key': 'a', 'object': 'deal', 'label': L, " + json.substring(1),
                "/automations/0" + pointer,
                code,
                "");
    }

    private static Fault tile(String json, String pointer, String code) {
        return fault(
                "/dashboards/-",
                "{'key': 'd', 'label': L, 'tiles': [{'key': 't', 'label': L, 'object': 'deal', " + json.substring(1)
                        + "]}",
                "/dashboards/0/tiles/0" + pointer,
                code,
                "");
    }

    private static final List<Fault> SCREEN = List.of(
            fault("/views/0/sort", "'-amuont'", "/views/0/sort", "unknown-field", "There is no \"amuont\"."),
            fault(
                    "/views/0/sort",
                    "'name,-name'",
                    "/views/0/sort",
                    "sort-malformed",
                    "A list is sorted by different fields, 4 at most."),
            fault("/views/0/kind", "'map'", "/views/0/kind", "value-unknown", "There is no \"map\"."),
            fault("/views/0/roles", "['boss']", "/views/0/roles/0", "unknown-role", "There is no \"boss\"."),
            fault(
                    "/views/-",
                    "{'key': 'v', 'object': 'product', 'label': L, 'kind': 'board'}",
                    "/views/1/kind",
                    "board-without-funnel",
                    "The object has no funnel to show as a board."),
            fault(
                    "/layouts/0/sections",
                    "[{'key': 's', 'label': L, 'fields': ['colour']}]",
                    "/layouts/0/sections/0/fields/0",
                    "unknown-field",
                    "There is no \"colour\"."),
            fault(
                    "/layouts/0/sections",
                    "[{'key': 's', 'label': L, 'fields': ['name']}, {'key': 't', 'label': L, 'fields': ['name']}]",
                    "/layouts/0/sections/1/fields/0",
                    "field-placed-twice",
                    "The field \"name\" stands in a section already."),
            fault(
                    "/layouts/-",
                    "{'object': 'deal', 'card': ['name']}",
                    "/layouts/1/object",
                    "layout-second",
                    "The object has a layout already."),
            tile("{'kind': 'gauge', 'measure': {'fn': 'count'}}", "/kind", "value-unknown"),
            tile("{'kind': 'number', 'measure': {'fn': 'median', 'field': 'amount'}}", "/measure/fn", "value-unknown"),
            tile("{'kind': 'number', 'measure': {'fn': 'sum'}}", "/measure/field", "measure-malformed"),
            tile("{'kind': 'number', 'measure': {'fn': 'sum', 'field': 'name'}}", "/measure/field", "unknown-field"),
            tile("{'kind': 'bar', 'measure': {'fn': 'count'}}", "/groupBy", "group-malformed"),
            tile("{'kind': 'number', 'measure': {'fn': 'count'}, 'groupBy': 'stage'}", "/groupBy", "group-malformed"),
            tile(
                    "{'kind': 'bar', 'measure': {'fn': 'count'}, 'groupBy': 'stage', 'period': 'month'}",
                    "/period",
                    "group-malformed"),
            tile(
                    "{'kind': 'bar', 'measure': {'fn': 'count'}, 'groupBy': 'expected_close', 'period': 'moon'}",
                    "/period",
                    "value-unknown"),
            tile(
                    "{'kind': 'number', 'measure': {'fn': 'count'}, 'filter': 'colour'}",
                    "/filter",
                    "expression-unknown-name"),
            tile("{'kind': 'number', 'measure': {'fn': 'count'}, 'view': 'al'}", "/view", "unknown-view"));

    static final List<Fault> FAULTS = Stream.of(RHYTHM, OUTREACH, OBJECTS, RULES, SCREEN)
            .flatMap(List::stream)
            .toList();

    /// The smallest document with room for every part.
    private static Document roomy() {
        return new Document()
                .with("/pools", "[]")
                .with("/assignments", "[]")
                .with("/automations", "[]")
                .with("/dashboards", "[]");
    }

    @ParameterizedTest
    @FieldSource("FAULTS")
    void findsTheFault(Fault fault) {
        Compiled compiled = roomy().with(fault.put(), fault.json()).compiled();

        assertThat(compiled.model()).isEmpty();
        assertThat(compiled.problems()).anySatisfy(problem -> {
            assertThat(problem.pointer()).isEqualTo(fault.pointer());
            assertThat(problem.code()).isEqualTo(fault.code());
            assertThat(problem.severity()).isEqualTo(Problem.Severity.ERROR);
            assertThat(problem.message().en()).startsWith(fault.message());
            assertThat(problem.message().zh())
                    .isNotBlank()
                    .isNotEqualTo(problem.message().en());
            assertThat(problem.remedy().zh())
                    .isNotBlank()
                    .isNotEqualTo(problem.remedy().en());
        });
    }

    @Test
    void saysWhatWasProbablyMeant() {
        Compiled compiled = new Document().with("/views/0/sort", "\"-amuont\"").compiled();

        assertThat(compiled.problems())
                .extracting(problem -> problem.remedy().en())
                .containsExactly("Did you mean \"amount\"? Known here: name, stage, amount.");
    }

    private static Model model(Document document) {
        Compiled compiled = document.compiled();
        assertThat(compiled.problems()).isEmpty();
        return compiled.model().orElseThrow();
    }

    @Nested
    class SeveralFunnels {

        private final Model model = model(
                new Document()
                        .with("/objects/2/fields/-", labelled("{'key': 'way', 'label': L, 'type': 'select'}"))
                        .with("/objects/2/funnelBy", "\"way\"")
                        .with(
                                "/funnels/-",
                                labelled(
                                        "{'key': 'partner', 'object': 'deal', 'field': 'stage', 'label': L, 'default': true,"
                                                + " 'stages': [{'key': 'open', 'label': L}, {'key': 'signed', 'label': L, 'kind': 'won'}]}")));

        @Test
        void shareTheStageFieldWhoseOptionsAreTheStagesOfAll() {
            ObjectModel deal = model.object("deal");

            assertThat(deal.funnels())
                    .extracting(funnel -> funnel.definition().key())
                    .containsExactly("sales", "partner");
            assertThat(deal.field("stage").orElseThrow().choices()).containsOnlyKeys("open", "won", "signed");
            assertThat(deal.field("way").orElseThrow().choices()).containsOnlyKeys("sales", "partner");
        }

        @Test
        void haveADefault() {
            assertThat(model.object("deal").defaultFunnel().orElseThrow())
                    .extracting(funnel -> funnel.definition().key())
                    .isEqualTo("partner");
        }
    }

    @Nested
    class Rhythms {

        private final LocalDate day = LocalDate.of(2026, 11, 22);

        private Cadence cadence(String on) {
            return model(new Document()
                            .with("/objects/0/fields/-", labelled("{'key': 'born', 'label': L, 'type': 'date'}"))
                            .with("/cadences/0/steps/0/after/days", "0")
                            .with("/cadences/0/on", labelled(on)))
                    .cadence("weekly")
                    .orElseThrow();
        }

        private LocalDate next(String on) {
            Anchor anchor = java.util.Objects.requireNonNull(cadence(on).anchor());
            return anchor.beginFrom(day, LocalDate.of(1990, 2, 20)).orElseThrow();
        }

        @Test
        void beginOnTheDayOfAField() {
            assertThat(next("{'field': 'born', 'leadDays': 5}")).isEqualTo(LocalDate.of(2027, 2, 15));
        }

        @Test
        void beginOnTheLunarDayOfAField() {
            // 20 February 1990 was the 25th of the first month; in 2027 that day is 2 March.
            assertThat(next("{'field': 'born', 'lunar': true}")).isEqualTo(LocalDate.of(2027, 3, 2));
        }

        @Test
        void beginOnFestivals() {
            assertThat(next("{'solar': '12-25', 'leadDays': 3}")).isEqualTo(LocalDate.of(2026, 12, 22));
            assertThat(next("{'solar': '11-22'}")).isEqualTo(day);
            assertThat(next("{'lunar': '08-15', 'leadDays': 7}")).isEqualTo(LocalDate.of(2027, 9, 8));
        }

        @Test
        void countInTheirOwnCalendar() {
            Model model = model(new Document()
                    .with("/calendars/-", labelled("{'key': 'six', 'label': L, 'workdays': ['mon', 'sat']}"))
                    .with("/cadences/0/calendar", "\"six\""));

            WorkingCalendar own = model.cadence("weekly").orElseThrow().calendar();
            assertThat(own.isWorked(LocalDate.of(2026, 11, 21))).isTrue();
            assertThat(model.calendar().isWorked(LocalDate.of(2026, 11, 21))).isFalse();
        }
    }

    @Nested
    class TheModel {

        @Test
        void hasTheCompanysOwnCalendarWhereItStands() {
            Model model = model(new Document()
                    .with(
                            "/calendars/-",
                            labelled("{'key': 'six', 'label': L, 'workdays': ['sat'], 'default': true}")));

            assertThat(model.calendar().isWorked(LocalDate.of(2026, 11, 21))).isTrue();
        }

        @Test
        void hasRulesPerObject() {
            Model model = model(
                    roomy().with(
                                    "/objects/2/validations",
                                    labelled("[{'key': 'v', 'when': 'amount < 0', 'message': L}]"))
                            .with(
                                    "/objects/2/duplicates",
                                    "[{\"key\": \"d\", \"fields\": [\"name\"], \"match\": \"fuzzy\", \"action\": \"block\"}]")
                            .with(
                                    "/pools/-",
                                    labelled(
                                            "{'key': 'p', 'object': 'customer', 'label': L, 'reclaimAfterDays': {'a': 30}}"))
                            .with(
                                    "/assignments/-",
                                    labelled(
                                            "{'key': 's', 'object': 'customer', 'label': L, 'method': 'load', 'role': 'rep'}")));

            assertThat(model.object("deal").validations()).singleElement().matches(Validation::blocks);
            assertThat(model.object("deal").duplicates())
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.threshold()).isEqualByComparingTo("0.8"));
            Pool pool = model.pool("p").orElseThrow();
            assertThat(pool.reclaimAfterDays("a")).contains(30);
            assertThat(pool.reclaimAfterDays("b")).isEmpty();
            assertThat(pool.reclaimAfterDays(null)).isEmpty();
            assertThat(model.assignments("customer"))
                    .extracting(Assignment::method)
                    .containsExactly(Assignment.Method.LOAD);
            assertThat(model.assignments("deal")).isEmpty();
        }

        @Test
        void hasAutomations() {
            Model model = model(roomy().with(
                            "/automations/-",
                            labelled("{'key': 'a', 'object': 'deal', 'label': L, 'on': 'entered', 'stage': 'won', 'if':"
                                    + " 'amount > 0', 'then': [{'set': {'name': 'name'}}, {'followUp': {'after':"
                                    + " {'days': 3, 'calendar': 'working'}, 'channel': 'call'}}, {'create': {'object':"
                                    + " 'contact', 'values': {'name': 'name'}}}]}")));

            assertThat(model.automations("deal")).singleElement().satisfies(automation -> {
                assertThat(automation.trigger()).isEqualTo(Trigger.ENTERED);
                assertThat(automation.stage()).contains("won");
                assertThat(automation.stayField()).extracting(FieldModel::key).isEqualTo("stage");
                assertThat(automation.condition()).hasToString("amount > 0");
                assertThat(automation.actions())
                        .hasExactlyElementsOfTypes(
                                Action.SetValues.class, Action.PlanFollowUp.class, Action.CreateRecord.class);
            });
        }

        @Test
        void knowsWhatARoleMayDoWithAField() {
            Model model = model(new Document()
                    .with("/roles/1/permissions/fields", "{\"customer\": {\"name\": \"read\", \"grade\": \"none\"}}")
                    .with("/roles/0/permissions/fields", "{\"customer\": {\"name\": \"none\"}}"));
            Role rep = model.role("rep").orElseThrow();
            FieldModel name = model.object("customer").field("name").orElseThrow();
            FieldModel grade = model.object("customer").field("grade").orElseThrow();

            assertThat(rep.access("customer", name)).isEqualTo(FieldAccess.READ);
            assertThat(rep.access("customer", grade)).isEqualTo(FieldAccess.NONE);
            assertThat(rep.access("contact", name)).isEqualTo(FieldAccess.EDIT);
            assertThat(model.role("admin").orElseThrow().access("customer", name))
                    .isEqualTo(FieldAccess.EDIT);
            assertThat(rep.mayOverrideCriteria()).isFalse();
        }
    }
}
