package io.ripeline.rest;

import static io.ripeline.rest.RestError.PARAMETER_INVALID;
import static io.ripeline.rest.RestError.PRECONDITION_REQUIRED;

import io.ripeline.definition.Definition;
import io.ripeline.definition.Problem;
import io.ripeline.json.Stands;
import io.ripeline.json.StrictJson;
import io.ripeline.openapi.Answers;
import io.ripeline.publishing.CheckDraft;
import io.ripeline.publishing.Draft;
import io.ripeline.publishing.Drafts;
import io.ripeline.publishing.PublishDraft;
import io.ripeline.publishing.Published;
import io.ripeline.publishing.RebaseDraft;
import io.ripeline.publishing.ValueMapping;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Editing the definition: the draft, what publishing it would do, and publishing it.
@RestController
@RequestMapping("/api/v1/config/draft")
class DraftController {

    private final Sessions sessions;
    private final Drafts drafts;
    private final CheckDraft checkDraft;
    private final PublishDraft publishDraft;
    private final RebaseDraft rebaseDraft;

    DraftController(
            Sessions sessions,
            Drafts drafts,
            CheckDraft checkDraft,
            PublishDraft publishDraft,
            RebaseDraft rebaseDraft) {
        this.sessions = sessions;
        this.drafts = drafts;
        this.checkDraft = checkDraft;
        this.publishDraft = publishDraft;
        this.rebaseDraft = rebaseDraft;
    }

    record ProblemResponse(String pointer, String code, String severity, String message, String remedy) {}

    record CheckResponse(List<ProblemResponse> problems, List<ChangeResponse> changes, List<ImpactResponse> impact) {}

    /// @param keep `mine` or `theirs` where both changed the same part
    record RebaseRequest(@Nullable String keep) {}

    record PublishRequest(@Nullable String note, @Nullable List<ValueMapping> migrations) {}

    @GetMapping
    @Answers(body = Draft.class, headers = "ETag")
    ResponseEntity<JsonNode> draft() {
        return sessions.read(session -> answer(drafts.current(session)));
    }

    @PutMapping
    @Answers(body = Draft.class, headers = "ETag")
    ResponseEntity<JsonNode> replace(
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Stands(Definition.class) @RequestBody JsonNode document) {
        String tag = tag(ifMatch);
        if (document instanceof ObjectNode members) {
            members.remove("version");
        }
        String written = StrictJson.MAPPER.writeValueAsString(document);
        return sessions.write(session -> answer(drafts.replace(session, tag, written)));
    }

    @PatchMapping(consumes = {"application/json-patch+json", "application/json"})
    @Answers(body = Draft.class, headers = "ETag")
    ResponseEntity<JsonNode> patch(
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody String patch) {
        String tag = tag(ifMatch);
        return sessions.write(session -> answer(drafts.patch(session, tag, patch)));
    }

    @DeleteMapping
    ResponseEntity<Void> discard() {
        sessions.write(session -> {
            drafts.discard(session);
            return true;
        });
        return ResponseEntity.noContent().build();
    }

    /// Brings the draft onto the version in force.
    @PostMapping("/rebase")
    @Answers(body = Draft.class, headers = "ETag")
    ResponseEntity<JsonNode> rebase(@RequestBody(required = false) @Nullable RebaseRequest request) {
        RebaseDraft.Keep keep = request == null || request.keep() == null ? null : keep(request.keep());
        return sessions.write(session -> answer(rebaseDraft.rebase(session, keep)));
    }

    private static RebaseDraft.Keep keep(String word) {
        return switch (word) {
            case "mine" -> RebaseDraft.Keep.MINE;
            case "theirs" -> RebaseDraft.Keep.THEIRS;
            default ->
                throw PARAMETER_INVALID.at("/keep", Text.of("It is \"mine\" or \"theirs\".", "应为 mine 或 theirs。"));
        };
    }

    static String tag(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw PRECONDITION_REQUIRED.because(Text.of(
                    "Editing the draft needs If-Match with the ETag of the draft you saw.",
                    "编辑草稿需要 If-Match，值为所见草稿的 ETag。"));
        }
        return Versions.untagged(ifMatch);
    }

    static ResponseEntity<JsonNode> answer(Draft draft) {
        return ConfigController.document(draft.document(), draft.baseVersion(), draft.tag());
    }

    @PostMapping("/check")
    CheckResponse check() {
        return sessions.read(session -> {
            Locale locale = TenantScope.current().locale();
            CheckDraft.Findings findings = checkDraft.check(session);
            List<ChangeResponse> changes = new ArrayList<>();
            findings.changes().forEach(change -> changes.add(ChangeResponse.of(change, locale)));
            findings.steps().forEach(step -> changes.add(ChangeResponse.step(step.in(locale))));
            return new CheckResponse(
                    findings.problems().stream()
                            .map(problem -> problem(problem, locale))
                            .toList(),
                    changes,
                    findings.impact().stream()
                            .map(effect -> ImpactResponse.of(effect, locale))
                            .toList());
        });
    }

    private static ProblemResponse problem(Problem problem, Locale locale) {
        return new ProblemResponse(
                problem.pointer(),
                problem.code(),
                problem.severity().name().toLowerCase(Locale.ROOT),
                problem.message().in(locale),
                problem.remedy().in(locale));
    }

    @PostMapping("/publish")
    PublishedResponse publish(@RequestBody PublishRequest request) {
        Published published = publishDraft.publish(
                request.note() == null ? "" : request.note(),
                request.migrations() == null ? List.of() : request.migrations());
        return sessions.read(session -> PublishedResponse.of(session, published));
    }
}
