package io.ripeline.record;

import io.ripeline.definition.Funnel;
import io.ripeline.definition.ObjectModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The stays of a record that was there already when its past is brought along: what the past says of a stage or grade
/// stands for what was known of it, and the rest stays.
final class PastStays {

    private final Session session;
    private final ObjectModel object;
    private final Cause cause;
    private final Map<UUID, List<Move>> expected = new HashMap<>();

    PastStays(Session session, ObjectModel object, Cause cause) {
        this.session = session;
        this.object = object;
        this.cause = cause;
    }

    /// The same that knows the stays of these records already, asked for all of them at once.
    PastStays expecting(Collection<UUID> records) {
        records.forEach(id -> expected.put(id, List.of()));
        expected.putAll(Stays.of(session.transaction(), records));
        return this;
    }

    /// Whether a past says anything else than what is known of a record.
    boolean changes(StoredRecord record, Past past) {
        boolean origin = past.createdAt() != null && !past.createdAt().equals(record.createdAt())
                || past.createdBy() != null && !past.createdBy().equals(record.createdBy());
        if (origin || past.entries().isEmpty()) {
            return origin;
        }
        List<Move> known = known(record.id());
        return past.entries().stream()
                .anyMatch(entry -> known.stream()
                        .noneMatch(move -> move.field().equals(entry.field())
                                && move.to().equals(entry.value())
                                && move.enteredAt().equals(entry.at())));
    }

    /// The stays in the fields that a past tells of. The stays a record was made with begin when the past says it was.
    List<Move> merged(StoredRecord before, StoredRecord record, Past past) {
        List<Move> all = known(record.id());
        List<Move> known = all.stream()
                .filter(move -> !move.isVoided())
                .map(move -> move.enteredAt().equals(before.createdAt()) ? since(move, record.createdAt()) : move)
                .toList();
        Set<String> fields = past.entries().stream().map(Past.Entry::field).collect(Collectors.toSet());
        List<Move> merged = new ArrayList<>();
        for (String field : Stages.fields(object)) {
            Object value = record.values().get(field);
            if (fields.contains(field) && value != null) {
                List<Past.Entry> entries = entries(field, value, known, past);
                Funnel funnel = object.funnelOf(record.values()).orElse(null);
                Past whole = new Past(null, null, entries);
                Stages.stays(funnel, field, value.toString(), whole, record.createdAt())
                        .forEach(stay -> merged.add(move(stay, known)));
                all.stream()
                        .filter(move -> move.isVoided() && move.field().equals(field))
                        .forEach(merged::add);
            }
        }
        return merged;
    }

    /// What is told, and what is known besides: nothing of what comes after the record is said to be where it is.
    private List<Past.Entry> entries(String field, Object value, List<Move> known, Past past) {
        List<Past.Entry> told = past.entries().stream()
                .filter(entry -> entry.field().equals(field))
                .toList();
        Instant standing = told.stream()
                .filter(entry -> entry.value().equals(value))
                .map(Past.Entry::at)
                .max(Instant::compareTo)
                .orElse(Instant.MAX);
        List<Past.Entry> entries = new ArrayList<>(told);
        known.stream()
                .filter(move -> move.field().equals(field))
                .filter(move -> told.stream().noneMatch(entry -> entry.value().equals(move.to())))
                .map(move -> new Past.Entry(field, move.to(), move.enteredAt()))
                .filter(entry -> entry.at().isBefore(standing))
                .forEach(entries::add);
        return entries;
    }

    private static Move since(Move move, Instant at) {
        return new Move(
                move.field(),
                move.from(),
                move.to(),
                at,
                move.leftAt(),
                move.cause(),
                move.reason(),
                move.actor(),
                move.definitionVersion(),
                move.notes());
    }

    /// A stay that was known keeps who caused it.
    private Move move(Stay stay, List<Move> known) {
        Move before = known.stream()
                .filter(move -> move.field().equals(stay.field())
                        && move.to().equals(stay.value())
                        && move.enteredAt().equals(stay.enteredAt()))
                .findFirst()
                .orElse(null);
        UUID me = session.caller().member().id();
        return new Move(
                stay.field(),
                stay.from(),
                stay.value(),
                stay.enteredAt(),
                stay.leftAt(),
                before == null ? cause.key() : before.cause(),
                before == null ? cause.reason() : before.reason(),
                before == null ? me : before.actor(),
                before == null ? session.transaction().configVersion() : before.definitionVersion(),
                before == null ? notesOfNow(stay, known) : before.notes());
    }

    /// What was noted as the record entered the stage in this write, whenever the past says that it did.
    private Move.@Nullable Notes notesOfNow(Stay stay, List<Move> known) {
        return known.stream()
                .filter(move -> stay.leftAt() == null
                        && move.leftAt() == null
                        && move.field().equals(stay.field())
                        && move.to().equals(stay.value())
                        && move.enteredAt().equals(session.transaction().now()))
                .findFirst()
                .map(Move::notes)
                .orElse(null);
    }

    private List<Move> known(UUID id) {
        List<Move> known = expected.get(id);
        return known == null ? Stays.of(session.transaction(), List.of(id)).getOrDefault(id, List.of()) : known;
    }
}
