package io.ripeline.imports;

import static io.ripeline.imports.ImportError.ROW_AMBIGUOUS;
import static io.ripeline.imports.ImportError.ROW_UNMATCHED;

import io.ripeline.imports.ImportOptions.Duplicates;
import io.ripeline.imports.ImportOptions.Mode;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import io.ripeline.spreadsheet.Format;
import io.ripeline.spreadsheet.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes a chunk of rows in one transaction: a row that is refused takes nothing else with it. What the rows name and
/// double is asked for all of them at once; rows wait and are written together, unless a later row could be about the
/// record of one that waits.
final class ChunkWriting {

    private final ImportOptions options;
    private final Mapping mapping;
    private final RowReading reading;
    private final Matches matches;
    private final Taken taken;
    private final Map<RowKey, Integer> foreseen;
    private final Outcomes outcomes;
    private final WaitingRows waiting;

    /// @param foreseen the rows of a dry run whose records later rows would find, by their keys
    ChunkWriting(
            Session session, Records records, StoredImport stored, Mapping mapping, Map<RowKey, Integer> foreseen) {
        this.options = stored.options();
        this.mapping = mapping;
        this.reading = reading(session, stored, mapping);
        this.matches = new Matches(session, mapping);
        this.taken = new Taken(session, mapping);
        this.foreseen = foreseen;
        this.outcomes = new Outcomes(session, records, mapping);
        this.waiting = new WaitingRows(session, records, options, mapping, matches, taken, outcomes);
    }

    /// What reads the rows of a file.
    static RowReading reading(Session session, StoredImport stored, Mapping mapping) {
        return new RowReading(session, mapping, stored.form().format() == Format.XLSX);
    }

    /// Writes the rows.
    Outcomes.Result write(List<Row> rows) {
        List<ImportRow> wanted = reading.read(rows);
        matches.load(wanted);
        taken.load(wanted);
        waiting.expect(wanted);
        wanted.forEach(this::take);
        waiting.write();
        return outcomes.all();
    }

    /// The keys of the rows that made records.
    Map<RowKey, Integer> made() {
        return waiting.made();
    }

    private void take(ImportRow row) {
        if (!row.faults().isEmpty()) {
            outcomes.failed(row, faults(row));
            return;
        }
        List<RowKey> keys = RowKey.of(mapping, row);
        if (waiting.concern(keys)) {
            waiting.write();
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
            waiting.rehearse(row);
            return List.of();
        } catch (Refused refused) {
            return Outcomes.reasons(refused).stream()
                    .filter(reason -> row.faulty().stream()
                            .noneMatch(field -> reason.pointer().equals(Violation.pointer("/values", field))))
                    .toList();
        }
    }

    private void matched(ImportRow row, List<RowKey> keys, UUID id) {
        switch (options.whereMatched()) {
            case SKIP -> outcomes.skipped().of(row.row(), mapping.matchBy(), id);
            case CREATE -> toBeMade(row, keys);
            case UPDATE -> waiting.change(row, keys, id);
        }
    }

    private void severally(ImportRow row, List<RowKey> keys, int count) {
        switch (options.whereMatched()) {
            case SKIP -> outcomes.skipped().ofSeveral(row.row(), mapping.matchBy(), count);
            case CREATE -> toBeMade(row, keys);
            case UPDATE ->
                outcomes.failed(
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
            outcomes.failed(
                    row, ROW_UNMATCHED, Text.of("No record has these values of %s.", "没有“%s”与此行相同的记录。", matchedBy()));
        } else {
            toBeMade(row, keys);
        }
    }

    private void foreseen(ImportRow row, int earlier, Duplicates policy) {
        if (policy == Duplicates.SKIP) {
            outcomes.skipped().ofRow(row.row(), earlier);
        } else {
            outcomes.unchanged();
        }
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
            waiting.make(row, keys);
        }
    }

    private void taken(ImportRow row, List<RowKey> keys, Taken.Holder holder) {
        @Nullable UUID record = holder.record();
        if (options.whereTaken() == Duplicates.SKIP) {
            outcomes.skipped().of(row.row(), List.of(holder.field()), record);
        } else if (options.whereTaken() == Duplicates.UPDATE && record != null) {
            waiting.change(row, keys, record);
        } else {
            notUnique(row, holder);
        }
    }

    private void notUnique(ImportRow row, Taken.Holder holder) {
        List<Violation> reasons = new ArrayList<>();
        reasons.add(Doubles.notUnique(holder.field()));
        reasons.addAll(rehearsed(row));
        outcomes.failed(row, reasons);
    }
}
