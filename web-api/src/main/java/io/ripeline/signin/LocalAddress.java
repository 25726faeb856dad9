package io.ripeline.signin;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Where this process reaches itself.
@Component
class LocalAddress implements Supplier<String> {

    private final Environment environment;
    private volatile @Nullable Integer port;

    LocalAddress(Environment environment) {
        this.environment = environment;
    }

    @EventListener
    void listening(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            port = event.getWebServer().getPort();
        }
    }

    @Override
    public String get() {
        if (port == null) {
            throw new IllegalStateException("The web server does not listen yet");
        }
        boolean secure = environment.containsProperty("server.ssl.bundle")
                || environment.containsProperty("server.ssl.key-store")
                || environment.containsProperty("server.ssl.certificate");
        return "%s://%s:%d"
                .formatted(secure ? "https" : "http", environment.getProperty("server.address", "127.0.0.1"), port);
    }
}
