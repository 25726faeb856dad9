package io.ripeline.worklist;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// What a record's rhythm is planned from, told for many of them from one reading.
///
/// @param cadence the rhythm that goes from contact to contact; none where it need not be seen again
/// @param contact the day of the last contact, or of that on which the record was made, for the record's owner
record Standing(Optional<Cadence> cadence, LocalDate contact) {

    private static final Field<Instant> CONTACT = DSL.field(DSL.name("last_contact"), Instant.class);

    /// Of those of the records that are not in the bin.
    static Map<UUID, Standing> of(Session session, ObjectModel object, List<StoredRecord> records) {
        Map<UUID, StoredRecord> byId =
                records.stream().collect(Collectors.toMap(StoredRecord::id, Function.identity()));
        Optional<RowRhythm> rhythms = RowRhythm.inForce(session, object);
        ObjectModel activity = session.model().object(StandardObjects.ACTIVITY);
        List<Field<?>> fields = new ArrayList<>(rhythms.map(RowRhythm::fields).orElse(List.of()));
        fields.add(object.columns().id());
        fields.add(DSL.coalesce(
                        DSL.field(Contacts.last(
                                session, activity, object.columns().id())),
                        object.columns().createdAt())
                .as(CONTACT));
        Map<UUID, Standing> standings = new HashMap<>();
        session.transaction()
                .sql()
                .select(fields)
                .from(object.table())
                .where(object.columns()
                        .id()
                        .eq(DSL.any(byId.keySet().toArray(new UUID[0])))
                        .and(object.columns().deletedAt().isNull()))
                .forEach((Record row) -> {
                    UUID id = row.get(object.columns().id());
                    Optional<Cadence> cadence = rhythms.isPresent()
                            ? rhythms.get().rhythm(row)
                            : ApplicableCadence.of(session, object, Objects.requireNonNull(byId.get(id)));
                    UUID owner = Objects.requireNonNull(byId.get(id)).ownerId();
                    standings.put(id, new Standing(cadence, session.days().dateAt(owner, row.get(CONTACT))));
                });
        return standings;
    }
}
