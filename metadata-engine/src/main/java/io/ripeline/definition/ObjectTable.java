package io.ripeline.definition;

import io.ripeline.definition.ObjectModel.SystemColumns;
import io.ripeline.definition.ObjectModel.Visibility;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Where the records of an object stand, and where the document tells of it. Tables and columns are made when they are
/// asked for, and kept while memory lasts.
final class ObjectTable {

    /// What may stand in columns of one field.
    enum Part {
        VALUE(0),
        CURRENCY(1),
        KEY(2);

        private final int slot;

        Part(int slot) {
            this.slot = slot;
        }
    }

    private static final int PARTS = Part.values().length;

    private final Written written;
    private final int place;
    private final String schema;
    private final String object;
    private final int fields;
    private final boolean about;
    private final Visibility visibility;
    private final @Nullable String list;
    private volatile @Nullable Reference<Columned> lately;

    private record Columned(Table<?> table, SystemColumns system, AtomicReferenceArray<Field<?>> fields) {}

    ObjectTable(Written written, int place, String schema) {
        this.written = written;
        this.place = place;
        this.schema = schema;
        this.object = definition().key().intern();
        this.fields = definition().fields().size();
        this.about = Boolean.TRUE.equals(definition().about());
        this.visibility = visibility(definition().visibility());
        this.list = definition().reverse();
    }

    /// A word that is none is a problem told elsewhere.
    private static Visibility visibility(@Nullable String word) {
        return Arrays.stream(Visibility.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElse(Visibility.PRIVATE);
    }

    String key() {
        return object;
    }

    Optional<String> list() {
        return Optional.ofNullable(list);
    }

    boolean about() {
        return about;
    }

    Visibility visibility() {
        return visibility;
    }

    ObjectDefinition definition() {
        return written.definition().objects().get(place);
    }

    /// The whole document.
    Definition document() {
        return written.definition();
    }

    Table<?> table() {
        return columned().table();
    }

    SystemColumns columns() {
        return columned().system();
    }

    /// The column of a part of the field at this place of the document.
    Field<?> column(int field, Part part, Supplier<Field<?>> making) {
        AtomicReferenceArray<Field<?>> fields = columned().fields();
        int slot = field * PARTS + part.slot;
        Field<?> known = fields.get(slot);
        if (known == null) {
            known = making.get();
            fields.set(slot, known);
        }
        return known;
    }

    /// A column by its name.
    <T> Field<T> column(String name, DataType<T> type) {
        Name qualified = DSL.name(schema, object, name);
        return DSL.field(qualified, type);
    }

    /// Lets go of what can be made again.
    void forget() {
        lately = null;
    }

    private Columned columned() {
        Reference<Columned> reference = lately;
        Columned known = reference == null ? null : reference.get();
        if (known == null) {
            known = make();
            lately = new SoftReference<>(known);
        }
        return known;
    }

    private Columned make() {
        return new Columned(DSL.table(DSL.name(schema, object)), system(), new AtomicReferenceArray<>(fields * PARTS));
    }

    private SystemColumns system() {
        return new SystemColumns(
                column(SystemNames.ID, SQLDataType.UUID),
                column(SystemNames.VERSION, SQLDataType.INTEGER),
                column(SystemNames.OWNER_ID, SQLDataType.UUID),
                column(SystemNames.CREATED_AT, SQLDataType.INSTANT),
                column(SystemNames.CREATED_BY, SQLDataType.UUID),
                column(SystemNames.UPDATED_AT, SQLDataType.INSTANT),
                column(SystemNames.UPDATED_BY, SQLDataType.UUID),
                column(SystemNames.DELETED_AT, SQLDataType.INSTANT),
                about ? column(SystemNames.SUBJECT_OBJECT, SQLDataType.CLOB) : null,
                about ? column(SystemNames.SUBJECT_ID, SQLDataType.UUID) : null);
    }
}
