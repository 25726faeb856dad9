package io.ripeline.rest;

import io.ripeline.job.Job;
import io.ripeline.json.StrictJson;
import io.ripeline.openapi.ByKind;
import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/// A job on the wire.
public record JobResponse(
        UUID id,
        String kind,
        String state,
        long done,
        @Nullable Long total,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @ByKind @Nullable JsonNode result) {

    /// The job as it stands.
    public static JobResponse of(Job job) {
        return new JobResponse(
                job.id(),
                job.kind(),
                job.state().name().toLowerCase(Locale.ROOT),
                job.done(),
                job.total(),
                job.startedAt(),
                job.finishedAt(),
                job.result() == null ? null : StrictJson.MAPPER.readTree(job.result()));
    }

    /// The answer to a call whose work a job does.
    public static ResponseEntity<JobResponse> accepted(Job job) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/jobs/" + job.id()))
                .body(of(job));
    }
}
