package io.ripeline.rest;

import io.ripeline.definition.ConfigVersions;
import io.ripeline.definition.Definition;
import io.ripeline.json.StrictJson;
import io.ripeline.openapi.Answers;
import io.ripeline.publishing.Difference;
import io.ripeline.publishing.PublishDraft;
import io.ripeline.publishing.Published;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.tenancy.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The definition in force and the versions before it.
@RestController
@RequestMapping("/api/v1/config")
class ConfigController {

    private final Sessions sessions;
    private final ConfigVersions versions;
    private final PublishDraft publishDraft;

    ConfigController(Sessions sessions, ConfigVersions versions, PublishDraft publishDraft) {
        this.sessions = sessions;
        this.versions = versions;
        this.publishDraft = publishDraft;
    }

    record VersionResponse(int version, Ref author, String note, Instant publishedAt) {

        static VersionResponse of(Session session, ConfigVersions.Entry entry) {
            return new VersionResponse(
                    entry.number(),
                    Ref.member(session.caller().directory(), entry.author()),
                    entry.note(),
                    entry.publishedAt());
        }
    }

    /// @param with the version it is compared with
    record DifferenceResponse(int version, int with, List<ChangeResponse> changes) {}

    record VersionsResponse(List<VersionResponse> items) {}

    record RepublishRequest(@Nullable String note) {}

    /// A document with the number of its version among its members.
    static ResponseEntity<JsonNode> document(String document, int version, String tag) {
        ObjectNode body = StrictJson.MAPPER.createObjectNode();
        body.put("version", version);
        body.setAll((ObjectNode) StrictJson.MAPPER.readTree(document));
        return ResponseEntity.ok().eTag(Versions.tag(tag)).body(body);
    }

    @GetMapping
    @Answers(body = Definition.class, headers = "ETag")
    ResponseEntity<JsonNode> inForce() {
        return sessions.read(session -> {
            session.caller().requireAdmin();
            return version(session, session.transaction().configVersion());
        });
    }

    @GetMapping("/versions")
    VersionsResponse versions() {
        return sessions.read(session -> {
            session.caller().requireAdmin();
            return new VersionsResponse(versions.history(session.transaction()).stream()
                    .map(entry -> VersionResponse.of(session, entry))
                    .toList());
        });
    }

    @GetMapping("/versions/{number}")
    @Answers(body = Definition.class, headers = "ETag")
    ResponseEntity<JsonNode> oldVersion(@PathVariable int number) {
        return sessions.read(session -> {
            session.caller().requireAdmin();
            return version(session, number);
        });
    }

    /// What a version changed compared with another one, with the one before it where none is named.
    @GetMapping("/versions/{number}/difference")
    DifferenceResponse difference(
            @PathVariable int number, @RequestParam(name = "with", required = false) @Nullable Integer other) {
        Locale locale = TenantScope.current().locale();
        return sessions.read(session -> {
            session.caller().requireAdmin();
            int with = other == null ? Math.max(number - 1, 1) : other;
            JsonNode before = StrictJson.MAPPER.readTree(versions.document(session.transaction(), with));
            JsonNode after = StrictJson.MAPPER.readTree(versions.document(session.transaction(), number));
            return new DifferenceResponse(
                    number,
                    with,
                    Difference.between(before, after).stream()
                            .map(change -> ChangeResponse.of(change, locale))
                            .toList());
        });
    }

    private ResponseEntity<JsonNode> version(Session session, int number) {
        return document(versions.document(session.transaction(), number), number, String.valueOf(number));
    }

    @PostMapping("/versions/{number}/republish")
    PublishedResponse republish(
            @PathVariable int number, @RequestBody(required = false) @Nullable RepublishRequest request) {
        String note = request == null || request.note() == null ? "" : request.note();
        Published published = publishDraft.republish(number, note);
        return sessions.read(session -> PublishedResponse.of(session, published));
    }
}
