package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import io.ripeline.refusal.Refused;
import io.ripeline.tenancy.TenantTransaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/// One write: lock, validate, gate, write, history, event. Nothing is written before everything is found right.
final class RecordWrite {

    private final Session session;
    private final TenantTransaction transaction;
    private final ObjectModel object;
    private final RecordTables tables;
    private final RecordTable table;
    private final Cause cause;
    private final References references;
    private final Gate gate;
    private final RecordRows rows;
    private final ComputedValues computed;
    private final Beginnings beginnings;
    private final ApplicationEventPublisher events;
    private final DuplicateWatch duplicates;
    private final ChangeNotes notes;
    private final Checked checked;

    RecordWrite(
            Session session,
            ObjectModel object,
            RecordTables tables,
            Cause cause,
            ApplicationEventPublisher events,
            DuplicateWatch duplicates) {
        this.session = session;
        this.transaction = session.transaction();
        this.object = object;
        this.tables = tables;
        this.table = tables.of(session.model(), object);
        this.cause = cause;
        this.references = new References(session, tables, cause);
        this.gate = new Gate(session, object, cause);
        this.rows = new RecordRows(transaction.sql(), table);
        this.computed = new ComputedValues(session, object, tables, cause.inBulk());
        this.beginnings = new Beginnings(session, object, computed);
        this.events = events;
        this.duplicates = duplicates;
        this.notes = new ChangeNotes(object, gate, transaction.now());
        this.checked = new Checked(session, object, cause, references, gate, computed);
    }

    /// Makes a record.
    ///
    /// @param newOwner who gets it where the changes name nobody
    Written create(RecordChanges changes, Past past, NewOwner newOwner) {
        Prepared prepared = prepare(changes, past, newOwner);
        List<DuplicateMatch> alike = duplicates.look(session, object, null, prepared.record(), cause);
        StoredRecord numbered = beginnings.numbered(prepared.record());
        RecordWritten told = told(null, numbered);
        Together writes = new Together();
        writes.add(rows.insertion(numbered));
        notes(writes).made(prepared, numbered);
        tables.alongside(told, writes);
        computed.writing(null, numbered, writes);
        int until = transaction.writes();
        rows.write(writes);
        settled(told);
        boolean alone = transaction.writes() == until + 1;
        return references
                .names(object, numbered)
                .filter(named -> alone)
                .map(named -> numbered.shown(named, WriteNotes.stageEntered(object, numbered, prepared)))
                .map(shown -> new Written(shown, prepared.warnings(), alike, true))
                .orElseGet(() -> new Written(numbered, prepared.warnings(), alike));
    }

    /// Makes records that were prepared, with a few statements for all of them.
    List<Written> createAll(List<Prepared> prepared) {
        List<Map<String, String>> numbers = Numbers.next(transaction, object, prepared.size());
        List<StoredRecord> records = new ArrayList<>();
        History history = new History(transaction, me(), cause);
        List<Stays.Brought> brought = new ArrayList<>();
        for (int index = 0; index < prepared.size(); index++) {
            StoredRecord record = beginnings.numbered(prepared.get(index).record(), numbers.get(index));
            records.add(record);
            WriteNotes.beginning(object, record, prepared.get(index))
                    .forEach(stay -> brought.add(new Stays.Brought(record.id(), stay)));
        }
        rows.insertAll(records);
        history.stays().broughtAll(object.key(), brought);
        history.changes().madeAll(object.key(), records);
        computed.made(records);
        tell(records.stream().map(record -> told(null, record)).toList());
        List<Written> written = new ArrayList<>();
        for (int index = 0; index < records.size(); index++) {
            Prepared each = prepared.get(index);
            written.add(new Written(records.get(index), each.warnings(), each.alike()));
        }
        return written;
    }

    /// What each of these new records is like.
    List<List<DuplicateMatch>> alike(List<StoredRecord> records) {
        return duplicates.lookAll(session, object, records, cause);
    }

    /// The refusal of a record that is like others which block it.
    Refused refusal(List<DuplicateMatch> alike) {
        return duplicates.refusal(object, alike);
    }

    /// Looks at once for all the records that these changes point to.
    void expect(List<RecordChanges> changes) {
        references.expect(object, changes);
    }

    /// Sees to what follows from a record that has been written.
    void written(@Nullable StoredRecord before, StoredRecord after) {
        computed.written(before, after);
        tell(List.of(told(before, after)));
    }

    private void settled(RecordWritten told) {
        computed.settle();
        tell(List.of(told));
    }

    private void tell(List<RecordWritten> written) {
        RecordsSettled.tell(events, new RecordsWritten(written));
    }

    private RecordWritten told(@Nullable StoredRecord before, StoredRecord after) {
        return new RecordWritten(transaction, session.model(), object, before, after, cause);
    }

    private WriteNotes notes(Together writes) {
        return new WriteNotes(session, object, cause, gate, writes);
    }

    Written update(UUID id, RecordChanges changes, Precondition expected) {
        return update(id, changes, expected, Past.NONE);
    }

    /// Takes values back as an older write found them; the stays too, where that write changed any.
    Written undo(UUID id, Undoing.Plan plan, List<Move> stays) {
        Written written = update(id, plan.changes(), Precondition.NONE, plan.past());
        List<Move> taken = stays.stream()
                .filter(stay -> !plan.left().contains(stay.field()))
                .toList();
        if (!taken.isEmpty()) {
            new History(transaction, me(), cause).stays().putBack(object.key(), id, taken);
        }
        return written;
    }

    /// Takes back the last move of a record; refuses with `undo-expired` or `undo-not-yours`.
    Written undoMove(UUID id) {
        StoredRecord before = table.lock(transaction.sql(), id, session.caller().visible(object))
                .orElseThrow(Records::notFound);
        session.caller().requireEdit(object, before);
        return change(before, new LastMove(session, object, before).undone(), Past.NONE);
    }

    /// @param past the history the record brings along besides the one it has
    Written update(UUID id, RecordChanges changes, Precondition expected, Past past) {
        StoredRecord before =
                table.lock(transaction.sql(), id, references.visible(object)).orElseThrow(Records::notFound);
        authorise(before, changes);
        new Conflicts(session, object, before).check(expected, changes);
        return change(before, changes, past);
    }

    /// Gives a record to a member, or to nobody, if it is still one of those that stand so; of several at once the
    /// first takes it, and the others find that it does not stand so any more.
    Optional<Written> give(UUID id, Condition standing, @Nullable UUID owner) {
        Condition live = object.columns().deletedAt().isNull();
        RecordChanges changes = RecordChanges.of(Map.of()).ownedBy(owner);
        return table.lock(transaction.sql(), id, live.and(standing)).map(before -> change(before, changes, Past.NONE));
    }

    private Written change(StoredRecord before, RecordChanges changes, Past past) {
        Optional<Planned> found = plan(before, changes, new PastStays(session, object, cause), past);
        if (found.isEmpty()) {
            return new Written(before, List.of());
        }
        Planned planned = found.get();
        StoredRecord after = planned.after();
        List<DuplicateMatch> alike = duplicates.look(session, object, before, after, cause);
        RecordWritten told = told(before, after);
        Together writes = new Together();
        writes.add(rows.change(after, planned.stored()));
        notes(writes).changed(planned);
        tables.alongside(told, writes);
        computed.writing(before, after, writes);
        rows.write(writes);
        if (!past.entries().isEmpty()) {
            List<Move> stays = new PastStays(session, object, cause).merged(before, after, past);
            new History(transaction, me(), cause).stays().putBack(object.key(), after.id(), stays);
        }
        settled(told);
        return new Written(after, planned.warnings(), alike);
    }

    /// Writes changes that were planned, with a few statements for all of them.
    void changeAll(List<Planned> planned) {
        History history = new History(transaction, me(), cause);
        rows.putAll(planned.stream().map(Planned::after).toList());
        history.stays()
                .enteredAll(
                        object.key(),
                        planned.stream()
                                .flatMap(each -> notes.entered(each).stream())
                                .toList());
        history.changes()
                .changedAll(object.key(), planned.stream().map(notes::changed).toList());
        List<Planned> past = planned.stream()
                .filter(each -> !each.past().entries().isEmpty())
                .toList();
        if (!past.isEmpty()) {
            PastStays stays = new PastStays(session, object, cause)
                    .expecting(past.stream().map(each -> each.after().id()).toList());
            Map<UUID, List<Move>> merged = new LinkedHashMap<>();
            past.forEach(each -> merged.put(each.after().id(), stays.merged(each.before(), each.after(), each.past())));
            history.stays().putBackAll(object.key(), merged);
        }
        List<RecordWritten> written =
                planned.stream().map(each -> told(each.before(), each.after())).toList();
        computed.changed(written);
        tell(written);
    }

    /// The records with these ids that the write may see and change, locked until the transaction ends.
    List<StoredRecord> locked(Collection<UUID> ids) {
        return table.lock(transaction.sql(), ids, references.visible(object));
    }

    /// What each of these changed records is like.
    List<List<DuplicateMatch>> alikeChanged(List<Planned> planned) {
        return duplicates.lookAll(
                session,
                object,
                planned.stream().map(Planned::before).toList(),
                planned.stream().map(Planned::after).toList(),
                cause);
    }

    /// Checks a record that shall be made, whatever becomes of it afterwards.
    Prepared prepare(RecordChanges changes, Past past, NewOwner newOwner) {
        return checked.prepare(changes, past, newOwner);
    }

    /// Checks a change of a record that is locked, whatever becomes of it afterwards; nothing where nothing changes.
    Optional<Planned> plan(StoredRecord before, RecordChanges changes, PastStays stays, Past past) {
        return checked.plan(before, changes, stays, past);
    }

    /// Refuses with `right-missing` to change what the member sees but may not change, and to give away what is only
    /// shared with her.
    void authorise(StoredRecord before, RecordChanges changes) {
        if (cause.rights()) {
            session.caller().requireEdit(object, before);
            if (changes.owner() != null && !Objects.equals(changes.owner().id(), before.ownerId())) {
                session.caller().requireOwned(object, before);
            }
        }
    }

    private UUID me() {
        return session.caller().member().id();
    }
}
