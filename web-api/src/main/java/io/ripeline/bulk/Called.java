package io.ripeline.bulk;

import io.ripeline.definition.ObjectModel;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What records of bulk work are called, of those that the member sees: of the others nothing is told.
final class Called {

    private Called() {}

    static Map<UUID, String> of(Session session, Records records, ObjectModel object, List<Item> items) {
        List<UUID> ids = items.stream().map(Item::id).toList();
        return records.names(
                session,
                object,
                records.all(session, object, ids).stream().map(StoredRecord::id).toList());
    }
}
