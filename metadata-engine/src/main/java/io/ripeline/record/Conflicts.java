package io.ripeline.record;

import static io.ripeline.record.RecordError.EDIT_CONFLICT;
import static io.ripeline.record.RecordError.VERSION_CONFLICT;

import io.ripeline.definition.ObjectModel;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Whether somebody else wrote a record since the client saw it.
final class Conflicts {

    private final Session session;
    private final ObjectModel object;
    private final StoredRecord current;

    Conflicts(Session session, ObjectModel object, StoredRecord current) {
        this.session = session;
        this.object = object;
        this.current = current;
    }

    /// Refuses with `version-conflict` or `edit-conflict`, naming who changed what.
    void check(Precondition expected, RecordChanges changes) {
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
