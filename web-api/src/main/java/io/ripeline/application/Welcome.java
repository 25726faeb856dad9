package io.ripeline.application;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The last lines of a start: where Ripeline is and who may sign in.
@Component
class Welcome {

    private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

    /// Somebody who may sign in to a sample company.
    record Login(String company, String email, String role) {}

    private final ServletWebServerApplicationContext context;
    private String logins = "";

    Welcome(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    /// Keeps who may sign in for the last lines.
    void show(List<Login> people, String password) {
        StringBuilder lines = new StringBuilder("\n  Sign in, password \"" + password + "\":");
        for (Login person : people) {
            lines.append("\n    %-14s %-8s %s".formatted(person.company(), person.role(), person.email()));
        }
        logins = lines.toString();
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        int port = context.getWebServer() == null ? 0 : context.getWebServer().getPort();
        Duration taken = Objects.requireNonNullElse(event.getTimeTaken(), Duration.ZERO);
        LOG.info(
                "Ripeline is ready after {} s\n\n  Open    http://localhost:{}/\n  API     http://localhost:{}/api/v1\n  Health  http://localhost:{}/actuator/health{}\n",
                taken.toSeconds(),
                port,
                port,
                port,
                logins);
    }
}
