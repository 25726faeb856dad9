package io.ripeline.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutomationValuesTest {

    private static final String AUTOMATION = """
            [{"key": "act", "object": "deal", "label": {"zh-CN": "动", "en": "Act"}, "on": "created", "then": [%s]}]""";

    private static List<String> problems(String action) {
        return new Document()
                .with("/automations", AUTOMATION.formatted(action)).compiled().problems().stream()
                        .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                        .map(problem -> problem.pointer() + " " + problem.code())
                        .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "amount, amount * 2.0",
        "amount, 7",
        "name, name + '!'",
        "stage, '''won'''",
    })
    void areOfTheTypeOfTheirField(String field, String value) {
        assertThat(problems("{\"set\": {\"%s\": \"%s\"}}".formatted(field, value)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "amount, name, expression-type",
        "name, amount, expression-type",
        "name, nme, expression-unknown-name",
        "name, 'name +', expression-syntax",
    })
    void areRefusedWhereTheyAreNot(String field, String value, String code) {
        assertThat(problems("{\"set\": {\"%s\": \"%s\"}}".formatted(field, value)))
                .containsExactly("/automations/0/then/0/set/" + field + " " + code);
    }

    @Test
    void ofANewRecordAreOverTheOneThatSetItOff() {
        assertThat(problems("{\"create\": {\"object\": \"product\", \"values\": {\"name\": \"name\"}}}"))
                .isEmpty();
        assertThat(problems("{\"create\": {\"object\": \"product\", \"values\": {\"name\": \"price\"}}}"))
                .containsExactly("/automations/0/then/0/create/values/name expression-unknown-name");
    }

    @Test
    void areNotThoseThatThePlatformMakes() {
        Document document = new Document()
                .with("/objects/2/fields/-", """
                        {"key": "twice", "label": {"zh-CN": "倍", "en": "Twice"}, "type": "formula", "result": "decimal",
                         "formula": "amount * 2.0"}""")
                .with("/automations", AUTOMATION.formatted("{\"set\": {\"twice\": \"1.0\"}}"));

        assertThat(document.compiled().problems())
                .extracting(problem -> problem.pointer() + " " + problem.code() + " "
                        + problem.message().en())
                .containsExactly(
                        "/automations/0/then/0/set/twice field-not-writable Values of \"twice\" are made by the"
                                + " platform.");
    }
}
