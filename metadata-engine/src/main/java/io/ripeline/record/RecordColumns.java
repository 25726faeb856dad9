package io.ripeline.record;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.ObjectModel.SystemColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// Which columns are read of an object's records, and of what.
final class RecordColumns {

    /// A lookup with the table it joins to show how the record it points to is called.
    private record Link(FieldModel field, Table<?> joined, Field<UUID> joinedId, Field<String> joinedName) {}

    /// The open stay of a record, which tells since when it is in its stage.
    private static final String STAY = "stay_in_stage";

    private static final Field<Instant> STAGE_ENTERED_AT =
            DSL.field(DSL.name(STAY, "entered_at"), SQLDataType.INSTANT).as("stage_entered_at");

    private final ObjectModel object;
    private final List<FieldModel> fields;
    private final boolean staged;
    private final List<Link> links = new ArrayList<>();

    /// @param fields those that are read
    RecordColumns(Model model, ObjectModel object, List<FieldModel> fields) {
        this.object = object;
        this.fields = fields;
        this.staged = object.stageField()
                .filter(stage -> fields.stream().map(FieldModel::key).anyMatch(stage::equals))
                .isPresent();
        for (FieldModel field : fields) {
            field.target().flatMap(model::find).ifPresent(target -> link(field, target));
        }
    }

    /// The keys of the lookups whose targets are read with their names.
    List<String> linked() {
        return links.stream().map(link -> link.field().key()).toList();
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
                DSL.field(DSL.name(alias, name.column().getName()), String.class)));
    }

    /// The columns of the object's own table.
    List<Field<?>> own() {
        SystemColumns system = object.columns();
        List<Field<?>> columns = new ArrayList<>(List.of(
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
        for (FieldModel field : fields) {
            columns.add(field.column());
            if (field.currencyColumn() != null) {
                columns.add(field.currencyColumn());
            }
        }
        return columns;
    }

    /// The same, then the names of what lookups point to, then since when the record is in its stage.
    List<Field<?>> named() {
        List<Field<?>> all = new ArrayList<>(own());
        links.forEach(link -> all.add(link.joinedName().as(link.field().key() + "__name")));
        if (staged) {
            all.add(STAGE_ENTERED_AT);
        }
        return all;
    }

    /// What the named columns are read from.
    Table<?> table() {
        Table<?> joined = object.table();
        for (Link link : links) {
            joined = joined.leftJoin(link.joined())
                    .on(link.joinedId().eq(StoredValues.column(link.field(), UUID.class)));
        }
        Table<?> named = joined;
        return object.stageField()
                .filter(field -> staged)
                .<Table<?>>map(field -> withStay(named, field))
                .orElse(named);
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
}
