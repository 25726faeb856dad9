package io.ripeline.record;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Model;
import io.ripeline.definition.Money;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.ObjectModel.SystemColumns;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// The SQL of one object's table: which columns are read, how a row becomes a record and values become columns.
final class RecordTable {

    /// A lookup with the table it joins to show how the record it points to is called.
    private record Link(FieldModel field, Table<?> joined, Field<UUID> joinedId, Field<String> joinedName) {}

    /// The open stay of a record, which tells since when it is in its stage.
    private static final String STAY = "stay_in_stage";

    private static final Field<Instant> STAGE_ENTERED_AT =
            DSL.field(DSL.name(STAY, "entered_at"), SQLDataType.INSTANT).as("stage_entered_at");

    private final ObjectModel object;
    private final List<Link> links = new ArrayList<>();

    RecordTable(Model model, ObjectModel object) {
        this.object = object;
        for (FieldModel field : object.all()) {
            field.target().flatMap(model::find).ifPresent(target -> link(field, target));
        }
    }

    private void link(FieldModel field, ObjectModel target) {
        FieldModel name = target.nameField();
        if (name == null) {
            return;
        }
        String alias = "of_" + field.key();
        links.add(new Link(
                field,
                target.table().as(alias),
                DSL.field(DSL.name(alias, "id"), SQLDataType.UUID),
                DSL.field(DSL.name(alias, name.key()), String.class)));
    }

    ObjectModel object() {
        return object;
    }

    /// What is read of a row, without the names of what it points to.
    List<SelectField<?>> columns() {
        SystemColumns system = object.columns();
        List<SelectField<?>> columns = new ArrayList<>(List.of(
                system.id(),
                system.version(),
                system.createdAt(),
                system.createdBy(),
                system.updatedAt(),
                system.updatedBy(),
                system.ownerId()));
        if (system.subjectObject() != null && system.subjectId() != null) {
            columns.add(system.subjectObject());
            columns.add(system.subjectId());
        }
        for (FieldModel field : object.all()) {
            columns.add(field.column());
            if (field.currencyColumn() != null) {
                columns.add(field.currencyColumn());
            }
        }
        return columns;
    }

    /// What is read of a row with the names of what it points to.
    List<SelectField<?>> columnsWithNames() {
        List<SelectField<?>> columns = columns();
        links.forEach(link -> columns.add(link.joinedName().as(nameAlias(link.field()))));
        if (object.funnel() != null) {
            columns.add(STAGE_ENTERED_AT);
        }
        return columns;
    }

    /// The table joined with those its lookups point to.
    Table<?> withNames() {
        Table<?> joined = object.table();
        for (Link link : links) {
            joined = joined.leftJoin(link.joined()).on(link.joinedId().eq(column(link.field(), UUID.class)));
        }
        return object.funnel() == null
                ? joined
                : withStay(joined, object.funnel().field());
    }

    private Table<?> withStay(Table<?> joined, String field) {
        String schema = object.table().getQualifiedName().first();
        return joined.leftJoin(DSL.table(DSL.name(schema, "_stay")).as(STAY))
                .on(DSL.field(DSL.name(STAY, "record_id"), SQLDataType.UUID)
                        .eq(object.columns().id())
                        .and(DSL.field(DSL.name(STAY, "field"), SQLDataType.CLOB)
                                .eq(DSL.inline(field)))
                        .and(DSL.field(DSL.name(STAY, "left_at"), SQLDataType.INSTANT)
                                .isNull()));
    }

    private static String nameAlias(FieldModel field) {
        return field.key() + "__name";
    }

    /// The record in a row.
    StoredRecord read(Record row) {
        SystemColumns system = object.columns();
        Map<String, Object> values = new LinkedHashMap<>();
        object.all().forEach(field -> value(row, field).ifPresent(value -> values.put(field.key(), value)));
        Map<String, String> names = new LinkedHashMap<>();
        for (Link link : links) {
            String alias = nameAlias(link.field());
            if (row.field(alias) != null && row.get(alias) != null) {
                names.put(link.field().key(), row.get(alias, String.class));
            }
        }
        Subject subject = system.subjectObject() == null || system.subjectId() == null
                ? null
                : new Subject(row.get(system.subjectObject()), row.get(system.subjectId()));
        return new StoredRecord(
                row.get(system.id()),
                row.get(system.version()),
                row.get(system.createdAt()),
                row.get(system.createdBy()),
                row.get(system.updatedAt()),
                row.get(system.updatedBy()),
                row.get(system.ownerId()),
                values,
                names,
                row.field(STAGE_ENTERED_AT) == null ? null : row.get(STAGE_ENTERED_AT),
                subject);
    }

    private static Optional<Object> value(Record row, FieldModel field) {
        Object value = row.get(field.column());
        if (value != null && field.currencyColumn() != null) {
            String currency = row.get(field.currencyColumn());
            return Optional.of(new Money((BigDecimal) value, currency == null ? field.currency() : currency));
        }
        return Optional.ofNullable(value);
    }

    /// The columns that hold a value.
    Map<Field<?>, @Nullable Object> columnsOf(FieldModel field, @Nullable Object value) {
        Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
        if (value instanceof Money money) {
            columns.put(field.column(), money.amount());
        } else {
            columns.put(field.column(), value);
        }
        if (field.currencyColumn() != null) {
            columns.put(field.currencyColumn(), value instanceof Money money ? money.currency() : null);
        }
        if (field.keyColumn() != null) {
            columns.put(field.keyColumn(), value instanceof String text ? NormalisedKey.of(field.type(), text) : null);
        }
        return columns;
    }

    /// The record with this id among those that meet the condition, its row locked until the transaction ends.
    Optional<StoredRecord> lock(DSLContext sql, UUID id, org.jooq.Condition visible) {
        return sql.select(columns())
                .from(object.table())
                .where(object.columns().id().eq(id).and(visible))
                .forUpdate()
                .fetchOptional(this::read);
    }

    /// The record with this id among those that meet the condition.
    Optional<StoredRecord> find(DSLContext sql, UUID id, org.jooq.Condition visible) {
        return sql.select(columnsWithNames())
                .from(withNames())
                .where(object.columns().id().eq(id).and(visible))
                .fetchOptional(this::read);
    }

    @SuppressWarnings("unchecked")
    static <T> Field<T> column(FieldModel field, Class<T> type) {
        if (field.column().getType() != type) {
            throw new IllegalStateException(field.key() + " is not of " + type);
        }
        return (Field<T>) field.column();
    }

    /// What a value is in expressions.
    static Object asFact(FieldModel field, Object value) {
        return switch (field.type()) {
            case CURRENCY -> ((Money) value).amount();
            case LOOKUP, MEMBER -> value.toString();
            case TEXT, LONG_TEXT, SELECT, PHONE, EMAIL, URL, INTEGER, DECIMAL, PERCENT, DATE, DATE_TIME, BOOLEAN ->
                value;
        };
    }
}
