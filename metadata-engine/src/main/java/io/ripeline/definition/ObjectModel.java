package io.ripeline.definition;

import io.ripeline.expression.Vocabulary;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/// An object that runs: its table, its fields by key in order, its process.
///
/// @param names what expressions over a record may use
/// @param conduct how its records ripen, and the rules they keep
/// @param rules which fields are needed, shown or closed by a condition
/// @param derived what is computed for its records
public record ObjectModel(
        ObjectDefinition definition,
        Table<?> table,
        SystemColumns columns,
        Map<String, FieldModel> fields,
        Vocabulary names,
        @Nullable FieldModel nameField,
        Conduct conduct,
        FieldRules rules,
        Derivations derived) {

    public ObjectModel {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// The same with names for expressions.
    ObjectModel with(Vocabulary vocabulary) {
        return new ObjectModel(definition, table, columns, fields, vocabulary, nameField, conduct, rules, derived);
    }

    /// The same with conditions on its fields.
    ObjectModel with(FieldRules others) {
        return new ObjectModel(definition, table, columns, fields, names, nameField, conduct, others, derived);
    }

    /// The same with what is computed for its records.
    ObjectModel with(Derivations computed) {
        return new ObjectModel(definition, table, columns, fields, names, nameField, conduct, rules, computed);
    }

    /// Who sees records beyond those the role's scope shows.
    public enum Visibility {
        PRIVATE,
        TEAM,
        PUBLIC
    }

    /// How records of an object ripen, and the rules they keep.
    ///
    /// @param funnels by key in the order of the document; all over the same field
    /// @param funnelBy the select field that says which of the funnels a record goes through
    public record Conduct(
            Map<String, Funnel> funnels,
            @Nullable FieldModel funnelBy,
            @Nullable GradeScale gradeScale,
            List<Validation> validations,
            List<DuplicateRule> duplicates) {

        static final Conduct NONE = new Conduct(Map.of(), null, null, List.of(), List.of());

        public Conduct {
            funnels = Collections.unmodifiableMap(new LinkedHashMap<>(funnels));
            validations = List.copyOf(validations);
            duplicates = List.copyOf(duplicates);
        }
    }

    ObjectModel with(Conduct compiled) {
        return new ObjectModel(definition, table, columns, fields, names, nameField, compiled, rules, derived);
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

    /// The funnel of records that do not say which, where there is any.
    public Optional<Funnel> defaultFunnel() {
        return funnels().stream()
                .filter(Funnel::isDefault)
                .findFirst()
                .or(() -> funnels().stream().findFirst());
    }

    /// The funnel a record with these values goes through: the one it names, else the default one.
    public Optional<Funnel> funnelOf(Map<String, ? extends @Nullable Object> values) {
        FieldModel by = conduct.funnelBy();
        Object named = by == null ? null : values.get(by.key());
        return Optional.ofNullable(named)
                .map(key -> conduct.funnels().get(key.toString()))
                .or(this::defaultFunnel);
    }

    /// The funnel with this key.
    public Optional<Funnel> funnel(String key) {
        return Optional.ofNullable(conduct.funnels().get(key));
    }

    /// The select field that says which of its funnels a record goes through.
    public Optional<FieldModel> funnelBy() {
        return Optional.ofNullable(conduct.funnelBy());
    }

    /// Key of the field that all its funnels have their stages in.
    public Optional<String> stageField() {
        return funnels().stream().map(Funnel::field).findFirst();
    }

    /// Key of the field its grades are in.
    public Optional<String> gradeField() {
        return Optional.ofNullable(gradeScale()).map(GradeScale::field);
    }

    /// CEL that selects the records of one of its funnels; nothing where all are.
    public Optional<String> filterOf(Funnel funnel) {
        return funnelBy().map(by -> {
            String named = "%s == \"%s\"".formatted(by.key(), funnel.key());
            boolean unnamed = defaultFunnel().filter(funnel::equals).isPresent();
            return unnamed ? "(!has(%s) || %s)".formatted(by.key(), named) : named;
        });
    }

    /// Its funnels, in the order of the document.
    public Collection<Funnel> funnels() {
        return conduct.funnels().values();
    }

    /// How ripe its records are, where the company grades them.
    public @Nullable GradeScale gradeScale() {
        return conduct.gradeScale();
    }

    /// The rules every write of its records keeps.
    public List<Validation> validations() {
        return conduct.validations();
    }

    /// When two of its records are taken for the same.
    public List<DuplicateRule> duplicates() {
        return conduct.duplicates();
    }

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
