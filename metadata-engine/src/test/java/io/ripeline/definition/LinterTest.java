package io.ripeline.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class LinterTest {

    /// One thing put into the smallest document, and the remark it earns; none where the code is empty.
    record Remark(String put, String json, String pointer, String code) {}

    private static final String LABEL = "{'zh-CN': '名', 'en': 'Name'}";

    private static final String STAGES =
            "[{'key': 'a', 'label': L}, {'key': 'b', 'label': L, 'kind': 'won'}, {'key': 'c', 'label': L}]";

    /// Two automations on entering a stage, each of which moves on.
    private static final String STAGES_IN_TURN =
            "[{'key': 'a', 'object': 'deal', 'label': L, 'on': 'entered', 'stage': 'open',"
                    + " 'then': [{'set': {'stage': '\\\"won\\\"'}}]},"
                    + " {'key': 'b', 'object': 'deal', 'label': L, 'on': 'entered', 'stage': 'won',"
                    + " 'then': [{'set': {'stage': '\\\"open\\\"'}}]}]";

    static final List<Remark> REMARKS = List.of(
            new Remark(
                    "/funnels/0/stages",
                    STAGES.replace("'a', ", "'a', 'next': ['b'], ").replace("'b', ", "'b', 'next': [], "),
                    "/funnels/0/stages/2",
                    "stage-unreachable"),
            new Remark(
                    "/funnels/0/stages",
                    STAGES.replace("'c', ", "'c', 'next': [], "),
                    "/funnels/0/stages/2/next",
                    "stage-without-way-out"),
            new Remark(
                    "/funnels/0/stages",
                    STAGES.replace("'c', ", "'c', 'next': ['c'], "),
                    "/funnels/0/stages/2/next",
                    "stage-without-way-out"),
            new Remark(
                    "/funnels/0/stages/0/criteria/0/when",
                    "'1 > 2'",
                    "/funnels/0/stages/0/criteria/0/when",
                    "condition-constant"),
            new Remark(
                    "/funnels/0/stages/0/criteria/0/when",
                    "'stage == \\\"wno\\\"'",
                    "/funnels/0/stages/0/criteria/0/when",
                    "option-unknown"),
            new Remark(
                    "/funnels/0/stages/0/criteria/0/when",
                    "'stage in [\\\"won\\\", \\\"wno\\\"]'",
                    "/funnels/0/stages/0/criteria/0/when",
                    "option-unknown"),
            new Remark(
                    "/objects/2/validations",
                    "[{'key': 'v', 'when': 'true', 'message': L}]",
                    "/objects/2/validations/0/when",
                    "condition-constant"),
            new Remark(
                    "/cadences/-",
                    "{'key': 'unused', 'label': L, 'object': 'customer', 'steps': [{'after': {'days': 1}, 'channel': 'call'}]}",
                    "/cadences/1",
                    "cadence-never-applies"),
            new Remark("/cadences/0/object", "'deal'", "/gradeScales/0/grades/0/cadence", "cadence-of-another-object"),
            new Remark(
                    "/gradeScales/0/grades/-",
                    "{'key': 'z', 'label': L}",
                    "/gradeScales/0/grades/1/cadence",
                    "grade-without-cadence"),
            new Remark(
                    "/roles/1/permissions/objects",
                    "{'deal': ['delete']}",
                    "/roles/1/permissions/objects",
                    "role-reaches-nothing"),
            new Remark("/views/0/roles", "['blind']", "/views/0/roles", "view-unseen"),
            new Remark(
                    "/pools",
                    "[{'key': 'p', 'object': 'customer', 'label': L, 'roles': ['blind']}]",
                    "/pools/0/roles",
                    "pool-unclaimable"),
            new Remark(
                    "/automations",
                    "[{'key': 'a', 'object': 'deal', 'label': L, 'on': 'updated', 'then': [{'set': {'name': 'name'}}]}]",
                    "/automations/0",
                    "automation-triggers-itself"),
            new Remark(
                    "/automations",
                    "[{'key': 'a', 'object': 'deal', 'label': L, 'on': 'entered', 'then': [{'set': {'stage': 'name'}}]}]",
                    "/automations/0",
                    "automation-triggers-itself"),
            new Remark(
                    "/automations",
                    "[{'key': 'a', 'object': 'deal', 'label': L, 'on': 'created',"
                            + " 'then': [{'create': {'object': 'deal', 'values': {'name': 'name'}}}]}]",
                    "/automations/0",
                    "automation-triggers-itself"),
            new Remark("/automations", circle(""), "/automations/1", "automation-circle"),
            new Remark(
                    "/automations",
                    "[{'key': 'a', 'object': 'deal', 'label': L, 'on': 'created',"
                            + " 'then': [{'create': {'object': 'product', 'values': {'name': 'name'}}}]},"
                            + " {'key': 'b', 'object': 'product', 'label': L, 'on': 'created',"
                            + " 'then': [{'create': {'object': 'contact', 'values': {'name': 'name'}}}]},"
                            + " {'key': 'c', 'object': 'contact', 'label': L, 'on': 'created',"
                            + " 'then': [{'create': {'object': 'deal', 'values': {'name': 'name'}}}]}]",
                    "/automations/0",
                    "automation-circle"),
            new Remark("/automations", STAGES_IN_TURN, "/automations/0", "automation-circle"));

    /// The second and third set each other off; the first sets off the second.
    private static String circle(String condition) {
        return "[{'key': 'a', 'object': 'deal', 'label': L, 'on': 'created', 'then': [{'set': {'name': 'name'}}]},"
                + " {'key': 'b', 'object': 'deal', 'label': L, 'on': 'updated', 'field': 'name',"
                + " 'then': [{'set': {'amount': '1'}}]},"
                + " {'key': 'c', 'object': 'deal', 'label': L, 'on': 'updated', 'field': 'amount', " + condition
                + " 'then': [{'set': {'name': 'stage'}}]}]";
    }

    static final List<Remark> WITHOUT = List.of(
            new Remark("/funnels/0/stages", STAGES.replace("'b', ", "'b', 'next': [], "), "", ""),
            new Remark("/funnels/0/stages/0/criteria/0/when", "'has(name) && amount > 0'", "", ""),
            new Remark("/funnels/0/stages/0/criteria/0/when", "'name == \\\"stage == wno\\\"'", "", ""),
            new Remark(
                    "/cadences/-",
                    "{'key': 'fresh', 'label': L, 'object': 'customer', 'when': '!has(grade)', 'steps': [{'after':"
                            + " {'days': 1}, 'channel': 'call'}]}",
                    "",
                    ""),
            new Remark(
                    "/cadences/-",
                    "{'key': 'moon', 'label': L, 'object': 'customer', 'on': {'lunar': '08-15'}, 'steps': [{'after':"
                            + " {'days': 0}, 'channel': 'call'}]}",
                    "",
                    ""),
            new Remark(
                    "/automations",
                    "[{'key': 'a', 'object': 'deal', 'label': L, 'on': 'updated', 'field': 'amount', 'then': [{'set':"
                            + " {'name': 'name'}}]}]",
                    "",
                    ""),
            new Remark(
                    "/automations",
                    "[{'key': 'a', 'object': 'deal', 'label': L, 'on': 'updated', 'if': '!has(name)', 'then': [{'set':"
                            + " {'name': 'stage'}}]}]",
                    "",
                    ""),
            new Remark("/automations", circle("'if': '!has(name)',"), "", ""),
            new Remark(
                    "/automations",
                    "[{'key': 'a', 'object': 'deal', 'label': L, 'on': 'entered', 'stage': 'open',"
                            + " 'then': [{'set': {'stage': '\\\"won\\\"'}}]}]",
                    "",
                    ""));

    private static String json(String text) {
        String label = LABEL.replace('\'', '"');
        return text.replace('\'', '"').replace("L,", label + ",").replace("L}", label + "}");
    }

    /// The smallest document with a role that may read and write nothing of deals or customers.
    private static Document withABlindRole() {
        return new Document()
                .with(
                        "/roles/-",
                        json(
                                "{'key': 'blind', 'label': L, 'permissions': {'scope': 'own', 'objects': {'product': ['read']}}}"));
    }

    @ParameterizedTest
    @FieldSource("REMARKS")
    void remarksOn(Remark remark) {
        Compiled compiled =
                withABlindRole().with(remark.put(), json(remark.json())).compiled();

        assertThat(compiled.model()).as("still compiles").isPresent();
        assertThat(compiled.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo(remark.pointer());
            assertThat(problem.code()).isEqualTo(remark.code());
            assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
            assertThat(problem.message().zh())
                    .isNotBlank()
                    .isNotEqualTo(problem.message().en());
            assertThat(problem.remedy().zh())
                    .isNotBlank()
                    .isNotEqualTo(problem.remedy().en());
        });
    }

    @ParameterizedTest
    @FieldSource("WITHOUT")
    void saysNothingOf(Remark sound) {
        assertThat(withABlindRole()
                        .with(sound.put(), json(sound.json()))
                        .compiled()
                        .problems())
                .isEmpty();
    }

    @Nested
    class ACriterionOnAClosedField {

        @Test
        void isRemarkedOnWhereNobodyAboveMayEditItEither() {
            Document document = withABlindRole()
                    .with("/roles/1/permissions/fields", "{\"deal\": {\"amount\": \"read\"}}")
                    .without("/roles/1/parent");

            assertThat(document.compiled().problems())
                    .extracting(Problem::pointer, Problem::code)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(
                            "/funnels/0/stages/0/criteria/0/when", "criterion-field-closed"));
        }

        @Test
        void isLeftAloneWhereSomebodyAboveMay() {
            Document document = withABlindRole()
                    .with("/roles/1/permissions/fields", "{\"deal\": {\"amount\": \"read\"}}")
                    .with("/roles/0/permissions/objects", "{\"*\": [\"read\", \"update\"]}");

            assertThat(document.compiled().problems()).isEmpty();
        }
    }
}
