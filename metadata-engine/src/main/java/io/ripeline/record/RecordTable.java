package io.ripeline.record;

import io.ripeline.database.KeptStatement;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.tenancy.TenantTransaction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SQL;
import org.jooq.Select;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// The SQL of one object's table: which columns are read, how a row becomes a record and values become columns.
/// Every request of a version uses the same one, see {@link RecordTables}.
final class RecordTable {

    private static final int AT_ONCE = 500;
    private static final int PROJECTIONS_KEPT = 50;

    private final Model model;
    private final ObjectModel object;
    private final List<FieldModel> fields;
    private final Map<Set<String>, RecordTable> projections = new ConcurrentHashMap<>();
    private final List<Field<?>> columns;
    private final List<Field<?>> columnsWithNames;
    private final RowReading reading;
    private final Rendered own;
    private final Rendered named;
    private final KeptStatement live;
    private final RecordStatements statements;
    private volatile @Nullable Set<String> ownerOrders;

    RecordTable(Model model, ObjectModel object) {
        this(model, object, List.copyOf(object.all()));
    }

    private RecordTable(Model model, ObjectModel object, List<FieldModel> fields) {
        this.model = model;
        this.object = object;
        this.fields = fields;
        RecordColumns read = new RecordColumns(model, object, fields);
        this.columns = read.own();
        this.columnsWithNames = read.named();
        this.reading = new RowReading(object, fields, read.linked());
        this.statements = new RecordStatements(model, object);
        this.own = new Rendered(DSL.select(columns).from(object.table()));
        this.named = new Rendered(DSL.select(columnsWithNames).from(read.table()));
        this.live = new KeptStatement(() -> DSL.select(columnsWithNames)
                .from(read.table())
                .where(object.columns().id().eq(KeptStatement.place(SQLDataType.UUID)))
                .and(object.columns().deletedAt().isNull()));
    }

    /// The same table read only in some of its fields; in all where none is named.
    RecordTable only(Set<String> wanted) {
        if (wanted.isEmpty()) {
            return this;
        }
        RecordTable known = projections.get(wanted);
        if (known != null) {
            return known;
        }
        RecordTable projection = new RecordTable(
                model,
                object,
                fields.stream().filter(field -> wanted.contains(field.key())).toList());
        if (projections.size() < PROJECTIONS_KEPT) {
            projections.put(Set.copyOf(wanted), projection);
        }
        return projection;
    }

    ObjectModel object() {
        return object;
    }

    /// What writes its rows.
    RecordStatements statements() {
        return statements;
    }

    /// A statement that reads records, ready but for what follows it: rendering it takes longer than the rest of a
    /// read by id.
    private static final class Rendered {

        private final Select<?> select;
        private volatile @Nullable SQL text;

        Rendered(Select<?> select) {
            this.select = select;
        }
    }

    private static SQL reading(DSLContext sql, Rendered rendered) {
        SQL known = rendered.text;
        if (known == null) {
            known = DSL.raw(sql.render(rendered.select));
            rendered.text = known;
        }
        return known;
    }

    /// The record with this id among those that meet the condition.
    Optional<StoredRecord> find(DSLContext sql, UUID id, Condition visible) {
        return sql.resultQuery(
                        "{0} WHERE {1}",
                        reading(sql, named), object.columns().id().eq(id).and(visible))
                .coerce(columnsWithNames)
                .fetchOptional(reading::read);
    }

    /// The record with this id unless it is in the bin.
    Optional<StoredRecord> findLive(DSLContext sql, UUID id) {
        return KeptStatement.fetch(sql, live(sql, id), columnsWithNames).stream()
                .findFirst()
                .map(reading::read);
    }

    /// The same as the last thing that is read.
    Optional<StoredRecord> findLive(TenantTransaction transaction, UUID id) {
        return transaction.last(live(transaction.sql(), id), columnsWithNames).stream()
                .findFirst()
                .map(reading::read);
    }

    private KeptStatement.Filled live(DSLContext sql, UUID id) {
        return live.with(sql, List.of(DSL.val(id, SQLDataType.UUID)));
    }

    /// The first records, in an order, of those that meet the condition.
    List<StoredRecord> list(DSLContext sql, Condition condition, List<SortField<?>> order, int limit) {
        return sql.resultQuery(
                        "{0} WHERE {1} ORDER BY {2} FETCH NEXT {3} ROWS ONLY",
                        reading(sql, named), condition, DSL.list(order), DSL.val(limit))
                .coerce(columnsWithNames)
                .fetch(reading::read);
    }

    /// The same where few meet the condition: all of them are gathered and put in order by what decides it alone, and
    /// the page is read. PostgreSQL would rather walk the whole table in that order until it has met enough.
    List<StoredRecord> listFew(DSLContext sql, Condition condition, List<SortField<?>> order, int limit) {
        return list(sql, Gathered.first(object, condition, order, limit), order, limit);
    }

    /// Whether an index has the records of one owner in the order of a field.
    boolean orderedByOwner(String field) {
        Set<String> known = ownerOrders;
        if (known == null) {
            known = Gathered.ownerOrders(object);
            ownerOrders = known;
        }
        return known.contains(field);
    }

    /// All records, in an order, of those that meet the condition, some at a time: only so many are ever held.
    void each(DSLContext sql, Condition condition, List<SortField<?>> order, Consumer<List<StoredRecord>> reader) {
        ResultQuery<Record> query = sql.resultQuery(
                        "{0} WHERE {1} ORDER BY {2}", reading(sql, named), condition, DSL.list(order))
                .coerce(columnsWithNames);
        try (Cursor<Record> cursor = query.fetchSize(AT_ONCE).fetchLazy()) {
            while (cursor.hasNext()) {
                reader.accept(cursor.fetchNext(AT_ONCE).map(reading::read));
            }
        }
    }

    /// The record with this id among those that meet the condition, its row locked against other writes until the
    /// transaction ends. Without the names of what it points to.
    Optional<StoredRecord> lock(DSLContext sql, UUID id, Condition visible) {
        return own(sql, "FOR NO KEY UPDATE", id, visible);
    }

    /// The same, locked also against records that would begin to point to it.
    Optional<StoredRecord> lockAgainstReferences(DSLContext sql, UUID id, Condition visible) {
        return own(sql, "FOR UPDATE", id, visible);
    }

    private Optional<StoredRecord> own(DSLContext sql, String locking, UUID id, Condition visible) {
        return sql.resultQuery(
                        "{0} WHERE {1} " + locking,
                        reading(sql, own),
                        object.columns().id().eq(id).and(visible))
                .coerce(columns)
                .fetchOptional(reading::read);
    }

    /// Whether a record that somebody else is writing is waited for or left out.
    enum Waiting {
        WAIT,
        SKIP
    }

    /// The records with these ids, also those in the bin, locked one after another in the order of their ids. Without
    /// the names of what they point to.
    List<StoredRecord> lock(DSLContext sql, Collection<UUID> ids, Waiting waiting) {
        String locking = switch (waiting) {
            case WAIT -> "FOR NO KEY UPDATE";
            case SKIP -> "FOR NO KEY UPDATE SKIP LOCKED";
        };
        return sql.resultQuery(
                        "{0} WHERE {1} ORDER BY {2} " + locking,
                        reading(sql, own),
                        object.columns().id().eq(DSL.any(ids.toArray(new UUID[0]))),
                        object.columns().id())
                .coerce(columns)
                .fetch(reading::read);
    }

    /// The records with these ids among those that meet the condition, locked one after another in the order of their
    /// ids. Without the names of what they point to.
    List<StoredRecord> lock(DSLContext sql, Collection<UUID> ids, Condition visible) {
        return sql.resultQuery(
                        "{0} WHERE {1} ORDER BY {2} FOR NO KEY UPDATE",
                        reading(sql, own),
                        object.columns()
                                .id()
                                .eq(DSL.any(ids.toArray(new UUID[0])))
                                .and(visible),
                        object.columns().id())
                .coerce(columns)
                .fetch(reading::read);
    }

    /// The live records with these ids, without the names of what they point to.
    List<StoredRecord> all(DSLContext sql, Collection<UUID> ids) {
        return sql.resultQuery(
                        "{0} WHERE {1}",
                        reading(sql, own),
                        object.columns()
                                .id()
                                .eq(DSL.any(ids.toArray(new UUID[0])))
                                .and(object.columns().deletedAt().isNull()))
                .coerce(columns)
                .fetch(reading::read);
    }
}
