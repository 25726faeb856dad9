package io.ripeline.record;

import static io.ripeline.record.RecordError.RECORD_INVALID;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.OnDelete;
import io.ripeline.definition.SystemNames;
import io.ripeline.record.Dependents.Reference;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/// Puts records into the bin and takes them out, each with its history and event, together with what hangs on it.
final class Bin {

    private static final String DELETED_AT = SystemNames.DELETED_AT;

    private final Session session;
    private final TenantTransaction transaction;
    private final RecordTables tables;
    private final Cause cause;
    private final ApplicationEventPublisher events;
    private final DuplicateWatch duplicates;

    Bin(
            Session session,
            RecordTables tables,
            Cause cause,
            ApplicationEventPublisher events,
            DuplicateWatch duplicates) {
        this.session = session;
        this.transaction = session.transaction();
        this.tables = tables;
        this.cause = cause;
        this.events = events;
        this.duplicates = duplicates;
    }

    /// Deletes a record the member sees.
    void delete(ObjectModel object, UUID id, Precondition expected) {
        Condition visible = new References(session, tables, cause).visible(object);
        StoredRecord record = table(object)
                .lockAgainstReferences(transaction.sql(), id, visible)
                .orElseThrow(Records::notFound);
        if (cause.rights()) {
            session.caller().requireOwned(object, record);
        }
        new Conflicts(session, object, record).check(expected, RecordChanges.of(Map.of()));
        Dependents dependents = Dependents.of(session, object, id);
        dependents.losing().forEach(this::clear);
        dependents.doomed().forEach(this::delete);
        StaleRollUps.settle();
    }

    private void clear(Reference reference, Set<String> fields) {
        Map<String, @Nullable Object> nothing = new LinkedHashMap<>();
        fields.forEach(field -> nothing.put(field, null));
        ObjectModel object = reference.object();
        StoredRecord before =
                locked(object, reference.id(), object.columns().deletedAt().isNull());
        Written written = new RecordWrite(session, object, tables, Cause.DELETE, events, duplicates)
                .update(reference.id(), RecordChanges.of(nothing), Precondition.NONE);
        lostLinks().note(object, before, fields, written.record().version());
    }

    private void delete(Reference reference) {
        ObjectModel object = reference.object();
        StoredRecord record =
                locked(object, reference.id(), object.columns().deletedAt().isNull());
        StoredRecord binned = record.next(me(), transaction.now());
        new RecordRows(transaction.sql(), table(object)).bin(binned, true);
        note(object, binned, Map.of(), Map.of(DELETED_AT, transaction.now()));
        computed(object).written(record, null);
        transaction.wrote();
        events.publishEvent(new RecordDeleted(transaction, session.model(), object, binned, cause));
    }

    /// Takes a record that the member may see out of the bin, with those that were deleted for it. What pointed to it
    /// before it was merged does so again.
    StoredRecord restore(ObjectModel object, UUID id) {
        Condition seen = cause.rights() ? session.caller().seen(object) : DSL.noCondition();
        StoredRecord restored = restore(object, id, seen);
        Optional<UUID> into = Merging.into(transaction, id);
        Merging.forget(transaction, id);
        into.ifPresent(other -> new Unmerging(session, tables, events, duplicates).giveBack(object, id, other));
        StaleRollUps.settle();
        return table(object).find(transaction.sql(), id, DSL.noCondition()).orElse(restored);
    }

    /// The same unless it came out of the bin already, with another one.
    StoredRecord back(ObjectModel object, StoredRecord record) {
        Condition binned = object.columns()
                .id()
                .eq(record.id())
                .and(object.columns().deletedAt().isNotNull());
        return transaction.sql().fetchExists(object.table(), binned) ? restore(object, record.id()) : record;
    }

    private StoredRecord restore(ObjectModel object, UUID id, Condition seen) {
        StoredRecord record =
                locked(object, id, seen.and(object.columns().deletedAt().isNotNull()));
        Instant deletedAt = Objects.requireNonNull(transaction
                .sql()
                .select(object.columns().deletedAt())
                .from(object.table())
                .where(object.columns().id().eq(id))
                .fetchSingle(object.columns().deletedAt()));
        StoredRecord restored = restore(object, record, deletedAt);
        deletedFor(object, id, deletedAt).forEach(child -> restore(child.object(), child.id(), DSL.noCondition()));
        return restored;
    }

    private StoredRecord restore(ObjectModel object, StoredRecord record, Instant deletedAt) {
        Map<String, Object> values = new LinkedHashMap<>(record.values());
        withoutTarget(object, record).forEach(field -> values.remove(field.key()));
        ComputedValues computed = computed(object);
        StoredRecord restored = computed.of(record, record.with(values).next(me(), transaction.now()));
        duplicates.look(session, object, null, restored, cause);
        Map<String, @Nullable Object> changed = ValueChanges.difference(object, record.values(), restored.values());
        RecordRows rows = new RecordRows(transaction.sql(), table(object));
        rows.store(restored, changed);
        rows.bin(restored, false);
        Map<String, Object> was = ValueChanges.only(record.values(), changed);
        was.put(DELETED_AT, deletedAt);
        note(object, restored, was, ValueChanges.only(restored.values(), changed));
        computed.written(null, restored);
        transaction.wrote();
        events.publishEvent(new RecordRestored(transaction, session.model(), object, restored, cause));
        lostLinks().giveBack(object, restored.id());
        return restored;
    }

    /// The lookups whose target is gone; refuses with `record-invalid` where one of them cannot be without.
    private List<FieldModel> withoutTarget(ObjectModel object, StoredRecord record) {
        References references = new References(session, tables, Cause.DELETE);
        List<FieldModel> gone = new ArrayList<>();
        for (FieldModel field : object.all()) {
            UUID id = field.target().isPresent()
                    ? (UUID) record.value(field.key()).orElse(null)
                    : null;
            if (id == null || references.exists(field, id)) {
                continue;
            }
            if (field.onDelete() != OnDelete.CLEAR) {
                throw RECORD_INVALID.at(
                        Violation.pointer("/values", field.key()),
                        Text.of("What the record belongs to is deleted; restore that first.", "所属记录已删除，请先恢复它。"));
            }
            gone.add(field);
        }
        return gone;
    }

    /// The records that were deleted together with another one because they belong to it.
    private List<Reference> deletedFor(ObjectModel target, UUID id, Instant deletedAt) {
        List<Reference> children = new ArrayList<>();
        for (ObjectModel object : session.model().objects()) {
            for (FieldModel field : object.all()) {
                if (field.target().filter(target.key()::equals).isPresent() && field.onDelete() == OnDelete.CASCADE) {
                    transaction
                            .sql()
                            .select(object.columns().id())
                            .from(object.table())
                            .where(StoredValues.column(field, UUID.class).eq(id))
                            .and(object.columns().deletedAt().eq(deletedAt))
                            .orderBy(object.columns().id())
                            .forEach(row -> children.add(new Reference(object, row.value1())));
                }
            }
        }
        return children;
    }

    private StoredRecord locked(ObjectModel object, UUID id, Condition condition) {
        return table(object)
                .lockAgainstReferences(transaction.sql(), id, condition)
                .orElseThrow(Records::notFound);
    }

    private void note(ObjectModel object, StoredRecord record, Map<String, Object> before, Map<String, Object> after) {
        new History(transaction, me(), cause)
                .changes()
                .changed(object.key(), record.id(), record.version(), before, after);
    }

    private LostLinks lostLinks() {
        return new LostLinks(session, tables, events, duplicates);
    }

    private ComputedValues computed(ObjectModel object) {
        return new ComputedValues(session, object, tables, true);
    }

    private RecordTable table(ObjectModel object) {
        return tables.of(session.model(), object);
    }

    private UUID me() {
        return session.caller().member().id();
    }
}
