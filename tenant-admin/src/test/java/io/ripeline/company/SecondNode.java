package io.ripeline.company;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/// Another node of the same installation: a context of its own on the database and Redis of the first.
public final class SecondNode {

    private SecondNode() {}

    /// Starts it; it must be closed.
    public static ConfigurableApplicationContext start(Environment first) {
        return new SpringApplicationBuilder(Engine.class)
                .web(WebApplicationType.NONE)
                .properties("spring.jpa.open-in-view=false")
                .run(
                        "--ripeline.embedded.enabled=false",
                        "--spring.main.banner-mode=off",
                        "--logging.level.root=WARN",
                        "--spring.datasource.url=" + first.getRequiredProperty("spring.datasource.url"),
                        "--spring.data.redis.url=" + first.getRequiredProperty("spring.data.redis.url"));
    }
}
