package io.ripeline.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

class HealthTest {

    @Test
    void isDegradedWithoutRedisAndNotDown() {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.registerBean(RedisConnectionFactory.class, () -> new LettuceConnectionFactory("127.0.0.1", 1));
            context.register(HealthConfiguration.class);
            context.refresh();

            Health health = context.getBean(HealthIndicator.class).health();

            assertThat(health).isEqualTo(Health.status("DEGRADED").build());
        }
    }
}
