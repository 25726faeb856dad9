package io.ripeline.company;

import io.ripeline.database.PlatformSchema;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/// The engine as the application wires it, with a clock that tests move and passwords that hash quickly.
@SpringBootApplication(scanBasePackages = "io.ripeline")
@AutoConfigurationPackage(basePackages = "io.ripeline")
class Engine {

    private static final int QUICK = 4;

    /// Stands for the platform schema being there.
    record PlatformTables() {}

    @Bean
    PlatformTables platformTables(DataSource dataSource) throws Exception {
        PlatformSchema.migrate(dataSource);
        return new PlatformTables();
    }

    @Bean
    MovableClock clock() {
        return new MovableClock();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder(QUICK);
    }
}
