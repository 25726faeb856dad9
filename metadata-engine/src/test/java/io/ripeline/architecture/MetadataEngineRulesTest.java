package io.ripeline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetadataEngineRulesTest {

    private static final JavaClasses CLASSES = HouseRules.classesOf(
            "definition", "duplicate", "expression", "impact", "publishing", "record", "schema", "simulation");

    static List<ArchRule> rules() {
        return HouseRules.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void keepsTheRuleOfTheHouse(ArchRule rule) {
        rule.check(CLASSES);
    }

    @Test
    void isSeenByTheRules() {
        assertThat(CLASSES).hasSizeGreaterThan(20);
    }
}
