package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.ObjectModel;
import io.ripeline.pool.ClaimRecord;
import io.ripeline.pool.Pools;
import io.ripeline.pool.ReleaseRecord;
import io.ripeline.record.Sessions;
import io.ripeline.tenancy.TenantScope;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Claiming records that nobody owns, and giving them back.
@RestController
@RequestMapping("/api/v1")
class PoolsController {

    private final Sessions sessions;
    private final Pools pools;
    private final ClaimRecord claimRecord;
    private final ReleaseRecord releaseRecord;
    private final RecordBodies bodies;

    PoolsController(
            Sessions sessions, Pools pools, ClaimRecord claimRecord, ReleaseRecord releaseRecord, RecordBodies bodies) {
        this.sessions = sessions;
        this.pools = pools;
        this.claimRecord = claimRecord;
        this.releaseRecord = releaseRecord;
        this.bodies = bodies;
    }

    @JsonInclude
    record PoolResponse(
            String key,
            String object,
            String label,
            @Nullable Integer claimLimit,
            int claimedNow,
            @Nullable Integer left,
            @Nullable Integer coolOffDays,
            long count,
            long warnings) {

        static PoolResponse of(Pools.Standing standing, Locale locale) {
            var definition = standing.pool().definition();
            return new PoolResponse(
                    definition.key(),
                    definition.object(),
                    definition.label().in(locale),
                    definition.claimLimit(),
                    standing.claimedNow(),
                    standing.left(),
                    definition.coolOffDays(),
                    standing.count(),
                    standing.warnings());
        }
    }

    record PoolsResponse(List<PoolResponse> items) {}

    record WarningResponse(UUID id, String name, LocalDate reclaimOn) {}

    record WarningsResponse(List<WarningResponse> items) {}

    record ClaimRequest(@Nullable String pool) {}

    record ReleaseRequest(String pool, String reason) {}

    @GetMapping("/pools")
    PoolsResponse all() {
        Locale locale = TenantScope.current().locale();
        return sessions.read(session -> new PoolsResponse(pools.of(session).stream()
                .map(standing -> PoolResponse.of(standing, locale))
                .toList()));
    }

    @GetMapping("/pools/{key}/warnings")
    WarningsResponse warnings(@PathVariable String key) {
        return sessions.read(session -> new WarningsResponse(pools.warnings(session, key).stream()
                .map(warning -> new WarningResponse(warning.id(), warning.name(), warning.reclaimOn()))
                .toList()));
    }

    @PostMapping("/records/{object}/{id}/claim")
    ResponseEntity<RecordResponse> claim(
            @PathVariable String object,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable ClaimRequest request) {
        return sessions.write(session -> {
            ObjectModel model = session.model().object(object);
            String pool = request == null ? null : request.pool();
            return bodies.answer(
                    ResponseEntity.ok(), session, model, claimRecord.claim(session, model, RecordBodies.id(id), pool));
        });
    }

    @PostMapping("/records/{object}/{id}/release")
    ResponseEntity<RecordResponse> release(
            @PathVariable String object, @PathVariable String id, @RequestBody ReleaseRequest request) {
        return sessions.write(session -> {
            ObjectModel model = session.model().object(object);
            return bodies.answer(
                    ResponseEntity.ok(),
                    session,
                    model,
                    releaseRecord.release(session, model, RecordBodies.id(id), request.pool(), request.reason()));
        });
    }
}
