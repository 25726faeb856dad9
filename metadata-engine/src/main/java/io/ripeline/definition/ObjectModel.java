package io.ripeline.definition;

import io.ripeline.expression.Vocabulary;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/// An object that runs: its table, its fields by key in order, its process.
///
/// @param names what expressions over a record may use
/// @param rules which fields are needed, shown or closed by a condition
public record ObjectModel(
        ObjectDefinition definition,
        Table<?> table,
        SystemColumns columns,
        Map<String, FieldModel> fields,
        Vocabulary names,
        @Nullable FieldModel nameField,
        @Nullable Funnel funnel,
        @Nullable GradeScale gradeScale,
        FieldRules rules) {

    public ObjectModel {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// The same with conditions on its fields.
    ObjectModel with(FieldRules others) {
        return new ObjectModel(definition, table, columns, fields, names, nameField, funnel, gradeScale, others);
    }

    /// Who sees records beyond those the role's scope shows.
    public enum Visibility {
        PRIVATE,
        TEAM,
        PUBLIC
    }

    /// The columns every table has, qualified.
    ///
    /// @param subjectObject only where the object's records are about another one
    public record SystemColumns(
            Field<UUID> id,
            Field<Integer> version,
            Field<UUID> ownerId,
            Field<Instant> createdAt,
            Field<UUID> createdBy,
            Field<Instant> updatedAt,
            Field<UUID> updatedBy,
            Field<Instant> deletedAt,
            @Nullable Field<String> subjectObject,
            @Nullable Field<UUID> subjectId) {}

    /// The object's key.
    public String key() {
        return definition.key();
    }

    /// The field with this key.
    public Optional<FieldModel> field(String key) {
        return Optional.ofNullable(fields.get(key));
    }

    /// Whether records are about a record of another object.
    public boolean about() {
        return Boolean.TRUE.equals(definition.about());
    }

    /// Every field in order.
    public Collection<FieldModel> all() {
        return fields.values();
    }

    /// Who sees its records.
    public Visibility visibility() {
        return definition.visibility() == null
                ? Visibility.PRIVATE
                : Visibility.valueOf(definition.visibility().toUpperCase(java.util.Locale.ROOT));
    }
}
