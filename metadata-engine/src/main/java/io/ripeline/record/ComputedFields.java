package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Computes formulas and roll-ups of standing records anew, where it was not a write that made them stale. The records
/// are the same version afterwards, and nothing of it stands in their history.
@Component
public class ComputedFields {

    private final RecordTables tables;

    ComputedFields(RecordTables tables) {
        this.tables = tables;
    }

    /// Computes fields, and whatever formulas of the object read them, for some records; waits for whoever writes them.
    public void recompute(Session session, String object, Collection<String> fields, Collection<UUID> ids) {
        session.model()
                .find(object)
                .ifPresent(model -> recomputation(session, model).run(ids, Recomputation.among(model, fields)));
    }

    /// The same without waiting; answers the records that somebody else is writing, which are left as they are.
    public Set<UUID> recomputeFree(Session session, String object, Collection<String> fields, Collection<UUID> ids) {
        return session.model()
                .find(object)
                .map(model -> recomputation(session, model).runOnFree(ids, Recomputation.among(model, fields)))
                .orElse(Set.of());
    }

    private Recomputation recomputation(Session session, ObjectModel object) {
        return new Recomputation(session, tables.of(session.model(), object));
    }
}
