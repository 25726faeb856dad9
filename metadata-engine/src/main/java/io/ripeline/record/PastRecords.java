package io.ripeline.record;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Records as they were: rebuilt from what they are and from what each write since then has changed. Reads whatever
/// there is in the company, whoever may see it; records that were deleted since are left out.
@Component
public class PastRecords {

    private static final Set<String> BROUGHT = Set.of(Cause.IMPORT.key(), Cause.SAMPLE.key());

    private final RecordTables tables;

    PastRecords(RecordTables tables) {
        this.tables = tables;
    }

    /// A record at an instant, what was written at that instant included.
    public record At(UUID id, Instant when) {}

    /// A record as it was.
    public record Was(StoredRecord record, Known known) {}

    /// How far back the history of a record reaches.
    public enum Known {
        /// As it was then.
        AS_IT_WAS,
        /// Only as it was later, when it was first known here: a company brought it along, older than its history.
        AS_FIRST_KNOWN,
        /// It was not there yet; it stands as it was when it came.
        NOT_THERE_YET
    }

    /// The records wanted, each as it was then.
    public Map<At, Was> of(Session session, ObjectModel object, Collection<At> wanted) {
        Set<UUID> ids = wanted.stream().map(At::id).collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<UUID, StoredRecord> now = new HashMap<>();
        tables.of(session.model(), object)
                .all(session.transaction().sql(), ids)
                .forEach(record -> now.put(record.id(), record));
        Map<UUID, List<Changes.Change>> changes = Changes.of(session.transaction(), now.keySet());
        Map<At, Was> were = new LinkedHashMap<>();
        for (At at : wanted) {
            StoredRecord record = now.get(at.id());
            if (record != null) {
                were.put(at, rewound(object, record, changes.getOrDefault(at.id(), List.of()), at.when()));
            }
        }
        return were;
    }

    /// A record's values as expressions name them.
    public Map<String, Object> values(ObjectModel object, StoredRecord record) {
        return Session.values(object, record);
    }

    /// Undoes every change but the first that came after then.
    ///
    /// @param changes the newest first
    private static Was rewound(ObjectModel object, StoredRecord now, List<Changes.Change> changes, Instant when) {
        Map<String, Object> values = new HashMap<>(now.values());
        UUID owner = now.ownerId();
        for (Changes.Change change : changes) {
            if (!change.at().isAfter(when)) {
                return new Was(as(object, now, values, owner, change), Known.AS_IT_WAS);
            }
            if (change.version() == 1) {
                boolean there =
                        BROUGHT.contains(change.cause()) || !now.createdAt().isAfter(when);
                return new Was(
                        as(object, now, values, owner, change), there ? Known.AS_FIRST_KNOWN : Known.NOT_THERE_YET);
            }
            for (String field : change.fields()) {
                JsonNode before = change.before().get(field);
                if (field.equals(SystemNames.OWNER_ID)) {
                    owner = PastValues.owner(before);
                } else {
                    undo(values, object.field(field), before);
                }
            }
        }
        return new Was(as(object, now, values, owner, null), Known.AS_FIRST_KNOWN);
    }

    private static void undo(Map<String, Object> values, Optional<FieldModel> field, @Nullable JsonNode before) {
        field.ifPresent(known -> PastValues.of(known, before)
                .ifPresentOrElse(value -> values.put(known.key(), value), () -> values.remove(known.key())));
    }

    private static StoredRecord as(
            ObjectModel object,
            StoredRecord now,
            Map<String, Object> values,
            @Nullable UUID owner,
            Changes.@Nullable Change last) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        object.all().forEach(field -> {
            Object value = values.get(field.key());
            if (value != null) {
                ordered.put(field.key(), value);
            }
        });
        return new StoredRecord(
                now.id(),
                last == null ? now.version() : last.version(),
                now.createdAt(),
                now.createdBy(),
                last == null ? now.updatedAt() : last.at(),
                last == null ? now.updatedBy() : last.by(),
                owner,
                ordered,
                Map.of(),
                null,
                now.subject());
    }

    /// How records are called, by id.
    public Map<UUID, String> names(Session session, ObjectModel object, Collection<UUID> ids) {
        return Names.of(session, object, ids);
    }
}
