package io.ripeline.embedded;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/// Gives a Spring Boot test the Redis of {@link RealServers} and a fresh database for each context.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@TestPropertySource(properties = "ripeline.embedded.enabled=false")
@ContextConfiguration(initializers = OnRealServers.Addresses.class)
public @interface OnRealServers {

    /// Supplies the addresses.
    final class Addresses implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            // Contexts are kept for later tests, and all of them share one server's connections.
            TestPropertyValues.of(
                            "spring.datasource.url=" + RealServers.freshDatabase(),
                            "spring.datasource.hikari.minimum-idle=1",
                            "spring.datasource.hikari.idle-timeout=10000",
                            "spring.data.redis.url=" + RealServers.redisUrl())
                    .applyTo(context);
        }
    }
}
