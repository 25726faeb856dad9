package io.ripeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.FieldAccess;
import io.ripeline.record.Aggregation.Measure;
import io.ripeline.refusal.Refused;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/// What a role may not read it does not read on any path, neither itself nor what is computed from it.
@WithCompanies
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FieldSightIT {

    private static final String DEFINITION =
            """
            [{"op": "add", "path": "/objects/-", "value": {"key": "crate", "label": L, "nameField": "name",
              "visibility": "public", "fields": [
                {"key": "name", "label": L, "type": "text", "required": true},
                {"key": "profit", "label": L, "type": "rollup", "rollup": {"of": "melons", "function": "sum", "field": "margin"}},
                {"key": "rich", "label": L, "type": "rollup",
                 "rollup": {"of": "melons", "function": "count", "where": "margin > 3"}},
                {"key": "told", "label": L, "type": "rollup", "rollup": {"of": "melons", "function": "max", "field": "margin"}},
                {"key": "size", "label": L, "type": "rollup", "rollup": {"of": "melons", "function": "count"}}]}},
             {"op": "add", "path": "/objects/-", "value": {"key": "melon", "label": L, "nameField": "name",
              "visibility": "public", "fields": [
                {"key": "name", "label": L, "type": "text", "required": true},
                {"key": "margin", "label": L, "type": "integer"},
                {"key": "mobile", "label": L, "type": "text", "masked": true},
                {"key": "twice", "label": L, "type": "formula", "formula": "margin * 2", "result": "integer"},
                {"key": "thrice", "label": L, "type": "formula", "formula": "twice + margin", "result": "integer"},
                {"key": "shout", "label": L, "type": "formula", "formula": "upper(mobile)", "result": "text"},
                {"key": "grade", "label": L, "type": "select"},
                {"key": "crate", "label": L, "type": "lookup", "target": "crate", "reverse": "melons"}]}},
             {"op": "add", "path": "/gradeScales/-", "value": {"object": "melon", "field": "grade", "grades": [
                {"key": "ripe", "label": L}, {"key": "green", "label": L}]}},
             {"op": "add", "path": "/roles/-", "value": {"key": "clerk", "label": L, "permissions": {
                "admin": false, "scope": "all", "objects": {"*": ["read", "create", "update", "delete"]},
                "fields": {"melon": {"margin": "none", "grade": "none"}, "crate": {"told": "read"}}}}}]""".replace("L,", "{\"en\": \"X\", \"zh-CN\": \"项\"},").replace("L}", "{\"en\": \"X\", \"zh-CN\": \"项\"}}");

    @Autowired
    private Companies companies;

    @Autowired
    private Records records;

    @Autowired
    private Aggregation aggregation;

    @Autowired
    private Grades grades;

    private Person admin;
    private Person clerk;
    private UUID melon;

    @BeforeAll
    void plant() {
        Company company = companies.provision();
        company.publish(DEFINITION);
        admin = company.admin();
        clerk = company.hire("Clara", "clerk", null);
        UUID crate = admin.create("crate", "{\"name\": \"C\"}").id();
        melon = admin.create(
                        "melon",
                        "{\"name\": \"Galia\", \"margin\": 7, \"mobile\": \"abc\", \"grade\": \"ripe\", \"crate\": \"%s\"}"
                                .formatted(crate))
                .id();
    }

    @ParameterizedTest
    @CsvSource({
        "melon, name, EDIT",
        "melon, margin, NONE",
        "melon, mobile, MASKED",
        "melon, twice, NONE",
        "melon, thrice, NONE",
        "melon, shout, MASKED",
        "melon, grade, NONE",
        "crate, profit, NONE",
        "crate, rich, NONE",
        "crate, told, READ",
        "crate, size, EDIT"
    })
    void isAsOpenAsWhatItIsComputedFrom(String object, String field, FieldAccess access) {
        assertThat(clerk.<FieldAccess>read(session -> access(session, object, field)))
                .isEqualTo(access);
        assertThat(admin.<FieldAccess>read(session -> access(session, object, field)))
                .isEqualTo(FieldAccess.EDIT);
    }

    private static FieldAccess access(Session session, String object, String field) {
        ObjectModel model = session.model().object(object);
        FieldModel found = model.field(field).orElseThrow();
        return FieldView.of(session, model).access(found);
    }

    private static Stream<Arguments> closed() {
        return Stream.of("melon.margin", "melon.mobile", "melon.twice", "melon.thrice", "melon.shout", "crate.rich")
                .flatMap(field ->
                        Stream.of("filter", "sort", "group", "condition").map(path -> Arguments.of(field, path)));
    }

    @ParameterizedTest
    @MethodSource("closed")
    void isNotLookedForByPath(String field, String path) {
        String object = field.substring(0, field.indexOf('.'));
        String key = field.substring(field.indexOf('.') + 1);
        Map<String, BiConsumer<Session, ObjectModel>> paths = Map.of(
                "filter",
                        (session, model) ->
                                records.list(session, model, RecordQuery.matching("has(%s)".formatted(key))),
                "condition",
                        (session, model) ->
                                aggregation.groups(session, model, List.of(), count(), "has(%s)".formatted(key)),
                "group", (session, model) -> aggregation.groups(session, model, List.of(key), count(), null),
                "sort",
                        (session, model) ->
                                records.list(session, model, new RecordQuery(null, "-" + key, null, 10, null, false)));

        Refused refused = Objects.requireNonNull(catchThrowableOfType(
                Refused.class,
                () -> clerk.read(session -> {
                    Objects.requireNonNull(paths.get(path))
                            .accept(session, session.model().object(object));
                    return "";
                })));

        assertThat(refused.code()).isEqualTo(RecordError.FIELD_NOT_READABLE);
    }

    private static List<Measure> count() {
        return List.of(new Measure("count", null, null));
    }

    @Test
    void isNotAmongTheMoves() {
        assertThat(admin.<List<Move>>read(
                        session -> records.moves(session, session.model().object("melon"), melon)))
                .extracting(Move::to)
                .containsExactly("ripe");
        assertThat(clerk.<List<Move>>read(
                        session -> records.moves(session, session.model().object("melon"), melon)))
                .isEmpty();
    }

    @Test
    void isNotSuggested() {
        Refused refused = Objects.requireNonNull(catchThrowableOfType(
                Refused.class,
                () -> clerk.read(
                        session -> grades.suggest(session, session.model().object("melon"), melon))));

        assertThat(refused.code()).isEqualTo(RecordError.FIELD_NOT_READABLE);
    }

    @Test
    void isNotNamedWhereSomebodyElseWasFaster() {
        int seen = clerk.get("melon", melon).version();
        admin.update("melon", melon, "{\"margin\": 8, \"name\": \"Charentais\"}");

        Refused refused = Objects.requireNonNull(catchThrowableOfType(
                Refused.class, () -> clerk.update("melon", melon, "{\"name\": \"Mine\"}", Precondition.exactly(seen))));

        assertThat(refused.extensions().get("conflict"))
                .asString()
                .contains("name")
                .doesNotContain("margin");
    }
}
