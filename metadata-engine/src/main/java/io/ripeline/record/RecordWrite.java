package io.ripeline.record;

import static io.ripeline.record.RecordError.RECORD_INVALID;

import io.ripeline.database.Ids;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.ObjectModel.SystemColumns;
import io.ripeline.identity.Member;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/// One write: lock, validate, gate, write, history, event. Nothing is written before everything is found right.
final class RecordWrite {

    private final Session session;
    private final TenantTransaction transaction;
    private final ObjectModel object;
    private final RecordTable table;
    private final Cause cause;
    private final Gate gate;
    private final ApplicationEventPublisher events;

    RecordWrite(Session session, RecordTable table, Cause cause, ApplicationEventPublisher events) {
        this.session = session;
        this.transaction = session.transaction();
        this.object = table.object();
        this.table = table;
        this.cause = cause;
        this.gate = new Gate(session, object, cause);
        this.events = events;
    }

    Written create(RecordChanges changes, Past past) {
        UUID id = Ids.next();
        Map<String, Object> values = new LinkedHashMap<>();
        Defaults.of(object, transaction.tenant().dateAt(transaction.now())).forEach(values::put);
        merge(values, changes.values());
        UUID owner = changes.owner() == null ? me() : changes.owner().id();
        new ValueCheck(object)
                .complete(values)
                .changed(new LinkedHashMap<>(values), this::exists)
                .orRefuse();
        checkOwner(owner);
        checkSubject(changes.subject());
        Instant createdAt = Objects.requireNonNullElse(past.createdAt(), transaction.now());
        UUID createdBy = Objects.requireNonNullElse(past.createdBy(), me());
        StoredRecord record = new StoredRecord(
                id,
                1,
                createdAt,
                createdBy,
                transaction.now(),
                me(),
                owner,
                ordered(values),
                Map.of(),
                null,
                changes.subject());
        List<Unmet> warnings = gate.enter(record);
        insert(record);
        History history = new History(transaction, me(), cause);
        history.brought(object.key(), id, Stages.beginning(object, values, past, createdAt));
        history.changed(object.key(), id, 1, Map.of(), record.values());
        events.publishEvent(new RecordWritten(transaction, session.model(), object, null, record, cause));
        return new Written(record, warnings);
    }

    Written update(UUID id, RecordChanges changes, Precondition expected) {
        StoredRecord before = table.lock(transaction.sql(), id, visible()).orElseThrow(Records::notFound);
        new Conflicts(session, before).check(expected, changes);
        Map<String, Object> values = new LinkedHashMap<>(before.values());
        merge(values, changes.values());
        Map<String, @Nullable Object> changed = difference(before.values(), values);
        UUID owner =
                changes.owner() == null ? before.ownerId() : changes.owner().id();
        if (changed.isEmpty() && Objects.equals(owner, before.ownerId())) {
            return new Written(before, List.of());
        }
        ValueCheck check = new ValueCheck(object).changed(changed, this::exists);
        if (!cause.equals(Cause.MIGRATION)) {
            check.complete(values);
        }
        check.orRefuse();
        if (!Objects.equals(owner, before.ownerId())) {
            checkOwner(owner);
        }
        StoredRecord after = new StoredRecord(
                id,
                before.version() + 1,
                before.createdAt(),
                before.createdBy(),
                transaction.now(),
                me(),
                owner,
                ordered(values),
                Map.of(),
                null,
                before.subject());
        List<Unmet> warnings = gate.advance(before, after);
        store(after, changed);
        note(before, after, changed);
        events.publishEvent(new RecordWritten(transaction, session.model(), object, before, after, cause));
        return new Written(after, warnings);
    }

    private void note(StoredRecord before, StoredRecord after, Map<String, @Nullable Object> changed) {
        History history = new History(transaction, me(), cause);
        for (String field : Stages.fields(object)) {
            if (changed.containsKey(field)) {
                history.entered(
                        object.key(),
                        after.id(),
                        field,
                        before.text(field).orElse(null),
                        after.text(field).orElse(null));
            }
        }
        Map<String, Object> was = only(before.values(), changed);
        Map<String, Object> is = only(after.values(), changed);
        if (!Objects.equals(before.ownerId(), after.ownerId())) {
            was.put("owner_id", String.valueOf(before.ownerId()));
            is.put("owner_id", String.valueOf(after.ownerId()));
        }
        history.changed(object.key(), after.id(), after.version(), was, is);
    }

    private static Map<String, Object> only(Map<String, Object> values, Map<String, ?> fields) {
        Map<String, Object> some = new LinkedHashMap<>(values);
        some.keySet().retainAll(fields.keySet());
        return some;
    }

    private org.jooq.Condition visible() {
        return cause.rights()
                ? session.caller().visible(object)
                : object.columns().deletedAt().isNull();
    }

    private UUID me() {
        return session.caller().member().id();
    }

    static void merge(Map<String, Object> values, Map<String, @Nullable Object> changes) {
        changes.forEach((key, value) -> {
            if (value == null || value instanceof String text && text.isEmpty()) {
                values.remove(key);
            } else {
                values.put(key, value);
            }
        });
    }

    private Map<String, Object> ordered(Map<String, Object> values) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (FieldModel field : object.all()) {
            Object value = values.get(field.key());
            if (value != null) {
                ordered.put(field.key(), value);
            }
        }
        return ordered;
    }

    private Map<String, @Nullable Object> difference(Map<String, Object> before, Map<String, Object> after) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        for (FieldModel field : object.all()) {
            Object now = after.get(field.key());
            if (!same(before.get(field.key()), now)) {
                changed.put(field.key(), now);
            }
        }
        return changed;
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof java.math.BigDecimal number && other instanceof java.math.BigDecimal second) {
            return number.compareTo(second) == 0;
        }
        if (one instanceof io.ripeline.definition.Money money && other instanceof io.ripeline.definition.Money second) {
            return money.currency().equals(second.currency()) && money.amount().compareTo(second.amount()) == 0;
        }
        return Objects.equals(one, other);
    }

    private boolean exists(FieldModel field, UUID id) {
        if (field.type() == FieldType.MEMBER) {
            return session.caller().directory().find(id).isPresent();
        }
        return field.target()
                .flatMap(session.model()::find)
                .map(target -> isVisible(target, id))
                .orElse(false);
    }

    private boolean isVisible(ObjectModel target, UUID id) {
        org.jooq.Condition seen = cause.rights()
                ? session.caller().visible(target)
                : target.columns().deletedAt().isNull();
        return transaction
                .sql()
                .fetchExists(target.table(), target.columns().id().eq(id).and(seen));
    }

    private void checkOwner(@Nullable UUID owner) {
        if (owner != null
                && session.caller()
                        .directory()
                        .find(owner)
                        .filter(Member::active)
                        .isEmpty()) {
            throw RECORD_INVALID.at("/ownerId", Text.of("The owner is not an active member.", "负责人不是有效成员。"));
        }
    }

    private void checkSubject(@Nullable Subject subject) {
        if (!object.about()) {
            return;
        }
        boolean there = subject != null
                && session.model()
                        .find(subject.object())
                        .filter(target -> isVisible(target, subject.id()))
                        .isPresent();
        if (!there) {
            throw RECORD_INVALID.at(
                    "/subject", Text.of("Say which record this is about: {object, id}.", "请指明所属记录：{object, id}。"));
        }
    }

    private void insert(StoredRecord record) {
        SystemColumns system = object.columns();
        Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put(system.id(), record.id());
        columns.put(system.version(), record.version());
        columns.put(system.ownerId(), record.ownerId());
        columns.put(system.createdAt(), record.createdAt());
        columns.put(system.createdBy(), record.createdBy());
        columns.put(system.updatedAt(), record.updatedAt());
        columns.put(system.updatedBy(), record.updatedBy());
        Subject subject = record.subject();
        if (subject != null && system.subjectObject() != null && system.subjectId() != null) {
            columns.put(system.subjectObject(), subject.object());
            columns.put(system.subjectId(), subject.id());
        }
        record.values()
                .forEach((key, value) ->
                        object.field(key).ifPresent(field -> columns.putAll(table.columnsOf(field, value))));
        Uniqueness.guard(
                object,
                () -> transaction.sql().insertInto(object.table()).set(columns).execute());
    }

    private void store(StoredRecord record, Map<String, @Nullable Object> changed) {
        SystemColumns system = object.columns();
        Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
        changed.forEach(
                (key, value) -> object.field(key).ifPresent(field -> columns.putAll(table.columnsOf(field, value))));
        columns.put(system.version(), record.version());
        columns.put(system.ownerId(), record.ownerId());
        columns.put(system.updatedAt(), record.updatedAt());
        columns.put(system.updatedBy(), record.updatedBy());
        Uniqueness.guard(
                object,
                () -> transaction
                        .sql()
                        .update(object.table())
                        .set(unqualified(columns))
                        .where(system.id().eq(record.id()))
                        .execute());
    }

    private static Map<Field<?>, @Nullable Object> unqualified(Map<Field<?>, @Nullable Object> columns) {
        Map<Field<?>, @Nullable Object> bare = new LinkedHashMap<>();
        columns.forEach((field, value) -> bare.put(DSL.field(field.getUnqualifiedName(), field.getDataType()), value));
        return bare;
    }
}
