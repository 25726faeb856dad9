package io.ripeline.openapi;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ripeline.json.StrictJson;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.tenancy.TenantScope;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The description of the company's API as the reader may use it. It follows from the version in force, her role and
/// her language, and is kept by these.
@RestController
class OpenApiController {

    private static final int MOST = 200;

    private final Sessions sessions;
    private final Operations operations;
    private final Refusals refusals;
    private final JobResults results;
    private final Cache<Reader, Kept> kept =
            Caffeine.newBuilder().maximumSize(MOST).build();

    OpenApiController(Sessions sessions, Operations operations, Refusals refusals, JobResults results) {
        this.sessions = sessions;
        this.operations = operations;
        this.refusals = refusals;
        this.results = results;
    }

    private record Reader(UUID tenant, String name, int version, String role, Locale locale) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Kept(byte[] document, String tag) {}

    @GetMapping(value = "/api/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @Answers(
            status = {200, 304},
            standard = "https://spec.openapis.org/oas/3.1/schema/2022-10-07")
    ResponseEntity<byte[]> document() {
        Kept found = sessions.read(this::of);
        return ResponseEntity.ok()
                .eTag(found.tag())
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(found.document());
    }

    private Kept of(Session session) {
        Locale locale = TenantScope.current().locale();
        Reader reader = new Reader(
                session.transaction().tenant().id(),
                session.transaction().tenant().name(),
                session.model().version(),
                session.caller().member().role(),
                locale);
        return kept.get(reader, key -> made(session, locale));
    }

    private Kept made(Session session, Locale locale) {
        byte[] document = StrictJson.MAPPER.writeValueAsBytes(
                OpenApiDocument.of(session, locale, operations.all(), refusals, results));
        return new Kept(document, "\"" + DigestUtils.md5DigestAsHex(document) + "\"");
    }
}
