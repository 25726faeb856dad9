package io.ripeline.http;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.data.redis.health.DataRedisHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/// What `/actuator/health` says. Ripeline works without Redis, so that its absence degrades and does not bring down.
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    private static final String DEGRADED = "DEGRADED";

    @Bean
    HealthIndicator redisHealthIndicator(ObjectProvider<RedisConnectionFactory> redis) {
        return () -> redis.stream()
                .map(factory -> new DataRedisHealthIndicator(factory).health())
                .filter(health -> !health.getStatus().equals(Status.UP))
                .findFirst()
                .map(health -> Health.status(DEGRADED).build())
                .orElseGet(() -> Health.up().build());
    }
}
