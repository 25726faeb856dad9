package io.ripeline.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callConstructorWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// What holds in every module, each with its reason. A module asks for them by its own packages.
public final class HouseRules {

    private HouseRules() {}

    /// The classes of these packages, without tests.
    public static JavaClasses classesOf(String... packages) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
                .importPackages(Arrays.stream(packages)
                        .map(word -> "io.ripeline." + word)
                        .toList());
    }

    /// Every rule.
    public static List<ArchRule> all() {
        return List.of(
                slices().matching("io.ripeline.(*)..")
                        .should()
                        .beFreeOfCycles()
                        .because("a feature that can be understood only together with another one is no feature"),
                classes()
                        .should()
                        .resideInAPackage("io.ripeline.*..")
                        .because("a package is a feature, named by a word of the business"),
                noClasses()
                        .should()
                        .resideInAnyPackage("..util..", "..common..", "..service..", "..dto..", "..impl..", "..model..")
                        .because("such words hide what is inside"),
                noFields()
                        .should()
                        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                        .because("a class says in its constructor what it needs"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.util.Date")
                        .because("instants and dates are two things, and java.time keeps them apart"),
                noClasses()
                        .should(ACCESS_STANDARD_STREAMS)
                        .because("operators read logs, and only the launcher speaks to a terminal"),
                noClasses()
                        .that(describe(
                                "are not StrictJson", type -> !type.getName().equals(STRICT_JSON)))
                        .should(callConstructorWhere(ofAMapper("<init>")).or(callMethodWhere(ofAMapper("builder"))))
                        .because("JSON of strangers is read strictly, in one place"),
                noClasses()
                        .that(describe("are not doors", type -> !DOORS.contains(outermost(type))))
                        .should(callMethodWhere(describe(
                                "TenantScope is bound",
                                (JavaAccess<?> access) ->
                                        access.getTargetOwner().getName().equals(SCOPE)
                                                && List.of("call", "run")
                                                        .contains(access.getTarget()
                                                                .getName()))))
                        .because("for whom the code works is said at the doors only: jobs, provisioning, HTTP, events"),
                classes()
                        .should(liveInANullMarkedPackage())
                        .because("a null that nobody announced is a bug, and the compiler finds it"));
    }

    private static final String STRICT_JSON = "io.ripeline.json.StrictJson";
    private static final String SCOPE = "io.ripeline.tenancy.TenantScope";
    private static final List<String> DOORS = List.of(
            "io.ripeline.job.JobRunner",
            "io.ripeline.live.Streams",
            "io.ripeline.provisioning.ProvisionTenant",
            "io.ripeline.publishing.Announcements",
            "io.ripeline.signin.Door");

    private static com.tngtech.archunit.base.DescribedPredicate<JavaAccess<?>> ofAMapper(String name) {
        return describe(
                "a mapper is made",
                (JavaAccess<?> access) -> access.getTarget().getName().equals(name)
                        && (access.getTargetOwner().isAssignableTo("tools.jackson.databind.ObjectMapper")
                                || access.getTargetOwner()
                                        .isAssignableTo("com.fasterxml.jackson.databind.ObjectMapper")));
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(HouseRules::outermost).orElse(type.getName());
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package marked @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type, marked, type.getPackageName() + " has no package-info.java marked @NullMarked"));
            }
        };
    }
}
