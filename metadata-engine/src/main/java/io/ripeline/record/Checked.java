package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.FieldAccess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes that are found right before anything is written, or refused.
final class Checked {

    private final Session session;
    private final ObjectModel object;
    private final Cause cause;
    private final References references;
    private final Gate gate;
    private final ComputedValues computed;
    private final Beginnings beginnings;

    Checked(
            Session session,
            ObjectModel object,
            Cause cause,
            References references,
            Gate gate,
            ComputedValues computed) {
        this.session = session;
        this.object = object;
        this.cause = cause;
        this.references = references;
        this.gate = gate;
        this.computed = computed;
        this.beginnings = new Beginnings(session, object, computed);
    }

    /// Checks a record that shall be made, whatever becomes of it afterwards.
    Prepared prepare(RecordChanges changes, Past past, NewOwner newOwner) {
        StoredRecord begun = Beginnings.begun(session, object, changes, past);
        Map<String, Object> values = new LinkedHashMap<>(begun.values());
        ValueChanges.merge(values, changes.values());
        StoredRecord record = beginnings.owned(computed.ofNew(begun.with(values)), changes, newOwner);
        Findings findings = new Findings(cause);
        findings.warned(() -> check().check(begun, record, ValueChanges.difference(object, begun.values(), values)));
        findings.found(() -> references.checkOwner(record.ownerId()));
        findings.found(() -> references.checkSubject(object, record.subject()));
        findings.found(() -> gate.belongs(record));
        List<Unmet> waived = new ArrayList<>();
        findings.warned(() -> gate.enter(record, waived));
        return new Prepared(record, past, findings.warnings(), List.of(), List.copyOf(waived), chosen(changes));
    }

    /// The field whose grade a person chose with her changes.
    private Optional<String> chosen(RecordChanges changes) {
        return object.gradeField()
                .filter(field -> cause.isByHand() && changes.values().containsKey(field));
    }

    private WriteCheck check() {
        return new WriteCheck(session, object, cause, references);
    }

    /// Checks a change of a record that is locked, whatever becomes of it afterwards; nothing where nothing changes.
    Optional<Planned> plan(StoredRecord before, RecordChanges changes, PastStays stays, Past past) {
        Map<String, Object> values = new LinkedHashMap<>(before.values());
        ValueChanges.merge(values, uncovered(before, changes));
        intoFunnel(before, changes, values);
        Map<String, @Nullable Object> changed = ValueChanges.difference(object, before.values(), values);
        UUID owner =
                changes.owner() == null ? before.ownerId() : changes.owner().id();
        boolean same = changed.isEmpty() && Objects.equals(owner, before.ownerId());
        if (same && !stays.changes(before, past)) {
            return Optional.empty();
        }
        StoredRecord after = computed.of(before, next(before, owner, values, past));
        Findings findings = new Findings(cause);
        findings.warned(() -> check().check(before, after, changed));
        if (!Objects.equals(owner, before.ownerId())) {
            findings.found(() -> references.checkOwner(owner));
        }
        if (Stages.fields(object).stream().anyMatch(changed::containsKey)) {
            findings.found(() -> gate.belongs(after));
        }
        List<Unmet> waived = new ArrayList<>();
        findings.warned(() -> gate.advance(before, after, waived));
        return Optional.of(new Planned(
                before,
                after,
                ValueChanges.difference(object, before.values(), after.values()),
                past,
                findings.warnings(),
                waived,
                chosen(changes)));
    }

    /// A record that goes over to another funnel begins in its first stage, unless another one is written with it.
    private void intoFunnel(StoredRecord before, RecordChanges changes, Map<String, Object> values) {
        object.funnelOf(values)
                .filter(funnel -> !changes.values().containsKey(funnel.field())
                        && gate.changesFunnel(before, before.with(values)))
                .ifPresent(funnel -> funnel.first().ifPresent(first -> values.put(funnel.field(), first.key())));
    }

    /// The changes without the values that came back covered as the member was shown them.
    private Map<String, @Nullable Object> uncovered(StoredRecord before, RecordChanges changes) {
        FieldView view = FieldView.of(session, object);
        Map<String, @Nullable Object> meant = new LinkedHashMap<>(changes.values());
        meant.entrySet()
                .removeIf(change -> object.field(change.getKey())
                        .filter(field -> view.access(field) == FieldAccess.MASKED)
                        .flatMap(field -> before.value(field.key()).map(value -> Masked.of(field, value)))
                        .filter(covered -> covered.equals(change.getValue()))
                        .isPresent());
        return meant;
    }

    /// The record one version on.
    private StoredRecord next(StoredRecord before, @Nullable UUID owner, Map<String, Object> values, Past past) {
        return new StoredRecord(
                before.id(),
                before.version() + 1,
                Objects.requireNonNullElse(past.createdAt(), before.createdAt()),
                Objects.requireNonNullElse(past.createdBy(), before.createdBy()),
                session.transaction().now(),
                me(),
                owner,
                values,
                Map.of(),
                null,
                before.subject());
    }

    private UUID me() {
        return session.caller().member().id();
    }
}
