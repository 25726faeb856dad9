package io.ripeline.imports;

import static io.ripeline.imports.ImportError.ROW_AMBIGUOUS;
import static io.ripeline.imports.ImportError.ROW_UNMATCHED;

import io.ripeline.imports.ImportOptions.Duplicates;
import io.ripeline.imports.ImportOptions.Mode;
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
import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import io.ripeline.spreadsheet.Format;
import io.ripeline.spreadsheet.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes a chunk of rows in one transaction: a row that is refused takes nothing else with it. What the rows name and
/// double is asked for all of them at once; rows wait and are written together, those that change records before those
/// that make some, unless a later row could be about the record of one that waits.
final class ChunkWriting {

    /// What became of a chunk.
    ///
    /// @param doubles rows whose record is there already
    record Result(Counts counts, List<Reported> failures, List<Reported> doubles, List<Effect> effects) {}

    /// A row that makes a record.
    private record Waiting(ImportRow row, List<RowKey> keys) {}

    /// A row that changes a record.
    private record Changing(ImportRow row, UUID id) {}

    private final Session session;
    private final Records records;
    private final ImportOptions options;
    private final Mapping mapping;
    private final RowReading reading;
    private final Matches matches;
    private final Taken taken;
    private final Cause cause;
    private final Map<RowKey, Integer> foreseen;
    private final Doubles doubles;
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Changing> changing = new ArrayList<>();
    private final Set<RowKey> waited = new HashSet<>();
    private final Set<UUID> changed = new HashSet<>();
    private final Map<RowKey, Integer> made = new LinkedHashMap<>();
    private final List<Reported> failures = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private Map<UUID, List<Move>> stays = Map.of();
    private Counts counts = Counts.NONE;

    /// @param foreseen the rows of a dry run whose records later rows would find, by their keys
    ChunkWriting(
            Session session, Records records, StoredImport stored, Mapping mapping, Map<RowKey, Integer> foreseen) {
        this.session = session;
        this.records = records;
        this.options = stored.options();
        this.mapping = mapping;
        this.reading = reading(session, stored, mapping);
        this.matches = new Matches(session, mapping);
        this.taken = new Taken(session, mapping);
        this.doubles = new Doubles(session, records, mapping);
        this.foreseen = foreseen;
        this.cause = options.waive() == null
                ? Cause.IMPORT
                : Cause.IMPORT.overriding(options.waive().reason());
    }

    /// What reads the rows of a file.
    static RowReading reading(Session session, StoredImport stored, Mapping mapping) {
        return new RowReading(session, mapping, stored.form().format() == Format.XLSX);
    }

    /// Writes the rows.
    Result write(List<Row> rows) {
        List<ImportRow> wanted = reading.read(rows);
        matches.load(wanted);
        taken.load(wanted);
        if (mapping.changesStays() && options.whereMatched() == Duplicates.UPDATE) {
            stays = records.stays(session, matches.found(wanted));
        }
        wanted.forEach(this::take);
        flush();
        Counts all = counts.plus(Counts.failed(failures.size()));
        failures.sort(java.util.Comparator.comparingInt(failure -> failure.row().number()));
        return new Result(all, failures, doubles.reported(), effects);
    }

    /// The keys of the rows that made records.
    Map<RowKey, Integer> made() {
        return Map.copyOf(made);
    }

    private void take(ImportRow row) {
        if (!row.faults().isEmpty()) {
            failed(row, faults(row));
            return;
        }
        List<RowKey> keys = RowKey.of(mapping, row);
        if (keys.stream().anyMatch(waited::contains)) {
            flush();
        }
        switch (matches.find(row)) {
            case Found.One found -> matched(row, keys, found.id());
            case Found.Several several -> severally(row, keys, several.count());
            case Found.None _, Found.Blank _ -> unmatched(row, keys);
        }
    }

    /// All that is wrong with a row whose cells cannot all be read: also what would keep the rest from being written.
    private List<Violation> faults(ImportRow row) {
        List<Violation> faults = new ArrayList<>(row.faults());
        if (options.modeOrCreate() != Mode.UPDATE && !row.values().isEmpty()) {
            faults.addAll(rehearsed(row));
        }
        return faults;
    }

    private List<Violation> rehearsed(ImportRow row) {
        try {
            records.rehearse(session, mapping.object(), wanted(row), cause);
            return List.of();
        } catch (Refused refused) {
            return reasons(refused).stream()
                    .filter(reason -> row.faulty().stream()
                            .noneMatch(field -> reason.pointer().equals(Violation.pointer("/values", field))))
                    .toList();
        }
    }

    private void matched(ImportRow row, List<RowKey> keys, UUID id) {
        switch (options.whereMatched()) {
            case SKIP -> {
                doubles.of(row.row(), mapping.matchBy(), id);
                counts = counts.plus(Counts.ONE_SKIPPED);
            }
            case CREATE -> toBeMade(row, keys);
            case UPDATE -> update(row, keys, id);
        }
    }

    private void severally(ImportRow row, List<RowKey> keys, int count) {
        switch (options.whereMatched()) {
            case SKIP -> {
                doubles.ofSeveral(row.row(), mapping.matchBy(), count);
                counts = counts.plus(Counts.ONE_SKIPPED);
            }
            case CREATE -> toBeMade(row, keys);
            case UPDATE ->
                failed(
                        row,
                        ROW_AMBIGUOUS,
                        Text.of("%d records have these values of %s.", "有 %d 条记录的“%s”与此行相同。", count, matchedBy()));
        }
    }

    private void unmatched(ImportRow row, List<RowKey> keys) {
        Optional<Integer> earlier = keys.stream()
                .filter(key -> key.field().isEmpty())
                .map(foreseen::get)
                .filter(java.util.Objects::nonNull)
                .findFirst();
        if (earlier.isPresent() && options.whereMatched() != Duplicates.CREATE) {
            foreseen(row, earlier.get(), options.whereMatched());
        } else if (options.modeOrCreate() == Mode.UPDATE) {
            failed(row, ROW_UNMATCHED, Text.of("No record has these values of %s.", "没有“%s”与此行相同的记录。", matchedBy()));
        } else {
            toBeMade(row, keys);
        }
    }

    private void foreseen(ImportRow row, int earlier, Duplicates policy) {
        if (policy == Duplicates.SKIP) {
            doubles.ofRow(row.row(), earlier);
        }
        counts = counts.plus(policy == Duplicates.SKIP ? Counts.ONE_SKIPPED : Counts.ONE_UPDATED);
    }

    private String matchedBy() {
        return String.join(", ", options.matches());
    }

    /// A row that makes a record, unless another record has one of its unique values.
    private void toBeMade(ImportRow row, List<RowKey> keys) {
        Optional<Taken.Holder> holder = taken.find(keys);
        Optional<RowKey> earlier = keys.stream()
                .filter(key -> !key.field().isEmpty() && foreseen.containsKey(key))
                .findFirst();
        if (holder.isPresent()) {
            taken(row, keys, holder.get());
        } else if (earlier.isPresent() && options.whereTaken() != Duplicates.CREATE) {
            foreseen(row, foreseen.getOrDefault(earlier.get(), 0), options.whereTaken());
        } else if (earlier.isPresent()) {
            mapping.object()
                    .field(earlier.get().field())
                    .ifPresent(field -> notUnique(row, new Taken.Holder(field, null)));
        } else {
            waiting.add(new Waiting(row, keys));
            waited.addAll(keys);
        }
    }

    private void taken(ImportRow row, List<RowKey> keys, Taken.Holder holder) {
        @Nullable UUID record = holder.record();
        if (options.whereTaken() == Duplicates.SKIP) {
            doubles.of(row.row(), List.of(holder.field()), record);
            counts = counts.plus(Counts.ONE_SKIPPED);
        } else if (options.whereTaken() == Duplicates.UPDATE && record != null) {
            update(row, keys, record);
        } else {
            notUnique(row, holder);
        }
    }

    private void notUnique(ImportRow row, Taken.Holder holder) {
        List<Violation> reasons = new ArrayList<>();
        reasons.add(Doubles.notUnique(holder.field()));
        reasons.addAll(rehearsed(row));
        failed(row, reasons);
    }

    /// Writes the rows that wait; among those that make records some may turn out to be about one that is there.
    private void flush() {
        update();
        create();
        update();
        waited.clear();
    }

    private void create() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Waiting> rows = List.copyOf(waiting);
        waiting.clear();
        List<Attempt> attempts = records.createAll(
                session,
                mapping.object(),
                rows.stream().map(each -> wanted(each.row())).toList(),
                options.whereTaken() != Duplicates.CREATE,
                cause);
        for (int index = 0; index < attempts.size(); index++) {
            Waiting each = rows.get(index);
            switch (attempts.get(index)) {
                case Attempt.Made(Written written) -> made(each, written.record());
                case Attempt.Failed(Refused refused) -> refused(each, refused);
            }
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
                case Attempt.Failed(Refused refused) -> failed(row, reasons(refused));
            }
        }
    }

    private ChangedRecord changes(Changing each) {
        ImportRow row = each.row();
        return new ChangedRecord(each.id(), owned(RecordChanges.of(row.values()), row), row.past());
    }

    /// A row that a rule against duplicates takes for another record is what the options say, all others failed.
    private void refused(Waiting waiting, Refused refused) {
        ImportRow row = waiting.row();
        Optional<UUID> twin = Doubles.twin(refused);
        boolean isDouble = refused.code() == RecordError.DUPLICATE;
        if (isDouble && options.whereTaken() == Duplicates.SKIP) {
            doubles.ofRule(row.row(), refused.detail(), twin.orElse(null));
            counts = counts.plus(Counts.ONE_SKIPPED);
        } else if (isDouble && options.whereTaken() == Duplicates.UPDATE && twin.isPresent()) {
            update(row, waiting.keys(), twin.get());
        } else {
            failed(row, reasons(refused));
        }
    }

    private void made(Waiting row, StoredRecord record) {
        counts = counts.plus(Counts.ONE_CREATED);
        matches.made(row.row(), record.id());
        taken.made(row.keys(), record.id());
        int number = row.row().row().number();
        row.keys().forEach(key -> made.putIfAbsent(key, number));
        effects.add(new Effect(number, record.id(), record.version(), null));
    }

    private NewRecord wanted(ImportRow row) {
        Map<String, Object> values = new LinkedHashMap<>(mapping.fallbacks());
        values.putAll(row.values());
        RecordChanges changes = owned(RecordChanges.of(values), row);
        return new NewRecord(row.subject() == null ? changes : changes.about(row.subject()), row.past());
    }

    /// A row that changes a record; the second one about the same waits for the first.
    private void update(ImportRow row, List<RowKey> keys, UUID id) {
        if (changed.contains(id)) {
            update();
        }
        changing.add(new Changing(row, id));
        changed.add(id);
        waited.addAll(keys);
    }

    /// A row that says what the record says already writes nothing.
    private void updated(ImportRow row, StoredRecord record) {
        counts = counts.plus(Counts.ONE_UPDATED);
        if (record.updatedAt().equals(session.transaction().now())) {
            List<Move> before = mapping.changesStays() ? stays.getOrDefault(record.id(), List.of()) : null;
            effects.add(new Effect(row.row().number(), record.id(), record.version(), before));
        }
    }

    private static RecordChanges owned(RecordChanges changes, ImportRow row) {
        return row.owner() == null ? changes : changes.ownedBy(row.owner());
    }

    private void failed(ImportRow row, ErrorCode code, Text reason) {
        failed(row, List.of(new Violation("", code.code(), reason)));
    }

    private void failed(ImportRow row, List<Violation> reasons) {
        failures.add(new Reported(row.row(), reasons, null));
    }

    static List<Violation> reasons(Refused refused) {
        return refused.violations().isEmpty()
                ? List.of(new Violation("", refused.code().code(), refused.detail()))
                : refused.violations();
    }
}
