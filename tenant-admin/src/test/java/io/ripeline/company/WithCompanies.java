package io.ripeline.company;

import io.ripeline.embedded.OnRealServers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/// A test of the whole engine on real servers. All such tests of a JVM share one context and one database, so each
/// provisions companies of its own.
@OnRealServers
@SpringBootTest(
        classes = Engine.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.main.banner-mode=off", "logging.level.root=WARN", "spring.jpa.open-in-view=false"})
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
public @interface WithCompanies {}
