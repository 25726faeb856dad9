package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/// Changes many records of one object with a few statements, as the platform itself plans them: nobody's rights and
/// none
/// of the object's rules are asked, but histories are kept and listeners told as of every write.
final class BatchChange {

    private final Session session;
    private final ObjectModel object;
    private final Cause cause;
    private final RecordRows rows;
    private final ComputedValues computed;
    private final ApplicationEventPublisher events;

    BatchChange(
            Session session, ObjectModel object, RecordTables tables, Cause cause, ApplicationEventPublisher events) {
        this.session = session;
        this.object = object;
        this.cause = cause;
        this.rows = new RecordRows(session.transaction().sql(), tables.of(session.model(), object));
        this.computed = new ComputedValues(session, object, tables, cause.inBulk());
        this.events = events;
    }

    /// Puts values into records that are locked.
    void change(Map<StoredRecord, Map<String, @Nullable Object>> wanted) {
        TenantTransaction transaction = session.transaction();
        UUID me = session.caller().member().id();
        List<RecordWritten> written = new ArrayList<>();
        List<Changes.Changed> changed = new ArrayList<>();
        for (Map.Entry<StoredRecord, Map<String, @Nullable Object>> each : wanted.entrySet()) {
            StoredRecord before = each.getKey();
            Map<String, Object> merged = new LinkedHashMap<>(before.values());
            ValueChanges.merge(merged, each.getValue());
            StoredRecord after =
                    computed.of(before, before.next(me, transaction.now()).with(merged));
            Map<String, @Nullable Object> stored = ValueChanges.difference(object, before.values(), after.values());
            if (!stored.isEmpty()) {
                written.add(new RecordWritten(transaction, session.model(), object, before, after, cause));
                changed.add(new Changes.Changed(
                        after, ValueChanges.only(before.values(), stored), ValueChanges.only(after.values(), stored)));
            }
        }
        if (written.isEmpty()) {
            return;
        }
        rows.putAll(written.stream().map(RecordWritten::after).toList());
        History history = new History(transaction, me, cause);
        stays(history, written);
        history.changes().changedAll(object.key(), changed);
        computed.changed(written);
        RecordsSettled.tell(events, new RecordsWritten(written));
    }

    private void stays(History history, List<RecordWritten> written) {
        List<Stays.Entered> entered = new ArrayList<>();
        for (String field : Stages.fields(object)) {
            for (RecordWritten each : written) {
                StoredRecord before = Objects.requireNonNull(each.before());
                Optional<String> was = before.text(field);
                Optional<String> is = each.after().text(field);
                if (!was.equals(is)) {
                    Instant at = Stays.at(before, each.after().updatedAt());
                    Stay stay = is.map(value -> new Stay(field, was.orElse(null), value, at, null))
                            .orElse(null);
                    entered.add(new Stays.Entered(each.after().id(), field, at, stay));
                }
            }
        }
        history.stays().enteredAll(object.key(), entered);
    }
}
