package io.ripeline.imports;

import io.ripeline.imports.ImportOptions.Duplicates;
import io.ripeline.record.Attempt;
import io.ripeline.record.Cause;
import io.ripeline.record.ChangedRecord;
import io.ripeline.record.Move;
import io.ripeline.record.NewRecord;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.RecordError;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Written;
import io.ripeline.refusal.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The rows of a chunk that wait to be written together, those that change records before those that make some.
final class WaitingRows {

    private final Session session;
    private final Records records;
    private final ImportOptions options;
    private final Mapping mapping;
    private final Cause cause;
    private final Matches matches;
    private final Taken taken;
    private final Outcomes outcomes;
    private final List<Making> making = new ArrayList<>();
    private final List<Changing> changing = new ArrayList<>();
    private final Set<RowKey> waited = new HashSet<>();
    private final Set<UUID> changed = new HashSet<>();
    private final Map<RowKey, Integer> made = new LinkedHashMap<>();
    private Map<UUID, List<Move>> stays = Map.of();

    WaitingRows(
            Session session,
            Records records,
            ImportOptions options,
            Mapping mapping,
            Matches matches,
            Taken taken,
            Outcomes outcomes) {
        this.session = session;
        this.records = records;
        this.options = options;
        this.mapping = mapping;
        this.matches = matches;
        this.taken = taken;
        this.outcomes = outcomes;
        this.cause = options.waive() == null
                ? Cause.IMPORT
                : Cause.IMPORT.overriding(options.waive().reason());
    }

    /// A row that makes a record.
    private record Making(ImportRow row, List<RowKey> keys) {}

    /// A row that changes a record.
    private record Changing(ImportRow row, UUID id) {}

    /// Looks at once for what the records of rows were in, where the rows change that.
    void expect(List<ImportRow> rows) {
        if (mapping.changesStays() && options.whereMatched() == Duplicates.UPDATE) {
            stays = records.stays(session, matches.found(rows));
        }
    }

    /// Whether a row with these keys could be about the record of one that waits.
    boolean concern(List<RowKey> keys) {
        return keys.stream().anyMatch(waited::contains);
    }

    void make(ImportRow row, List<RowKey> keys) {
        making.add(new Making(row, keys));
        waited.addAll(keys);
    }

    /// A row that changes a record; the second one about the same waits for the first.
    void change(ImportRow row, List<RowKey> keys, UUID id) {
        if (changed.contains(id)) {
            update();
        }
        changing.add(new Changing(row, id));
        changed.add(id);
        waited.addAll(keys);
    }

    /// Writes the rows; among those that make records some may turn out to be about one that is there.
    void write() {
        update();
        create();
        update();
        waited.clear();
    }

    /// The keys of the rows that made records.
    Map<RowKey, Integer> made() {
        return Map.copyOf(made);
    }

    /// Refuses a row that could not make a record.
    void rehearse(ImportRow row) {
        records.rehearse(session, mapping.object(), wanted(row), cause);
    }

    private void create() {
        if (making.isEmpty()) {
            return;
        }
        List<Making> rows = List.copyOf(making);
        making.clear();
        List<Attempt> attempts = records.createAll(
                session,
                mapping.object(),
                rows.stream().map(each -> wanted(each.row())).toList(),
                options.whereTaken() != Duplicates.CREATE,
                cause);
        for (int index = 0; index < attempts.size(); index++) {
            Making each = rows.get(index);
            switch (attempts.get(index)) {
                case Attempt.Made(Written written) -> made(each, written.record());
                case Attempt.Failed(Refused refused) -> refused(each, refused);
            }
        }
    }

    private NewRecord wanted(ImportRow row) {
        Map<String, Object> values = new LinkedHashMap<>(mapping.fallbacks());
        values.putAll(row.values());
        RecordChanges changes = owned(RecordChanges.of(values), row);
        return new NewRecord(row.subject() == null ? changes : changes.about(row.subject()), row.past());
    }

    private void made(Making row, StoredRecord record) {
        matches.made(row.row(), record.id());
        taken.made(row.keys(), record.id());
        int number = row.row().row().number();
        row.keys().forEach(key -> made.putIfAbsent(key, number));
        outcomes.created(new Effect(number, record.id(), record.version(), null));
    }

    /// A row that a rule against duplicates takes for another record is what the options say, all others failed.
    private void refused(Making making, Refused refused) {
        ImportRow row = making.row();
        Optional<UUID> twin = Doubles.twin(refused);
        boolean isDouble = refused.code() == RecordError.DUPLICATE;
        if (isDouble && options.whereTaken() == Duplicates.SKIP) {
            outcomes.skipped().ofRule(row.row(), refused.detail(), twin.orElse(null));
        } else if (isDouble && options.whereTaken() == Duplicates.UPDATE && twin.isPresent()) {
            change(row, making.keys(), twin.get());
        } else {
            outcomes.failed(row, Outcomes.reasons(refused));
        }
    }

    private void update() {
        if (changing.isEmpty()) {
            return;
        }
        List<Changing> rows = List.copyOf(changing);
        changing.clear();
        changed.clear();
        List<Attempt> attempts = records.updateAll(
                session, mapping.object(), rows.stream().map(this::changes).toList(), cause);
        for (int index = 0; index < attempts.size(); index++) {
            ImportRow row = rows.get(index).row();
            switch (attempts.get(index)) {
                case Attempt.Made(Written written) -> updated(row, written.record());
                case Attempt.Failed(Refused refused) -> outcomes.failed(row, Outcomes.reasons(refused));
            }
        }
    }

    private ChangedRecord changes(Changing each) {
        ImportRow row = each.row();
        return new ChangedRecord(each.id(), owned(RecordChanges.of(row.values()), row), row.past());
    }

    /// A row that says what the record says already writes nothing.
    private void updated(ImportRow row, StoredRecord record) {
        if (record.updatedAt().equals(session.transaction().now())) {
            List<Move> before = mapping.changesStays() ? stays.getOrDefault(record.id(), List.of()) : null;
            outcomes.updated(new Effect(row.row().number(), record.id(), record.version(), before));
        } else {
            outcomes.unchanged();
        }
    }

    private static RecordChanges owned(RecordChanges changes, ImportRow row) {
        return row.owner() == null ? changes : changes.ownedBy(row.owner());
    }
}
