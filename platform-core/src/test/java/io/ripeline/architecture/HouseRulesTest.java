package io.ripeline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.ripeline.tenancy.TenantScope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// The rules can fail.
class HouseRulesTest {

    @SuppressWarnings({"unused", "JavaUtilDate", "SystemOut", "UnusedMethod", "UnusedVariable"})
    private static final class Offender {

        @Autowired
        private Object injected = new Object();

        Object date() {
            return new java.util.Date();
        }

        void print() {
            System.out.println("no");
        }

        Object constructed() {
            return new ObjectMapper();
        }

        Object built() {
            return JsonMapper.builder();
        }

        void bind(TenantScope scope) {
            scope.run(() -> {});
        }
    }

    @Test
    void catchAnOffender() {
        JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);

        List<String> broken = HouseRules.all().stream()
                .filter(rule -> rule.evaluate(offender).hasViolation())
                .map(ArchRule::getDescription)
                .map(description -> description.substring(description.indexOf("because")))
                .toList();

        assertThat(broken)
                .containsExactly(
                        "because a class says in its constructor what it needs",
                        "because instants and dates are two things, and java.time keeps them apart",
                        "because operators read logs, and only the launcher speaks to a terminal",
                        "because JSON of strangers is read strictly, in one place",
                        "because for whom the code works is said at the doors only: jobs, provisioning, HTTP, events",
                        "because a null that nobody announced is a bug, and the compiler finds it");
    }
}
