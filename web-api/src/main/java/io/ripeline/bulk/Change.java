package io.ripeline.bulk;

import io.ripeline.rest.RecordOperations.Operation;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The same change of each record.
///
/// @param op `update`, `delete`, `restore`, `owner` or `move`
/// @param ownerId whose the records become by `owner`; nobody's where it is null
/// @param stage where `move` goes
record Change(
        String op,
        @Nullable Map<String, JsonNode> values,
        @Nullable JsonNode ownerId,
        @Nullable String stage,
        @Nullable String reason)
        implements Work {

    /// Whether it puts records into the bin or takes them out of it.
    boolean deletes() {
        return op.equals("delete") || op.equals("restore");
    }

    /// The fields that it writes.
    List<String> fields() {
        return values == null ? List.of() : List.copyOf(values.keySet());
    }

    /// The write that changes one record, as its own call would make it.
    Operation of(UUID record) {
        boolean owner = op.equals("owner");
        return new Operation(
                owner ? "update" : op,
                record.toString(),
                owner || deletes() ? null : values,
                null,
                owner ? ownerId : null,
                stage,
                null,
                null);
    }
}
