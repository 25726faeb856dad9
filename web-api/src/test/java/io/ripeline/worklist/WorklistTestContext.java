package io.ripeline.worklist;

import io.ripeline.database.PlatformSchema;
import io.ripeline.member.ChangeMember;
import io.ripeline.member.InviteMember;
import io.ripeline.provisioning.ProvisionTenant;
import io.ripeline.record.Records;
import io.ripeline.record.Sessions;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Everything below HTTP, on a real database, with a clock that tests move. Named by the tests that want
/// it: not a configuration that others would scan.
@EnableAutoConfiguration
@EntityScan("io.ripeline")
@ComponentScan({
    "io.ripeline.tenancy",
    "io.ripeline.identity",
    "io.ripeline.definition",
    "io.ripeline.duplicate",
    "io.ripeline.impact",
    "io.ripeline.job",
    "io.ripeline.leave",
    "io.ripeline.pool",
    "io.ripeline.publishing",
    "io.ripeline.schema",
    "io.ripeline.record",
    "io.ripeline.rule",
    "io.ripeline.search",
    "io.ripeline.template",
    "io.ripeline.member",
    "io.ripeline.provisioning",
    "io.ripeline.worklist"
})
class WorklistTestContext {

    @Bean
    static MovableClock clock() {
        return new MovableClock();
    }

    @Bean
    static PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    static Companies companies(
            ProvisionTenant provisionTenant,
            InviteMember inviteMember,
            ChangeMember changeMember,
            Sessions sessions,
            Records records,
            WorklistController worklist) {
        return new Companies(provisionTenant, inviteMember, changeMember, sessions, records, worklist);
    }

    /// The platform's tables are there before anything asks for them.
    @Bean
    static BeanPostProcessor platformSchema() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof DataSource dataSource) {
                    migrate(dataSource);
                }
                return bean;
            }
        };
    }

    private static void migrate(DataSource dataSource) {
        try {
            PlatformSchema.migrate(dataSource);
        } catch (Exception failure) {
            throw new IllegalStateException("The platform schema cannot be made", failure);
        }
    }
}
