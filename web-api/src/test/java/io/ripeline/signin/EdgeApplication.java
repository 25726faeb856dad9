package io.ripeline.signin;

import io.ripeline.database.PlatformSchema;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Profile;

/// The edge alone: signing in and the HTTP rules over a real database, with a probe behind the door.
@Configuration(proxyBeanMethods = false)
@Profile("edge")
@EnableAutoConfiguration
@EntityScan("io.ripeline")
@ComponentScan({"io.ripeline.http", "io.ripeline.signin", "io.ripeline.tenancy", "io.ripeline.identity"})
@ComponentScan(
        basePackages = "io.ripeline.provisioning",
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = "io.ripeline.provisioning.(UpgradeTenant|TenantSchema)"))
@ComponentScan(
        basePackages = "io.ripeline.job",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = "io.ripeline.job.Jobs"))
class EdgeApplication {

    @Bean
    Clock clock() {
        return new AdjustableClock();
    }

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
        } catch (Exception broken) {
            throw new IllegalStateException("The platform schema cannot be made", broken);
        }
    }
}
