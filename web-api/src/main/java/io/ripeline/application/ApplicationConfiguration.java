package io.ripeline.application;

import io.ripeline.database.PlatformSchema;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What no feature owns: the clock, and the platform schema brought to this release before anything asks it.
@Configuration(proxyBeanMethods = false)
@EntityScan("io.ripeline")
class ApplicationConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    InitializingBean platformSchema(DataSource dataSource) {
        return () -> PlatformSchema.migrate(dataSource);
    }
}
