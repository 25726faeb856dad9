package io.ripeline.impact;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.definition.Compiler;
import io.ripeline.definition.Definition;
import io.ripeline.impact.Effect.Count;
import io.ripeline.impact.Effect.Kind;
import io.ripeline.json.StrictJson;
import io.ripeline.publishing.Drafts;
import io.ripeline.record.RecordQuery;
import io.ripeline.record.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithCompanies
class ImpactIT {

    private static final String LABEL = "{\"en\": \"Name\", \"zh-CN\": \"名\"}";
    private static final Duration LONG = Duration.ofSeconds(10);

    @Autowired
    private Companies companies;

    @Autowired
    private Drafts drafts;

    @Autowired
    private Impact impact;

    private Company company;
    private Person admin;

    @BeforeEach
    void begin() {
        company = companies.provision();
        admin = company.admin();
    }

    private List<Effect> effects(String patch) {
        company.edit(patch);
        return admin.read(session -> effects(session, LONG));
    }

    private List<Effect> effects(Session session, Duration each) {
        Definition definition = StrictJson.read(drafts.current(session).document(), Definition.class);
        var model = Compiler.model(definition, 0, session.transaction().tenant().schema());
        return impact.of(session, model, new Counting(session.transaction(), each, LONG));
    }

    private long listed(Effect effect) {
        RecordQuery query = new RecordQuery(effect.filter(), null, null, 1, null, true);
        return Objects.requireNonNull(
                admin.list(Objects.requireNonNull(effect.object()), query).total());
    }

    private void expect(Effect effect, Kind kind, Map<String, String> names, @Nullable Count count) {
        assertThat(effect.kind()).isEqualTo(kind);
        assertThat(effect.names()).isEqualTo(names);
        assertThat(effect.count()).isEqualTo(count);
        if (count != null && effect.filter() != null) {
            assertThat(listed(effect)).isEqualTo(count.failing());
        }
    }

    private UUID customer(String values) {
        return admin.create("customer", values).id();
    }

    private static String set(int object, int field, String property, String value) {
        return "{\"op\": \"add\", \"path\": \"/objects/%d/fields/%d/%s\", \"value\": %s}"
                .formatted(object, field, property, value);
    }

    @Test
    void findsNothingWhereNothingIsStricter() {
        customer("{\"name\": \"A\", \"city\": \"Ningbo\"}");

        assertThat(effects("[" + set(0, 5, "maxLength", "200") + "," + set(0, 5, "label", LABEL) + "]"))
                .isEmpty();
    }

    @Nested
    class AStageCriterion {

        @Test
        void overAFieldThatDoesNotStandYetFindsNoValueThere() {
            admin.create("deal", "{\"name\": \"small\", \"amount\": 10}");
            admin.create("deal", "{\"name\": \"large\", \"amount\": 100}");

            List<Effect> effects = effects("""
                    [{"op": "add", "path": "/objects/2/fields/-", "value": {"key": "x", "label": %1$s, "type": "text"}},
                     {"op": "add", "path": "/funnels/0/stages/1/criteria/-", "value":
                       {"key": "only_new", "label": %1$s, "when": "has(x)"}},
                     {"op": "add", "path": "/funnels/0/stages/1/criteria/-", "value":
                       {"key": "mixed", "label": %1$s, "when": "has(x) || amount > 50 // size"}}]""".formatted(LABEL));

            assertThat(effects).hasSize(2);
            expect(
                    effects.get(0),
                    Kind.CRITERION,
                    Map.of("stage", "qualification", "criterion", "only_new"),
                    new Count(2, 2));
            assertThat(effects.get(0).filter()).startsWith("stage in [\"prospecting\", \"solution\"");
            expect(
                    effects.get(1),
                    Kind.CRITERION,
                    Map.of("stage", "qualification", "criterion", "mixed"),
                    new Count(2, 1));
            assertThat(effects.get(1).filter()).isNull();
        }

        @Test
        void countsThoseWithoutAVerdictToo() {
            admin.create("deal", "{\"name\": \"small\", \"amount\": 10}");
            admin.create("deal", "{\"name\": \"none\"}");
            admin.create("deal", "{\"name\": \"large\", \"amount\": 100}");

            List<Effect> effects = effects("""
                    [{"op": "add", "path": "/funnels/0/stages/1/criteria/-", "value":
                       {"key": "sized", "label": %s, "when": "amount > 50 // enough?"}}]""".formatted(LABEL));

            assertThat(effects).hasSize(1);
            expect(
                    effects.getFirst(),
                    Kind.CRITERION,
                    Map.of("stage", "qualification", "criterion", "sized"),
                    new Count(3, 2));
            assertThat(effects.getFirst().filter()).isNotNull();
            assertThat(effects.getFirst().text().en())
                    .isEqualTo("2 of 3 open records that may enter the stage next would be stopped.");
            assertThat(effects.getFirst().text().zh()).isEqualTo("3 条可进入该阶段的记录中，2 条将被拦下。");
        }
    }

    @Nested
    class AFieldThatBecomesRequired {

        @Test
        void countsTheRecordsWithoutAValue() {
            customer("{\"name\": \"A\", \"city\": \"Ningbo\"}");
            customer("{\"name\": \"B\"}");
            UUID gone = customer("{\"name\": \"Deleted\"}");
            admin.sql(transaction ->
                    transaction.sql().execute("UPDATE customer SET deleted_at = now() WHERE id = ?", gone));

            List<Effect> effects = effects("[" + set(0, 5, "required", "true") + "]");

            assertThat(effects).hasSize(1);
            expect(effects.getFirst(), Kind.REQUIRED, Map.of("field", "city"), new Count(2, 1));
            assertThat(effects.getFirst().filter()).isEqualTo("!has(city)");
        }

        @Test
        void countsEveryRecordWhereTheFieldIsNew() {
            customer("{\"name\": \"A\"}");
            customer("{\"name\": \"B\"}");

            List<Effect> effects = effects("""
                    [{"op": "add", "path": "/objects/0/fields/-", "value":
                      {"key": "x", "label": %s, "type": "text", "required": true}}]""".formatted(LABEL));

            assertThat(effects).hasSize(1);
            expect(effects.getFirst(), Kind.REQUIRED, Map.of("field", "x"), new Count(2, 2));
            assertThat(effects.getFirst().filter()).isEqualTo("has(id)");
        }
    }

    @Nested
    class ATighterField {

        @BeforeEach
        void fill() {
            customer("{\"name\": \"Anna\", \"employees\": 5, \"city\": \"宁波鄞州\", \"phone\": \"0574-1\"}");
            customer("{\"name\": \"Boris\", \"employees\": 50, \"city\": \"Ningbo\", \"phone\": \"0574-1\"}");
            customer("{\"name\": \"C\", \"employees\": 500, \"city\": \"ningbo \"}");
            customer("{\"name\": \"D\"}");
        }

        @Test
        void countsWhatIsOutOfRange() {
            List<Effect> effects = effects("[" + set(0, 4, "min", "6") + "," + set(0, 4, "max", "49.5") + "]");

            assertThat(effects).hasSize(2);
            expect(effects.get(0), Kind.CONSTRAINT, Map.of("field", "employees", "constraint", "min"), new Count(3, 1));
            expect(effects.get(1), Kind.CONSTRAINT, Map.of("field", "employees", "constraint", "max"), new Count(3, 2));
            assertThat(effects).extracting(Effect::filter).containsExactly("employees < 6", "employees > 49.5");
        }

        @Test
        void countsWhatIsTooLong() {
            List<Effect> effects = effects("[" + set(0, 5, "maxLength", "4") + "]");

            assertThat(effects).hasSize(1);
            expect(
                    effects.getFirst(),
                    Kind.CONSTRAINT,
                    Map.of("field", "city", "constraint", "max_length"),
                    new Count(3, 2));
            assertThat(effects.getFirst().filter()).isEqualTo("size(city) > 4");
        }

        @Test
        void countsWhatHasAnotherForm() {
            List<Effect> effects = effects("[" + set(0, 5, "pattern", "\"[A-Z][a-z]+\"") + "]");

            assertThat(effects).hasSize(1);
            expect(
                    effects.getFirst(),
                    Kind.CONSTRAINT,
                    Map.of("field", "city", "constraint", "pattern"),
                    new Count(3, 2));
            assertThat(effects.getFirst().filter()).startsWith("id in [");
        }

        @Test
        void countsWhatIsSharedOnce() {
            List<Effect> effects = effects("[" + set(0, 5, "unique", "true") + "," + set(0, 7, "unique", "true") + "]");

            assertThat(effects).extracting(Effect::kind).containsExactly(Kind.DUPLICATE, Kind.DUPLICATE);
            assertThat(effects).extracting(Effect::count).containsExactly(new Count(3, 2), new Count(2, 2));
        }
    }

    @Nested
    class SomethingThatGoes {

        @Test
        void isToldWhereRecordsBearIt() {
            company.publish("""
                    [{"op": "add", "path": "/objects/0/fields/-", "value": {"key": "x", "label": %s, "type": "text"}}]""".formatted(LABEL));
            customer("{\"name\": \"A\", \"grade\": \"d\", \"x\": \"y\"}");
            customer("{\"name\": \"B\", \"grade\": \"a\"}");

            List<Effect> effects = effects("""
                    [{"op": "remove", "path": "/gradeScales/0/grades/3"},
                     {"op": "remove", "path": "/gradeScales/0/grades/2"},
                     {"op": "remove", "path": "/objects/0/fields/13"}]""");

            assertThat(effects)
                    .filteredOn(each -> each.kind() != Kind.FOLLOW_UP)
                    .hasSize(2);
            expect(effects.get(0), Kind.REMOVED_VALUE, Map.of("field", "grade", "value", "d"), new Count(2, 1));
            expect(effects.get(1), Kind.RETIRED_FIELD, Map.of("field", "x"), new Count(2, 1));
        }

        @Test
        void isToldOfAnOptionAmongSeveral() {
            company.publish("""
                    [{"op": "add", "path": "/objects/0/fields/-", "value": {"key": "likes", "label": %1$s,
                      "type": "multi_select", "options": [{"key": "tea", "label": %1$s}, {"key": "milk", "label": %1$s}]}}]""".formatted(LABEL));
            customer("{\"name\": \"A\", \"likes\": [\"tea\", \"milk\"]}");
            customer("{\"name\": \"B\", \"likes\": [\"tea\"]}");
            int last = admin.read(session ->
                            session.model().object("customer").fields().size())
                    - 1;

            List<Effect> effects =
                    effects("[{\"op\": \"remove\", \"path\": \"/objects/0/fields/%d/options/1\"}]".formatted(last));

            assertThat(effects).hasSize(1);
            expect(effects.getFirst(), Kind.REMOVED_VALUE, Map.of("field", "likes", "value", "milk"), new Count(2, 1));
            assertThat(effects.getFirst().filter()).isEqualTo("\"milk\" in likes");
        }

        @Test
        void isToldOfAWholeObject() {
            company.publish("""
                    [{"op": "add", "path": "/objects/-", "value": {"key": "site", "label": %1$s, "nameField": "name",
                      "fields": [{"key": "name", "label": %1$s, "type": "text"}]}}]""".formatted(LABEL));
            admin.create("site", "{\"name\": \"North\"}");
            int last = admin.read(session -> session.model().objects().size()) - 1;

            List<Effect> effects = effects("[{\"op\": \"remove\", \"path\": \"/objects/%d\"}]".formatted(last));

            assertThat(effects).hasSize(1);
            expect(effects.getFirst(), Kind.RETIRED_OBJECT, Map.of(), new Count(1, 1));
        }
    }

    @Test
    void countsTheRecordsThatARuleFinds() {
        customer("{\"name\": \"A\", \"employees\": 5}");
        customer("{\"name\": \"B\", \"employees\": 50}");
        customer("{\"name\": \"C\"}");
        String rule = """
                [{"op": "add", "path": "/objects/0/validations", "value": [{"key": "many", "label": %1$s,
                  "when": "employees < 10", "message": %1$s}]}]""".formatted(LABEL);

        List<Effect> effects = effects(rule);

        assertThat(effects).hasSize(1);
        expect(effects.getFirst(), Kind.VALIDATION, Map.of("validation", "many"), new Count(3, 1));
        assertThat(effects.getFirst().filter()).isEqualTo("employees < 10");
        company.publish("[{\"op\": \"add\", \"path\": \"/branding/name\", \"value\": \"X\"}]");
        assertThat(effects("[{\"op\": \"add\", \"path\": \"/branding/name\", \"value\": \"Y\"}]"))
                .isEmpty();
    }

    @Test
    void countsTheRecordsThatLackWhatTheyNeedOnACondition() {
        customer("{\"name\": \"A\", \"key_account\": true}");
        customer("{\"name\": \"B\", \"key_account\": true, \"city\": \"Ningbo\"}");
        customer("{\"name\": \"C\"}");

        List<Effect> effects = effects("[" + set(0, 5, "requiredWhen", "\"key_account == true\"") + "]");

        assertThat(effects).hasSize(1);
        expect(effects.getFirst(), Kind.REQUIRED, Map.of("field", "city"), new Count(3, 1));
        assertThat(effects.getFirst().filter()).isEqualTo("!has(city) && holds(key_account == true)");
    }

    @Nested
    class GradesThatAskForSomethingElse {

        private static String criterion(int grade, String when) {
            return """
                    {"op": "add", "path": "/gradeScales/0/grades/%d/criteria", "value":
                      [{"key": "c", "label": %s, "when": "%s"}]}""".formatted(grade, LABEL, when);
        }

        @BeforeEach
        void fill() {
            customer("{\"name\": \"Large\", \"grade\": \"a\", \"employees\": 500}");
            customer("{\"name\": \"Medium\", \"grade\": \"a\", \"employees\": 50}");
            customer("{\"name\": \"Small\", \"grade\": \"b\", \"employees\": 5}");
            customer("{\"name\": \"Unknown\", \"grade\": \"b\"}");
            customer("{\"name\": \"New\", \"employees\": 60}");
        }

        @Test
        void areSetAgainstTheGradesThatRecordsHaveWhereNothingWasAskedBefore() {
            List<Effect> effects =
                    effects("[" + criterion(0, "employees >= 100") + "," + criterion(1, "employees >= 10") + "]");

            assertThat(effects).hasSize(3);
            expect(effects.get(0), Kind.GRADE, Map.of("field", "grade", "from", "b"), new Count(5, 2));
            expect(effects.get(1), Kind.GRADE, Map.of("field", "grade", "to", "b"), new Count(5, 1));
            expect(effects.get(2), Kind.GRADE, Map.of("field", "grade", "from", "a", "to", "b"), new Count(5, 1));
            assertThat(effects).extracting(Effect::filter).doesNotContainNull();
            assertThat(effects.get(2).label().en()).isEqualTo("A – about to sign → B – clearly interested");
        }

        @Test
        void areSetAgainstWhatWasSuggestedBefore() {
            company.publish(
                    "[" + criterion(0, "employees >= 100 // many") + "," + criterion(1, "employees >= 10") + "]");

            List<Effect> effects = effects("""
                    [{"op": "replace", "path": "/gradeScales/0/grades/0/criteria/0/when", "value": "employees >= 55"}]""");

            assertThat(effects).hasSize(1);
            expect(effects.getFirst(), Kind.GRADE, Map.of("field", "grade", "from", "b", "to", "a"), new Count(5, 1));
            assertThat(effects.getFirst().filter()).isNotNull();
        }
    }

    @Test
    void tellsWhichFieldsMembersLose() {
        company.hire("Li", "rep", null);

        List<Effect> effects = effects("""
                [{"op": "add", "path": "/roles/2/permissions/fields", "value": {"customer": {"phone": "masked"}}}]""");

        assertThat(effects).hasSize(1);
        expect(
                effects.getFirst(),
                Kind.RIGHTS,
                Map.of("role", "rep", "field", "phone", "from", "edit", "to", "masked"),
                new Count(2, 1));
    }

    @Test
    void tellsWhatMembersLose() {
        company.hire("Wang", "manager", null);
        company.hire("Li", "rep", null);
        company.hire("Chen", "rep", null);

        List<Effect> effects = effects("""
                [{"op": "replace", "path": "/roles/1/permissions/scope", "value": "own"},
                 {"op": "add", "path": "/roles/2/permissions/objects/deal", "value": ["read", "update"]}]""");

        assertThat(effects).hasSize(2);
        expect(effects.get(0), Kind.RIGHTS, Map.of("role", "manager", "right", "scope"), new Count(4, 1));
        expect(effects.get(1), Kind.RIGHTS, Map.of("role", "rep", "right", "create,delete"), new Count(4, 2));
        assertThat(effects.get(1).object()).isEqualTo("deal");
    }

    @Test
    void countsNothingOfANeighbour() {
        Company neighbour = companies.provision();
        neighbour.admin().create("customer", "{\"name\": \"N\"}");
        customer("{\"name\": \"A\"}");

        List<Effect> effects = effects("[" + set(0, 5, "required", "true") + "]");

        assertThat(effects).extracting(Effect::count).containsExactly(new Count(1, 1));
    }

    @Nested
    class CountingThatTakesTooLong {

        @Test
        void isGivenUpAndTheTransactionGoesOn() {
            admin.read(session -> {
                Counting counting = new Counting(session.transaction(), Duration.ofMillis(100), LONG);
                String before = limit(session);

                Optional<Integer> late =
                        counting.within(() -> session.transaction().sql().execute("SELECT pg_sleep(5)"));
                Optional<Integer> quick =
                        counting.within(() -> session.transaction().sql().fetchCount(DSL.table("_member")));

                assertThat(late).isEmpty();
                assertThat(quick).hasValue(1);
                assertThat(limit(session)).isEqualTo(before);
                return true;
            });
        }

        private static String limit(Session session) {
            return session.transaction()
                    .sql()
                    .fetchSingle("SHOW statement_timeout")
                    .get(0, String.class);
        }

        @Test
        void isNotBegunOnceTheTimeForAllIsOver() {
            boolean ran = admin.read(session -> new Counting(session.transaction(), LONG, Duration.ZERO)
                    .within(() -> true)
                    .isPresent());

            assertThat(ran).isFalse();
        }

        @Test
        void coversPatternsThatNeverEnd() {
            customer("{\"name\": \"A\", \"city\": \"%s!\"}".formatted("a".repeat(60)));
            company.edit("[" + set(0, 5, "pattern", "\"(a+)+\\\\1!!\"") + "]");

            List<Effect> effects = admin.read(session -> effects(session, Duration.ofMillis(300)));

            assertThat(effects).hasSize(1);
            expect(effects.getFirst(), Kind.CONSTRAINT, Map.of("field", "city", "constraint", "pattern"), null);
            assertThat(effects.getFirst().matters()).isTrue();
            assertThat(effects.getFirst().text().en()).startsWith("Not counted");
        }
    }
}
