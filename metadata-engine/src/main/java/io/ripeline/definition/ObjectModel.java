package io.ripeline.definition;

import io.ripeline.expression.Vocabulary;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/// An object that runs: its table, its fields by key in order, its process.
public final class ObjectModel {

    private final ObjectTable place;
    private final Map<String, FieldModel> fields;
    private final Vocabulary names;
    private final @Nullable FieldModel nameField;
    private final Conduct conduct;
    private final FieldRules rules;
    private final Derivations derived;

    /// An object by itself: neither named for expressions, nor with a process, nor with rules.
    ObjectModel(ObjectTable place, Map<String, FieldModel> fields, @Nullable FieldModel nameField) {
        this(place, fields, NOT_YET_NAMED, nameField, Conduct.NONE, FieldRules.NONE, Derivations.NONE);
    }

    private ObjectModel(
            ObjectTable place,
            Map<String, FieldModel> fields,
            Vocabulary names,
            @Nullable FieldModel nameField,
            Conduct conduct,
            FieldRules rules,
            Derivations derived) {
        this.place = place;
        this.fields = InOrder.of(fields);
        this.names = names;
        this.nameField = nameField;
        // Most objects have none of these.
        this.conduct = conduct.equals(Conduct.NONE) ? Conduct.NONE : conduct;
        this.rules = rules.equals(FieldRules.NONE) ? FieldRules.NONE : rules;
        this.derived = derived.equals(Derivations.NONE) ? Derivations.NONE : derived;
    }

    /// Until every object is there: names lead from one to another.
    private static final Vocabulary NOT_YET_NAMED = new Vocabulary(List.of());

    /// The same with names for expressions.
    ObjectModel with(Vocabulary vocabulary) {
        return new ObjectModel(place, fields, vocabulary, nameField, conduct, rules, derived);
    }

    /// The same with conditions on its fields.
    ObjectModel with(FieldRules others) {
        return new ObjectModel(place, fields, names, nameField, conduct, others, derived);
    }

    /// The same with what is computed for its records.
    ObjectModel with(Derivations computed) {
        return new ObjectModel(place, fields, names, nameField, conduct, rules, computed);
    }

    ObjectModel with(Conduct compiled) {
        return new ObjectModel(place, fields, names, nameField, compiled, rules, derived);
    }

    /// What the document says of it. Unpacked when it was not asked for lately, which takes some milliseconds.
    public ObjectDefinition definition() {
        return place.definition();
    }

    /// The table its records stand in.
    public Table<?> table() {
        return place.table();
    }

    /// The columns every table has.
    public SystemColumns columns() {
        return place.columns();
    }

    /// Its fields by key, in order.
    public Map<String, FieldModel> fields() {
        return fields;
    }

    /// What expressions over a record may use.
    public Vocabulary names() {
        return names;
    }

    /// The field by which its records are called.
    public @Nullable FieldModel nameField() {
        return nameField;
    }

    /// How its records ripen, and the rules they keep.
    public Conduct conduct() {
        return conduct;
    }

    /// Which fields are needed, shown or closed by a condition.
    public FieldRules rules() {
        return rules;
    }

    /// What is computed for its records.
    public Derivations derived() {
        return derived;
    }

    /// Lets go of what can be made again.
    void settle() {
        place.forget();
        names.settle();
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
            funnels = InOrder.of(funnels);
            validations = List.copyOf(validations);
            duplicates = List.copyOf(duplicates);
        }
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
        return place.key();
    }

    /// The field with this key.
    public Optional<FieldModel> field(String key) {
        return Optional.ofNullable(fields.get(key));
    }

    /// Whether records are about a record of another object.
    public boolean about() {
        return place.about();
    }

    /// How every object calls the list of its records, where they are about others and the document says.
    Optional<String> list() {
        return place.list();
    }

    /// The saved views of its records.
    public List<ViewDefinition> views() {
        return place.document().views().stream()
                .filter(view -> key().equals(view.object()))
                .toList();
    }

    /// Every field in order.
    public Collection<FieldModel> all() {
        return fields.values();
    }

    /// Who sees its records.
    public Visibility visibility() {
        return place.visibility();
    }
}
