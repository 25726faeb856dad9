package io.ripeline.signin;

import static io.ripeline.http.RequestError.NOT_FOUND;

import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantScope;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Stands behind the door and tells who came in; fails on demand.
@RestController
@Profile("edge")
class Probe {

    record Seed(String name, List<Plot> plots, @Nullable String note) {}

    record Plot(String place, BigDecimal area) {}

    record Fruit(
            Instant picked, BigDecimal weight, @Nullable String note) {}

    @GetMapping("/api/v1/probe")
    Map<String, String> who() {
        TenantScope scope = TenantScope.current();
        return Map.of(
                "tenant", scope.tenant().slug().value(),
                "memberId", scope.memberId().toString(),
                "locale", scope.locale().toLanguageTag(),
                "requestId", scope.requestId());
    }

    @PostMapping("/api/v1/probe")
    Seed sow(@RequestBody Seed seed) {
        return seed;
    }

    @GetMapping("/api/v1/probe/fruit")
    Fruit fruit() {
        return new Fruit(Instant.parse("2026-11-22T03:04:05.123456789Z"), new BigDecimal("1E+3"), null);
    }

    @GetMapping(path = "/api/v1/probe/count", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Integer> count(@RequestParam int number) {
        return Map.of("number", number);
    }

    @GetMapping("/api/v1/probe/refused")
    void refused() {
        throw NOT_FOUND.because(new Text("No such melon.", "没有这个瓜。")).with("unmet", List.of(new Text("Ripe", "成熟")));
    }

    @GetMapping("/api/v1/probe/bug")
    void bug() {
        throw new IllegalStateException("the secret cause");
    }

    @GetMapping("/api/v1/probe/outage")
    void outage() {
        throw new DataAccessResourceFailureException("the database is away");
    }

    @GetMapping(path = "/index.html", produces = MediaType.TEXT_HTML_VALUE)
    String page() {
        return "<!doctype html><title>Ripeline</title>";
    }

    @GetMapping("/operator/v1/probe")
    Map<String, Boolean> operator() {
        return Map.of("bound", TenantScope.isBound());
    }
}
