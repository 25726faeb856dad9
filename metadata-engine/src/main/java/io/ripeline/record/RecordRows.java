package io.ripeline.record;

import static io.ripeline.record.RecordError.RECORD_TOO_LARGE;

import io.ripeline.database.Batch;
import io.ripeline.database.KeptStatement;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.ObjectModel.SystemColumns;
import io.ripeline.refusal.Text;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/// Puts records into the rows of one object's table.
final class RecordRows {

    /// `program_limit_exceeded`
    private static final String ROW_TOO_LARGE = "54000";

    private final DSLContext sql;
    private final RecordTable table;
    private final ObjectModel object;

    RecordRows(DSLContext sql, RecordTable table) {
        this.sql = sql;
        this.table = table;
        this.object = table.object();
    }

    /// What adds a row.
    KeptStatement.Filled insertion(StoredRecord record) {
        Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
        object.all().forEach(field -> columns.putAll(StoredValues.of(field, null)));
        columns.putAll(columns(record));
        return table.statements().insertion(columns.keySet()).with(sql, values(columns));
    }

    private static List<Field<?>> values(Map<Field<?>, @Nullable Object> columns) {
        List<Field<?>> values = new ArrayList<>();
        columns.forEach((column, value) -> values.add(KeptStatement.value(column, value)));
        return values;
    }

    /// Writes a row and what is noted of it; refuses with `not-unique`.
    void write(Together statements) {
        guarded(() -> statements.execute(sql));
    }

    /// Adds rows, all with the same statement; refuses with `not-unique` where one of them is not.
    void insertAll(List<StoredRecord> records) {
        List<Field<?>> columns = allColumns(records.getFirst());
        guarded(() -> Batch.insert(sql, object.table(), columns, rows(records, columns)));
    }

    /// Puts the values of records into rows that are there, all with the same statement; refuses with `not-unique`.
    void putAll(List<StoredRecord> records) {
        List<Field<?>> columns = allColumns(records.getFirst());
        guarded(() -> Batch.put(sql, object.table(), columns, rows(records, columns)));
    }

    private List<Field<?>> allColumns(StoredRecord record) {
        Map<Field<?>, @Nullable Object> none = new LinkedHashMap<>();
        object.all().forEach(field -> none.putAll(StoredValues.of(field, null)));
        List<Field<?>> columns = new ArrayList<>(columns(record).keySet());
        none.keySet().stream().filter(column -> !columns.contains(column)).forEach(columns::add);
        return columns;
    }

    private Object[][] rows(List<StoredRecord> records, List<Field<?>> columns) {
        Object[][] rows = new Object[records.size()][];
        for (int index = 0; index < rows.length; index++) {
            Map<Field<?>, @Nullable Object> row = columns(records.get(index));
            rows[index] = columns.stream().map(row::get).toArray();
        }
        return rows;
    }

    private Map<Field<?>, @Nullable Object> columns(StoredRecord record) {
        SystemColumns system = object.columns();
        Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put(system.id(), record.id());
        columns.put(system.createdAt(), record.createdAt());
        columns.put(system.createdBy(), record.createdBy());
        Subject subject = record.subject();
        if (subject != null && system.subjectObject() != null && system.subjectId() != null) {
            columns.put(system.subjectObject(), subject.object());
            columns.put(system.subjectId(), subject.id());
        }
        written(record, columns);
        put(record.values(), columns);
        return columns;
    }

    /// Changes a row in the values given; refuses with `not-unique`.
    void store(StoredRecord record, Map<String, ? extends @Nullable Object> changed) {
        execute(change(record, changed));
    }

    /// What changes a row in the values given.
    KeptStatement.Filled change(StoredRecord record, Map<String, ? extends @Nullable Object> changed) {
        Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
        put(changed, columns);
        written(record, columns);
        columns.put(object.columns().createdAt(), record.createdAt());
        columns.put(object.columns().createdBy(), record.createdBy());
        return update(record, columns);
    }

    /// Puts a row into the bin, or takes it out; refuses with `not-unique`.
    void bin(StoredRecord record, boolean deleted) {
        Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
        written(record, columns);
        columns.put(object.columns().deletedAt(), deleted ? record.updatedAt() : null);
        execute(update(record, columns));
    }

    private KeptStatement.Filled update(StoredRecord record, Map<Field<?>, @Nullable Object> columns) {
        List<Field<?>> values = values(columns);
        values.add(KeptStatement.value(object.columns().id(), record.id()));
        return table.statements().change(columns.keySet()).with(sql, values);
    }

    private void execute(KeptStatement.Filled statement) {
        guarded(() -> KeptStatement.execute(sql, List.of(statement)));
    }

    /// Runs a write; refuses with `not-unique`, and with `record-too-large` what does not fit into a row: of some 400
    /// long texts in one record even the places where they are kept fill it.
    private void guarded(Runnable write) {
        try {
            Uniqueness.guard(object, write);
        } catch (DataAccessException failure) {
            if (failure.getMostSpecificCause() instanceof SQLException cause
                    && ROW_TOO_LARGE.equals(cause.getSQLState())) {
                throw RECORD_TOO_LARGE.because(Text.of(
                        "The record has too many long texts to be stored; shorten or empty some.",
                        "记录中的长文本过多，无法保存，请缩短或清空一部分。"));
            }
            throw failure;
        }
    }

    private void written(StoredRecord record, Map<Field<?>, @Nullable Object> columns) {
        SystemColumns system = object.columns();
        columns.put(system.version(), record.version());
        columns.put(system.ownerId(), record.ownerId());
        columns.put(system.updatedAt(), record.updatedAt());
        columns.put(system.updatedBy(), record.updatedBy());
    }

    private void put(Map<String, ? extends @Nullable Object> values, Map<Field<?>, @Nullable Object> columns) {
        values.forEach(
                (key, value) -> object.field(key).ifPresent(field -> columns.putAll(StoredValues.of(field, value))));
    }
}
