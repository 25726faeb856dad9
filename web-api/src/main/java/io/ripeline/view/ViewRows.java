package io.ripeline.view;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.tenancy.TenantTransaction;
import io.ripeline.view.SavedView.Choice;
import io.ripeline.view.SavedView.Kind;
import io.ripeline.view.SavedView.Query;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// The views of a company, and what each member makes of them.
final class ViewRows {

    private static final Table<?> VIEW = table(name("_view"));
    private static final Field<UUID> ID = field(name("id"), SQLDataType.UUID);
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<UUID> MEMBER_ID = field(name("member_id"), SQLDataType.UUID);
    private static final Field<String> LABEL = field(name("label"), SQLDataType.CLOB);
    private static final Field<String> KIND = field(name("kind"), SQLDataType.CLOB);
    private static final Field<String> FILTER = field(name("filter"), SQLDataType.CLOB);
    private static final Field<String> SORT = field(name("sort"), SQLDataType.CLOB);
    private static final Field<String> SEARCH = field(name("search"), SQLDataType.CLOB);
    private static final Field<String[]> COLUMNS = field(name("columns"), SQLDataType.CLOB.array());
    private static final Field<Boolean> SHARED = field(name("shared"), SQLDataType.BOOLEAN);
    private static final Field<String[]> ROLES = field(name("roles"), SQLDataType.CLOB.array());
    private static final Field<Instant> CREATED_AT = field(name("created_at"), SQLDataType.INSTANT);
    private static final Field<Instant> UPDATED_AT = field(name("updated_at"), SQLDataType.INSTANT);

    private static final Table<?> CHOICE = table(name("_view_choice"));
    private static final Field<String> CHOSEN = field(name("view"), SQLDataType.CLOB);
    private static final Field<Boolean> PINNED = field(name("pinned"), SQLDataType.BOOLEAN);
    private static final Field<Boolean> FIRST = field(name("first"), SQLDataType.BOOLEAN);

    private final TenantTransaction transaction;

    ViewRows(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    /// Her own and those that others share, of an object, by their names.
    List<SavedView> of(String object, UUID member) {
        return select(OBJECT.eq(object).and(MEMBER_ID.eq(member).or(SHARED)));
    }

    Optional<SavedView> find(UUID id) {
        return select(ID.eq(id)).stream().findFirst();
    }

    int countOf(String object, UUID member) {
        return transaction.sql().fetchCount(VIEW, OBJECT.eq(object).and(MEMBER_ID.eq(member)));
    }

    private List<SavedView> select(Condition which) {
        return transaction
                .sql()
                .select(
                        ID,
                        OBJECT,
                        MEMBER_ID,
                        LABEL,
                        KIND,
                        FILTER,
                        SORT,
                        SEARCH,
                        COLUMNS,
                        SHARED,
                        ROLES,
                        CREATED_AT,
                        UPDATED_AT)
                .from(VIEW)
                .where(which)
                .orderBy(LABEL, ID)
                .fetch(ViewRows::read);
    }

    private static SavedView read(Record row) {
        Query query = new Query(
                Kind.valueOf(row.get(KIND).toUpperCase(Locale.ROOT)),
                row.get(FILTER),
                row.get(SORT),
                row.get(SEARCH),
                List.of(row.get(COLUMNS)));
        return new SavedView(
                row.get(ID),
                row.get(OBJECT),
                row.get(MEMBER_ID),
                row.get(LABEL),
                query,
                row.get(SHARED),
                List.of(row.get(ROLES)),
                row.get(CREATED_AT),
                row.get(UPDATED_AT));
    }

    void add(SavedView view) {
        Map<Field<?>, Object> values = values(view);
        values.put(ID, view.id());
        values.put(OBJECT, view.object());
        values.put(MEMBER_ID, view.owner());
        values.put(CREATED_AT, view.createdAt());
        transaction.sql().insertInto(VIEW).set(values).execute();
    }

    void change(SavedView view) {
        transaction.sql().update(VIEW).set(values(view)).where(ID.eq(view.id())).execute();
    }

    private static Map<Field<?>, Object> values(SavedView view) {
        Map<Field<?>, @Nullable Object> values = new LinkedHashMap<>();
        values.put(LABEL, view.label());
        values.put(KIND, view.query().kind().key());
        values.put(FILTER, view.query().filter());
        values.put(SORT, view.query().sort());
        values.put(SEARCH, view.query().search());
        values.put(COLUMNS, view.query().columns().toArray(new String[0]));
        values.put(SHARED, view.shared());
        values.put(ROLES, view.roles().toArray(new String[0]));
        values.put(UPDATED_AT, view.updatedAt());
        @SuppressWarnings("NullAway")
        Map<Field<?>, Object> stored = values;
        return stored;
    }

    void remove(UUID id) {
        transaction.sql().deleteFrom(CHOICE).where(CHOSEN.eq(id.toString())).execute();
        transaction.sql().deleteFrom(VIEW).where(ID.eq(id)).execute();
    }

    /// What a member makes of the views of an object, by id or key.
    Map<String, Choice> choices(String object, UUID member) {
        Map<String, Choice> choices = new HashMap<>();
        transaction
                .sql()
                .select(CHOSEN, PINNED, FIRST)
                .from(CHOICE)
                .where(MEMBER_ID.eq(member).and(OBJECT.eq(object)))
                .forEach(row -> choices.put(row.value1(), new Choice(row.value2(), row.value3())));
        return choices;
    }

    void choose(String object, UUID member, String view, Choice choice) {
        if (choice.first()) {
            beginWithNone(object, member);
        }
        transaction
                .sql()
                .insertInto(CHOICE)
                .columns(MEMBER_ID, OBJECT, CHOSEN, PINNED, FIRST)
                .values(member, object, view, choice.pinned(), choice.first())
                .onConflict(MEMBER_ID, OBJECT, CHOSEN)
                .doUpdate()
                .set(PINNED, choice.pinned())
                .set(FIRST, choice.first())
                .execute();
    }

    void beginWithNone(String object, UUID member) {
        transaction
                .sql()
                .update(CHOICE)
                .set(FIRST, DSL.inline(false))
                .where(MEMBER_ID.eq(member).and(OBJECT.eq(object)).and(FIRST))
                .execute();
    }
}
