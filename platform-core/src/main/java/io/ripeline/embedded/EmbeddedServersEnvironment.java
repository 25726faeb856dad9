package io.ripeline.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/// Gives Spring Boot the addresses of PostgreSQL and Redis: those in `RIPELINE_DB_URL` and `RIPELINE_REDIS_URL` (also
/// `ripeline.db.url`, `ripeline.redis.url`), else those of servers it starts in `ripeline.home`.
///
/// A server is started only when Spring has no address for it yet, and never when `ripeline.embedded.enabled` is false.
/// It stops when all beans are destroyed, the pool among them, and at the latest after all contexts have closed.
final class EmbeddedServersEnvironment implements EnvironmentPostProcessor, Ordered {

    private static final String JDBC_URL = "spring.datasource.url";
    private static final String REDIS_URL = "spring.data.redis.url";

    /// How many threads of the system carry the virtual ones; read by the JVM when the first of these begins.
    static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    private final Log log;
    private final ConfigurableBootstrapContext bootstrap;

    EmbeddedServersEnvironment(DeferredLogFactory logs, ConfigurableBootstrapContext bootstrap) {
        this.log = logs.getLog(EmbeddedServersEnvironment.class);
        this.bootstrap = bootstrap;
    }

    /// After the configuration files have been read.
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> given = given(environment);
        addFirst(environment, "ripelineServers", given);
        Set<EmbeddedServer> missing = missing(environment);
        if (!missing.isEmpty() && environment.getProperty("ripeline.embedded.enabled", Boolean.class, true)) {
            quietLibraries(environment);
            addFirst(environment, "ripelineEmbeddedServers", start(environment, missing));
        }
    }

    private static Map<String, Object> given(ConfigurableEnvironment environment) {
        Map<String, Object> given = new LinkedHashMap<>();
        String database = environment.getProperty("ripeline.db.url");
        if (StringUtils.hasText(database)) {
            DatabaseAddress address = DatabaseAddress.parse(database.strip());
            given.put(JDBC_URL, address.jdbcUrl());
            putIfPresent(given, "spring.datasource.username", address.username());
            putIfPresent(given, "spring.datasource.password", address.password());
        }
        String redis = environment.getProperty("ripeline.redis.url");
        if (StringUtils.hasText(redis)) {
            given.put(REDIS_URL, redis.strip());
        }
        return given;
    }

    private static Set<EmbeddedServer> missing(ConfigurableEnvironment environment) {
        Set<EmbeddedServer> missing = EnumSet.noneOf(EmbeddedServer.class);
        if (!environment.containsProperty(JDBC_URL)) {
            missing.add(EmbeddedServer.POSTGRES);
        }
        if (!environment.containsProperty(REDIS_URL) && !environment.containsProperty("spring.data.redis.host")) {
            missing.add(EmbeddedServer.REDIS);
        }
        return missing;
    }

    private Map<String, Object> start(ConfigurableEnvironment environment, Set<EmbeddedServer> missing) {
        Path home = Path.of(environment.getProperty("ripeline.home", ".ripeline"));
        long begin = System.nanoTime();
        EmbeddedServers servers = EmbeddedServers.start(home, missing);
        stopWithTheApplication(servers);
        log.info("Started %s in %s within %d ms."
                .formatted(
                        missing,
                        home.toAbsolutePath().normalize(),
                        Duration.ofNanos(System.nanoTime() - begin).toMillis()));
        Map<String, Object> started = new LinkedHashMap<>();
        if (missing.contains(EmbeddedServer.POSTGRES)) {
            leaveProcessors();
            started.put(JDBC_URL, servers.jdbcUrl());
            started.put("spring.datasource.username", servers.username());
            started.put("spring.datasource.password", servers.password());
        }
        if (missing.contains(EmbeddedServer.REDIS)) {
            started.put(REDIS_URL, servers.redisUrl());
        }
        return started;
    }

    /// Requests take half of the processors, unless told otherwise: the database beside them needs the other half (ADR
    /// 0051).
    private static void leaveProcessors() {
        if (System.getProperty(CARRIERS) == null) {
            System.setProperty(
                    CARRIERS, String.valueOf(Math.max(1, Runtime.getRuntime().availableProcessors() / 2)));
        }
    }

    /// The first disposable bean is the last to be destroyed. The handler is for starts that fail before there are
    /// beans.
    private void stopWithTheApplication(EmbeddedServers servers) {
        SpringApplication.getShutdownHandlers().add(servers::close);
        bootstrap.addCloseListener(event -> registerAsFirstBean(event.getApplicationContext(), servers));
    }

    private static void registerAsFirstBean(ConfigurableApplicationContext context, EmbeddedServers servers) {
        if (context.getBeanFactory() instanceof DefaultSingletonBeanRegistry beans) {
            beans.registerDisposableBean("embeddedServers", servers::close);
        }
    }

    private static void quietLibraries(ConfigurableEnvironment environment) {
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("ripelineEmbeddedLogging", Map.of("logging.level.io.zonky", "WARN")));
    }

    private static void addFirst(ConfigurableEnvironment environment, String name, Map<String, Object> properties) {
        if (!properties.isEmpty()) {
            environment.getPropertySources().addFirst(new MapPropertySource(name, properties));
        }
    }

    private static void putIfPresent(Map<String, Object> properties, String key, @Nullable String value) {
        if (value != null) {
            properties.put(key, value);
        }
    }
}
