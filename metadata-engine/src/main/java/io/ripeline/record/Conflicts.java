package io.ripeline.record;

import static io.ripeline.record.RecordError.EDIT_CONFLICT;
import static io.ripeline.record.RecordError.MOVED_MEANWHILE;
import static io.ripeline.record.RecordError.VERSION_CONFLICT;

import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.ObjectModel;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whether somebody else wrote a record since the client saw it.
final class Conflicts {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final Session session;
    private final ObjectModel object;
    private final StoredRecord current;

    Conflicts(Session session, ObjectModel object, StoredRecord current) {
        this.session = session;
        this.object = object;
        this.current = current;
    }

    /// Refuses with `moved-meanwhile`, `version-conflict` or `edit-conflict`, naming who changed what.
    void check(Precondition expected, RecordChanges changes) {
        moved(expected.from()).ifPresent(refusal -> {
            throw refusal;
        });
        if (expected.exactly() != null && expected.exactly() != current.version()) {
            throw refusal(VERSION_CONFLICT, expected.exactly(), List.of());
        }
        if (expected.since() != null && expected.since() != current.version()) {
            List<String> overlap =
                    Changes.since(session.transaction(), current.id(), expected.since()).fields().stream()
                            .filter(changes.values()::containsKey)
                            .toList();
            if (!overlap.isEmpty()) {
                throw refusal(EDIT_CONFLICT, expected.since(), overlap);
            }
        }
    }

    /// The refusal of a move from a stage in which the record stands no more: who moved it, when and where to.
    ///
    /// @param from key of the stage; nothing is refused where it is absent
    Optional<Refused> moved(@Nullable String from) {
        FieldView view = FieldView.of(session, object);
        return object.funnelOf(current.values())
                .filter(funnel ->
                        object.field(funnel.field()).filter(view::knows).isPresent())
                .filter(funnel -> from != null
                        && !from.equals(current.text(funnel.field()).orElse(null)))
                .map(this::moved);
    }

    private Refused moved(Funnel funnel) {
        Optional<Move> last =
                Stays.of(session.transaction(), List.of(current.id())).getOrDefault(current.id(), List.of()).stream()
                        .filter(stay -> stay.field().equals(funnel.field()) && stay.leftAt() == null)
                        .findFirst();
        UUID by = last.map(Move::actor).orElse(current.updatedBy());
        Instant at = last.map(Move::enteredAt).orElse(current.updatedAt());
        String key = current.text(funnel.field()).orElse("");
        Stage stage = funnel.stages().get(key);
        Text to =
                stage == null ? Text.verbatim(key) : stage.definition().label().text();
        String name = session.caller().directory().nameOf(by);
        String then = TIME.format(
                at.atZone(session.days().zoneOf(session.caller().member().id())));
        Map<String, Object> conflict = Map.of(
                "version", current.version(),
                "fields", List.of(funnel.field()),
                "changedBy", Map.of("id", by.toString(), "name", name),
                "changedAt", at.toString(),
                "stage", key);
        return MOVED_MEANWHILE
                .because(new Text(
                        "%s moved this to “%s” at %s; look at it again before you move it on."
                                .formatted(name, to.en(), then),
                        "%s 已于 %s 将其移至“%s”，请查看后再移动。".formatted(name, then, to.zh())))
                .with("conflict", conflict);
    }

    /// Those of the changed fields that the member knows of.
    private List<String> known(List<String> fields) {
        FieldView view = FieldView.of(session, object);
        return fields.stream()
                .filter(key -> object.field(key).map(view::knows).orElse(true))
                .toList();
    }

    private Refused refusal(RecordError code, int seen, List<String> overlap) {
        Changes.Since since = Changes.since(session.transaction(), current.id(), seen);
        UUID by = since.by() == null ? current.updatedBy() : since.by();
        String name = session.caller().directory().nameOf(by);
        List<String> fields = overlap.isEmpty() ? known(since.fields()) : overlap;
        String at = (since.at() == null ? current.updatedAt() : since.at()).toString();
        Map<String, Object> conflict = Map.of(
                "version",
                current.version(),
                "fields",
                fields,
                "changedBy",
                Map.of("id", by.toString(), "name", name),
                "changedAt",
                at);
        return code.because(Text.of(
                        "%s changed this record meanwhile (%s); load it again and repeat your change.",
                        "%s 已修改此记录（%s），请刷新后重试。", name, String.join(", ", fields)))
                .with("conflict", conflict);
    }
}
