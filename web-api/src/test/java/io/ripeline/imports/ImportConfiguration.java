package io.ripeline.imports;

import io.ripeline.database.PlatformSchema;
import io.ripeline.process.Overrides;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/// What imports need of the application, with companies to try them on. Jobs are not run: the tests do. It bears no
/// stereotype, so that scanning the whole application does not find it.
@Import({TestCompanies.class, Overrides.class})
@EnableAutoConfiguration
@AutoConfigurationPackage(basePackages = "io.ripeline")
@ComponentScan(
        basePackages = {
            "io.ripeline.definition",
            "io.ripeline.duplicate",
            "io.ripeline.identity",
            "io.ripeline.imports",
            "io.ripeline.job",
            "io.ripeline.member",
            "io.ripeline.provisioning",
            "io.ripeline.impact",
            "io.ripeline.publishing",
            "io.ripeline.record",
            "io.ripeline.rule",
            "io.ripeline.schema",
            "io.ripeline.search",
            "io.ripeline.template",
            "io.ripeline.tenancy"
        },
        excludeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = SmartLifecycle.class))
class ImportConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    Migrated platformSchema(DataSource dataSource) throws Exception {
        PlatformSchema.migrate(dataSource);
        return new Migrated();
    }

    /// Says that the platform schema is there.
    record Migrated() {}
}
