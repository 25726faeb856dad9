package io.ripeline.imports;

import static io.ripeline.imports.ImportError.CELL_COUNT;
import static io.ripeline.imports.ImportError.CELL_UNREADABLE;

import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.Funnel.StageKind;
import io.ripeline.imports.Mapping.Column;
import io.ripeline.record.Past;
import io.ripeline.record.Session;
import io.ripeline.record.Subject;
import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import io.ripeline.spreadsheet.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads a chunk of rows by a mapping. Names of records are looked up for all rows at once.
final class RowReading {

    private final Mapping mapping;
    private final Instant now;
    private final NamedRecords records;
    private final Cells cells;

    /// @param workbook whether the rows come from a workbook, where dates are no texts but dates, whatever a column's
    /// format says
    RowReading(Session session, Mapping mapping, boolean workbook) {
        this.mapping = mapping;
        this.now = session.transaction().now();
        this.records = new NamedRecords(session);
        this.cells = new Cells(
                new Times(session.transaction().tenant().timeZone(), workbook),
                new NamedMembers(session.caller().directory().all()),
                records::find);
    }

    /// What these rows want written.
    List<ImportRow> read(List<Row> rows) {
        for (Column column : mapping.columns()) {
            names(column.target()).ifPresent(names -> records.load(names, cellsOf(rows, column)));
        }
        return rows.stream().map(this::read).toList();
    }

    private static Optional<Target.Names> names(Target target) {
        return switch (target) {
            case Target.Link link -> Optional.of(link.names());
            case Target.About about -> Optional.of(about.names());
            case Target.Value _, Target.Owner _, Target.CreatedAt _, Target.CreatedBy _, Target.Entered _ ->
                Optional.empty();
        };
    }

    private List<String> cellsOf(List<Row> rows, Column column) {
        return rows.stream()
                .filter(row -> row.cells().size() == mapping.width())
                .map(row -> row.cells().get(column.index()))
                .toList();
    }

    private ImportRow read(Row row) {
        Wanted wanted = new Wanted();
        int count = row.cells().size();
        if (count == mapping.width()) {
            mapping.columns().stream().filter(column -> !isHistory(column)).forEach(column -> wanted.take(column, row));
            mapping.columns().stream().filter(RowReading::isHistory).forEach(column -> wanted.enter(column, row));
        } else {
            wanted.fault(
                    CELL_COUNT,
                    new Text(
                            "The row has %s for %s."
                                    .formatted(
                                            count == 1 ? "1 cell" : count + " cells",
                                            mapping.width() == 1 ? "1 column" : mapping.width() + " columns"),
                            "该行有 %d 个单元格，应为 %d 列。".formatted(count, mapping.width())));
        }
        return wanted.from(row);
    }

    private static Optional<String> field(Target target) {
        return switch (target) {
            case Target.Value value -> Optional.of(value.field().key());
            case Target.Link link -> Optional.of(link.field().key());
            case Target.About _, Target.Owner _, Target.CreatedAt _, Target.CreatedBy _, Target.Entered _ ->
                Optional.empty();
        };
    }

    private static boolean isHistory(Column column) {
        return column.target() instanceof Target.Entered;
    }

    private final class Wanted {

        private final Map<String, Object> values = new LinkedHashMap<>();
        private final List<Past.Entry> entries = new ArrayList<>();
        private final List<Violation> faults = new ArrayList<>();
        private final Set<String> faulty = new HashSet<>();
        private @Nullable UUID owner;
        private @Nullable UUID author;
        private @Nullable Instant createdAt;
        private @Nullable Subject subject;

        private void take(Column column, Row row) {
            String cell = row.cells().get(column.index());
            switch (cells.read(column, cell)) {
                case Cell.Holds holds -> put(column, holds.value());
                case Cell.Wrong wrong -> {
                    fault(wrong.code(), wrong.reason());
                    field(column.target()).ifPresent(faulty::add);
                }
                case Cell.Empty _ -> {
                    // an empty cell says nothing
                }
            }
        }

        private void put(Column column, Object value) {
            switch (column.target()) {
                case Target.Value target -> values.put(target.field().key(), value);
                case Target.Link link -> values.put(link.field().key(), value);
                case Target.About about ->
                    subject = new Subject(about.names().object().key(), (UUID) value);
                case Target.Owner _ -> owner = (UUID) value;
                case Target.CreatedBy _ -> author = (UUID) value;
                case Target.CreatedAt _ -> createdAt = notAhead(column, (Instant) value);
                case Target.Entered entered ->
                    entries.add(new Past.Entry(entered.field(), entered.value(), notAhead(column, (Instant) value)));
            }
        }

        /// A closing stage's date counts only where the row stands in that stage; elsewhere its cell is not even read
        /// (ADR 0005).
        private void enter(Column column, Row row) {
            Target.Entered entered = (Target.Entered) column.target();
            if (!entered.closing() || entered.value().equals(values.get(entered.field()))) {
                take(column, row);
            }
        }

        private Instant notAhead(Column column, Instant time) {
            if (time.isAfter(now)) {
                fault(
                        CELL_UNREADABLE,
                        Text.of(
                                "%s: %s has not been yet; the past cannot lie ahead.",
                                "%s：%s 尚未到来，历史时间不能晚于现在。", column.name(), time));
            }
            return time;
        }

        private void fault(ErrorCode code, Text reason) {
            faults.add(new Violation("", code.code(), reason));
        }

        private ImportRow from(Row row) {
            entries.addAll(closedNow());
            return new ImportRow(row, values, owner, subject, new Past(createdAt, author, entries), faults, faulty);
        }

        /// A record in a closing stage that does not say since when is taken to have entered it now.
        private List<Past.Entry> closedNow() {
            Funnel funnel = mapping.object().funnelOf(values).orElse(null);
            Object stage = funnel == null ? null : values.get(funnel.field());
            if (funnel == null || stage == null) {
                return List.of();
            }
            Stage standing = funnel.stages().get(stage.toString());
            boolean closed = standing != null && standing.kind() != StageKind.OPEN;
            boolean told = entries.stream()
                    .anyMatch(entry -> entry.field().equals(funnel.field())
                            && entry.value().equals(stage));
            return closed && !told ? List.of(new Past.Entry(funnel.field(), stage.toString(), now)) : List.of();
        }
    }
}
