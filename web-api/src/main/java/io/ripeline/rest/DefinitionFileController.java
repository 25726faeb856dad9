package io.ripeline.rest;

import io.ripeline.definition.ConfigVersions;
import io.ripeline.openapi.Answers;
import io.ripeline.publishing.DefinitionFile;
import io.ripeline.publishing.Draft;
import io.ripeline.publishing.Drafts;
import io.ripeline.record.Sessions;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// A definition as one file: out of a company, and into the draft of another.
@RestController
@RequestMapping("/api/v1/config")
class DefinitionFileController {

    private final Sessions sessions;
    private final ConfigVersions versions;
    private final Drafts drafts;

    DefinitionFileController(Sessions sessions, ConfigVersions versions, Drafts drafts) {
        this.sessions = sessions;
        this.versions = versions;
        this.drafts = drafts;
    }

    /// The file of a version; of the one in force where none is named.
    @GetMapping("/export")
    @Answers(headers = "Content-Disposition")
    ResponseEntity<DefinitionFile> export(@RequestParam(required = false) @Nullable Integer version) {
        return sessions.read(session -> {
            session.caller().requireAdmin();
            int number = version == null ? session.transaction().configVersion() : version;
            String document = versions.document(session.transaction(), number);
            String name = "%s-definition-%d.json"
                    .formatted(session.transaction().tenant().slug(), number);
            return ResponseEntity.ok()
                    .header(
                            HttpHeaders.CONTENT_DISPOSITION,
                            ContentDisposition.attachment()
                                    .filename(name, StandardCharsets.UTF_8)
                                    .build()
                                    .toString())
                    .body(DefinitionFile.of(document));
        });
    }

    /// Puts the definition of a file in place of the draft that the client saw.
    @PostMapping("/import")
    @Answers(body = Draft.class, headers = "ETag")
    ResponseEntity<JsonNode> importFile(
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody DefinitionFile file) {
        String tag = DraftController.tag(ifMatch);
        String document = file.document();
        return sessions.write(session -> DraftController.answer(drafts.replace(session, tag, document)));
    }
}
