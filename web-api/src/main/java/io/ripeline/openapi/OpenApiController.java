package io.ripeline.openapi;

import io.ripeline.record.Sessions;
import io.ripeline.tenancy.TenantScope;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The description of the company's API as the reader may use it.
@RestController
class OpenApiController {

    private final Sessions sessions;
    private final Operations operations;

    OpenApiController(Sessions sessions, Operations operations) {
        this.sessions = sessions;
        this.operations = operations;
    }

    @GetMapping("/api/v1/openapi.json")
    JsonNode document() {
        Locale locale = TenantScope.current().locale();
        return sessions.read(session -> OpenApiDocument.of(session, locale, operations.all()));
    }
}
