package io.ripeline.application;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.ripeline.tenancy.TenantScope;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.web.bind.annotation.RestController;

class ArchitectureTest {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ripeline");

    @Test
    void packagesDependOnEachOtherOneWayOnly() {
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
                .check(ALL);
    }

    @Test
    void theScopeIsBoundAtTheDoorsOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.ripeline.tenancy", "io.ripeline.signin", "io.ripeline.job", "io.ripeline.provisioning")
                .should()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                        com.tngtech.archunit.core.domain.JavaClass.Predicates.type(TenantScope.class)))
                        .and(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                                        "call|run"))))
                .because("a company is entered at the HTTP door, by the job runner and when it is made, nowhere else")
                .check(ALL);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields()
                .should()
                .beAnnotatedWith(Autowired.class)
                .because("a constructor says what a class needs")
                .check(ALL);
    }
}
