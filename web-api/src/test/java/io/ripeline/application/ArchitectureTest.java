package io.ripeline.application;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.ripeline.architecture.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.web.bind.annotation.RestController;

class ArchitectureTest {

    private static final JavaClasses CLASSES = HouseRules.classesOf(
            "application",
            "bulk",
            "call",
            "comment",
            "exports",
            "feed",
            "http",
            "idempotency",
            "imports",
            "limit",
            "live",
            "notification",
            "mail",
            "openapi",
            "rest",
            "sheet",
            "signin",
            "spreadsheet",
            "team",
            "worklist");

    static List<ArchRule> rules() {
        return HouseRules.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void keepsTheRuleOfTheHouse(ArchRule rule) {
        rule.check(CLASSES);
    }

    @Test
    void packagesOfAllModulesDependOnEachOtherOneWayOnly() {
        ApplicationModules.of("io.ripeline").verify();
    }

    @Test
    void controllersAreNobodysBusiness() {
        classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .should()
                .bePackagePrivate()
                .because("HTTP is an edge: whoever needs the same asks the feature")
                .check(CLASSES);
    }
}
