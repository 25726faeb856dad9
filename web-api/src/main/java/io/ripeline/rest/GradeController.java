package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.ObjectModel;
import io.ripeline.json.Stands;
import io.ripeline.record.GradeSuggestion;
import io.ripeline.record.GradeSuggestion.Weighed;
import io.ripeline.record.Grades;
import io.ripeline.record.Move;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.record.Unmet;
import io.ripeline.record.Written;
import io.ripeline.tenancy.TenantScope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Which grade a record has and which its criteria speak for.
@RestController
class GradeController {

    private final Sessions sessions;
    private final Grades grades;
    private final RecordBodies bodies;

    GradeController(Sessions sessions, Grades grades, RecordBodies bodies) {
        this.sessions = sessions;
        this.grades = grades;
        this.bodies = bodies;
    }

    record MetResponse(String key, String label) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WeighedResponse(
            String key, String label, @Nullable Integer ripeness, List<MetResponse> met, List<Unmet.Described> unmet) {

        static WeighedResponse of(Weighed weighed, Locale locale) {
            return new WeighedResponse(
                    weighed.grade().key(),
                    weighed.grade().definition().label().in(locale),
                    weighed.grade().ripeness(),
                    weighed.met().stream()
                            .map(criterion -> new MetResponse(
                                    criterion.key(), criterion.label().in(locale)))
                            .toList(),
                    Unmet.in(locale, weighed.unmet()));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GradeResponse(
            @JsonInclude @Nullable String current,
            @JsonInclude @Nullable String suggested,
            @Nullable LocalDate heldUntil,
            String mode,
            @Nullable ChosenResponse chosen,
            List<WeighedResponse> grades) {}

    /// What a person chose.
    ///
    /// @param until the first day on which her choice holds no more
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChosenResponse(
            Ref by,
            Instant at,
            @Nullable String reason,
            @JsonInclude @Nullable LocalDate until) {

        static @Nullable ChosenResponse of(Session session, @Nullable Move stay) {
            return stay == null || !stay.isChosen()
                    ? null
                    : new ChosenResponse(
                            Ref.member(session.caller().directory(), stay.actor()),
                            stay.enteredAt(),
                            stay.reason(),
                            stay.until().orElse(null));
        }
    }

    /// Of the grade that the record has already, what is left out stays as it is.
    ///
    /// @param reason why this grade; kept in the history
    /// @param until the first day on which this choice holds no more; null where it holds until another one
    record ChooseRequest(
            String grade,
            @Nullable String reason,

            @Stands(LocalDate.class) @Nullable JsonNode until) {

        Grades.Choice choice() {
            return new Grades.Choice(
                    grade, until == null ? null : until(until), reason == null ? null : reason.strip());
        }

        private static Grades.Until until(JsonNode until) {
            return new Grades.Until(
                    until.isNull()
                            ? null
                            : Spans.bodyDay("/until", until.isString() ? until.stringValue() : "")
                                    .orElse(null));
        }
    }

    /// Gives the record a grade, or changes until when and why it has the one it was given.
    @PostMapping("/api/v1/records/{object}/{id}/grade")
    ResponseEntity<RecordResponse> choose(
            @PathVariable String object,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ChooseRequest request) {
        return sessions.write(session -> {
            ObjectModel model = session.model().object(object);
            Written written = grades.choose(
                    session, model, RecordBodies.id(id), request.choice(), Versions.expected(ifMatch, null));
            return bodies.answer(ResponseEntity.ok(), session, model, written);
        });
    }

    @GetMapping("/api/v1/records/{object}/{id}/grade")
    GradeResponse grade(@PathVariable String object, @PathVariable String id) {
        Locale locale = TenantScope.current().locale();
        return sessions.read(session -> {
            ObjectModel model = session.model().object(object);
            GradeSuggestion suggestion = grades.suggest(session, model, RecordBodies.id(id));
            GradeScale scale = model.gradeScale();
            return new GradeResponse(
                    suggestion.current(),
                    suggestion.suggested(),
                    suggestion.heldUntil(),
                    scale != null && scale.isAutomatic() ? "automatic" : "suggest",
                    ChosenResponse.of(session, suggestion.stay()),
                    suggestion.grades().stream()
                            .map(weighed -> WeighedResponse.of(weighed, locale))
                            .toList());
        });
    }
}
