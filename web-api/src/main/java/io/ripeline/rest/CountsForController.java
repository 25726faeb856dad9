package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Label;
import io.ripeline.process.CountedFor;
import io.ripeline.process.OpenBelow;
import io.ripeline.process.OpenBelow.Found;
import io.ripeline.process.OpenBelow.Open;
import io.ripeline.record.FieldView;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.tenancy.TenantScope;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Of which records the tasks are done by an activity about a record, for whoever is about to note one.
@RestController
class CountsForController {

    private final Sessions sessions;
    private final OpenBelow openBelow;

    CountsForController(Sessions sessions, OpenBelow openBelow) {
        this.sessions = sessions;
        this.openBelow = openBelow;
    }

    record NamedPart(String key, String label) {}

    /// @param stage absent where the record is in none, or the reader may not know
    /// @param tasks that activities do and that are still to be done
    /// @param link the field of the activity that names such a record; absent where the definition has none
    @JsonInclude
    record OpenPart(
            String object,
            UUID id,
            String name,
            @Nullable NamedPart stage,
            List<NamedPart> tasks,
            @Nullable String link) {}

    /// @param countsFor the one whose tasks it does when nobody says which
    /// @param open those it may count for: where there are several, the activity has to name one of them
    @JsonInclude
    record CountsForResponse(@Nullable OpenPart countsFor, List<OpenPart> open) {}

    @GetMapping("/api/v1/records/{object}/{id}/counts-for")
    CountsForResponse countsFor(@PathVariable String object, @PathVariable String id) {
        return sessions.read(session -> {
            Found found = openBelow.of(session, session.model().object(object), RecordBodies.id(id));
            return new CountsForResponse(
                    found.only().map(open -> part(session, open)).orElse(null),
                    found.seen().stream().map(open -> part(session, open)).toList());
        });
    }

    private static OpenPart part(Session session, Open open) {
        FieldView view = FieldView.of(session, open.object());
        FieldModel named = open.object().nameField();
        String name = named == null
                ? ""
                : open.record().text(named.key()).map(view::name).orElse("");
        return new OpenPart(
                open.object().key(),
                open.record().id(),
                name,
                open.stage()
                        .map(stage -> new NamedPart(
                                stage.key(), text(stage.definition().label())))
                        .orElse(null),
                open.tasks().stream()
                        .map(task ->
                                new NamedPart(task.key(), text(task.definition().label())))
                        .toList(),
                CountedFor.link(session.model(), open.object().key())
                        .map(FieldModel::key)
                        .orElse(null));
    }

    private static String text(Label label) {
        return label.in(TenantScope.current().locale());
    }
}
