package io.ripeline.imports;

import static io.ripeline.imports.ImportError.ROW_AMBIGUOUS;
import static io.ripeline.imports.ImportError.ROW_UNMATCHED;
import static io.ripeline.imports.ImportError.ROW_UNSTORABLE;

import io.ripeline.imports.CsvTable.Row;
import io.ripeline.imports.ImportOptions.Mode;
import io.ripeline.record.Cause;
import io.ripeline.record.Precondition;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Written;
import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DataAccessException;

/// Writes a chunk of rows in one transaction, each behind a savepoint: a row that is refused takes nothing else with
/// it.
final class ChunkWriting {

    /// SQL states of what a value does to a statement: data exception, integrity violation, program limit.
    private static final Set<String> BY_VALUE = Set.of("22", "23", "54");

    /// A row that was not written, as given, and why.
    record Failure(Row row, List<Violation> reasons) {}

    /// What became of a chunk.
    record Result(Counts counts, List<Failure> failures) {}

    private final Session session;
    private final Records records;
    private final ImportOptions options;
    private final Mapping mapping;
    private final Matches matches;
    private final Cause cause;
    private final Set<List<Object>> foreseen;

    /// @param foreseen what rows match by whose records a dry run made and took back: later rows would find them
    ChunkWriting(Session session, Records records, ImportOptions options, Mapping mapping, Set<List<Object>> foreseen) {
        this.session = session;
        this.records = records;
        this.options = options;
        this.mapping = mapping;
        this.matches = new Matches(session, mapping);
        this.foreseen = foreseen;
        this.cause = options.waive() == null
                ? Cause.IMPORT
                : Cause.IMPORT.overriding(options.waive().reason());
    }

    /// Writes the rows.
    Result write(List<Row> rows) {
        List<ImportRow> wanted = new RowReading(session, mapping).read(rows);
        matches.load(wanted);
        Counts counts = Counts.NONE;
        List<Failure> failures = new ArrayList<>();
        session.transaction().sql().execute("SAVEPOINT import_row");
        for (ImportRow row : wanted) {
            try {
                counts = counts.plus(write(row));
                session.transaction().sql().execute("RELEASE SAVEPOINT import_row; SAVEPOINT import_row");
            } catch (Refused refused) {
                session.transaction().sql().execute("ROLLBACK TO SAVEPOINT import_row");
                failures.add(new Failure(row.row(), reasons(refused)));
            } catch (DataAccessException broken) {
                session.transaction().sql().execute("ROLLBACK TO SAVEPOINT import_row");
                failures.add(new Failure(row.row(), reasons(unstorable(broken))));
            }
        }
        session.transaction().sql().execute("RELEASE SAVEPOINT import_row");
        return new Result(counts.plus(Counts.failed(failures.size())), failures);
    }

    private Counts write(ImportRow row) {
        if (!row.faults().isEmpty()) {
            throw new Refused(
                    ImportError.CELL_UNREADABLE, row.faults().getFirst().message(), row.faults());
        }
        return switch (matches.find(row)) {
            case Found.One found -> matched(row, found.id());
            case Found.Several several -> severally(row, several.count());
            case Found.None _, Found.Blank _ -> isForeseen(row) ? foreseen(row) : unmatched(row);
        };
    }

    private boolean isForeseen(ImportRow row) {
        return matches.key(row, true).filter(foreseen::contains).isPresent();
    }

    private Counts foreseen(ImportRow row) {
        return switch (options.whereMatched()) {
            case SKIP -> Counts.ONE_SKIPPED;
            case CREATE -> create(row);
            case UPDATE -> Counts.ONE_UPDATED;
        };
    }

    /// What the rows match by whose records were made.
    Set<List<Object>> made() {
        return matches.made();
    }

    private Counts matched(ImportRow row, UUID id) {
        return switch (options.whereMatched()) {
            case SKIP -> Counts.ONE_SKIPPED;
            case CREATE -> create(row);
            case UPDATE -> update(row, id);
        };
    }

    private Counts severally(ImportRow row, int count) {
        return switch (options.whereMatched()) {
            case SKIP -> Counts.ONE_SKIPPED;
            case CREATE -> create(row);
            case UPDATE ->
                throw refusal(
                        ROW_AMBIGUOUS,
                        "%d records have these values of %s.",
                        "有 %d 条记录的“%s”与此行相同。",
                        count,
                        matchedBy());
        };
    }

    private Counts unmatched(ImportRow row) {
        if (options.modeOrCreate() == Mode.UPDATE) {
            throw refusal(ROW_UNMATCHED, "No record has these values of %s.", "没有“%s”与此行相同的记录。", matchedBy());
        }
        return create(row);
    }

    private String matchedBy() {
        return String.join(", ", options.matches());
    }

    private static Refused refusal(ErrorCode code, String en, String zh, Object... arguments) {
        return code.because(Text.of(en, zh, arguments));
    }

    private Counts create(ImportRow row) {
        Map<String, Object> values = new LinkedHashMap<>(mapping.fallbacks());
        values.putAll(row.values());
        RecordChanges changes = owned(RecordChanges.of(values), row);
        if (row.subject() != null) {
            changes = changes.about(row.subject());
        }
        Written written = records.create(session, mapping.object(), changes, cause, row.past());
        matches.made(row, written.record().id());
        return Counts.ONE_CREATED;
    }

    private Counts update(ImportRow row, UUID id) {
        RecordChanges changes = owned(RecordChanges.of(row.values()), row);
        records.update(session, mapping.object(), id, changes, Precondition.NONE, cause);
        return Counts.ONE_UPDATED;
    }

    private static RecordChanges owned(RecordChanges changes, ImportRow row) {
        return row.owner() == null ? changes : changes.ownedBy(row.owner());
    }

    private static List<Violation> reasons(Refused refused) {
        return refused.violations().isEmpty()
                ? List.of(new Violation("", refused.code().code(), refused.detail()))
                : refused.violations();
    }

    /// A value the database cannot take is the row's fault; everything else is not.
    private static Refused unstorable(DataAccessException broken) {
        String state = broken.getMostSpecificCause() instanceof SQLException failure ? failure.getSQLState() : null;
        if (state == null || state.length() < 2 || !BY_VALUE.contains(state.substring(0, 2))) {
            throw broken;
        }
        return ROW_UNSTORABLE.because(
                Text.of("A value of this row cannot be stored; it may be too long.", "该行有无法保存的值，可能过长。"));
    }
}
