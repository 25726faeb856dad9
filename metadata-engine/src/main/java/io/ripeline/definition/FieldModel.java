package io.ripeline.definition;

import io.ripeline.definition.ObjectDefinition.FieldDefinition;
import io.ripeline.definition.ObjectTable.Part;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A field that runs. What every write asks of it is at hand; what people read stands in its definition.
public final class FieldModel {

    private static final int REQUIRED = 1;
    private static final int UNIQUE = 1 << 1;
    private static final int MASKED = 1 << 2;
    private static final int DERIVED = 1 << 3;
    private static final int KEYED = 1 << 4;
    private static final int FLAGS = 5;

    /// So many characters of a text an index can hold whatever they are; long ones are put in order by these first.
    public static final int BEGINNING = 200;

    private final ObjectTable table;
    private final String key;
    private final FieldType type;
    private final @Nullable FieldColumns noted;
    private final @Nullable Traits traits;
    private final @Nullable Keys choices;
    /// The place of the field in the document's list, above the bits of its flags.
    private final int placeAndFlags;

    /// What few fields have.
    private record Traits(
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable Integer maxLength,
            @Nullable Pattern pattern,
            @Nullable JsonNode fallback,
            @Nullable String target,
            @Nullable String reverse,
            @Nullable OnDelete onDelete,
            @Nullable String currency) {

        private static final Traits NONE = new Traits(null, null, null, null, null, null, null, null, null);

        static @Nullable Traits of(FieldDefinition field, @Nullable Pattern pattern) {
            Traits traits = new Traits(
                    field.min(),
                    field.max(),
                    field.maxLength(),
                    pattern,
                    field.fallback(),
                    shared(field.target()),
                    shared(field.reverse()),
                    Optional.ofNullable(field.onDelete())
                            .flatMap(OnDelete::byKey)
                            .orElse(null),
                    shared(field.currency()));
            return traits.equals(NONE) ? null : traits;
        }

        private static @Nullable String shared(@Nullable String key) {
            return key == null ? null : key.intern();
        }
    }

    /// @param place of the field in the document's list
    /// @param noted the columns of its values where they are not those of its key
    /// @param keyed whether a normalised key stands beside its values
    FieldModel(
            ObjectTable table,
            int place,
            FieldDefinition definition,
            FieldType type,
            @Nullable FieldColumns noted,
            boolean keyed,
            Map<String, Choice> choices,
            @Nullable Pattern pattern) {
        this.table = table;
        this.key = definition.key().intern();
        this.type = type;
        this.noted = noted;
        this.choices = choices.isEmpty() ? null : new Keys(choices.keySet());
        this.traits = Traits.of(definition, pattern);
        this.placeAndFlags = place << FLAGS
                | (Boolean.TRUE.equals(definition.required()) ? REQUIRED : 0)
                | (Boolean.TRUE.equals(definition.unique()) ? UNIQUE : 0)
                | (Boolean.TRUE.equals(definition.masked()) ? MASKED : 0)
                | (DerivedTypes.isDerived(definition) ? DERIVED : 0)
                | (keyed ? KEYED : 0);
    }

    /// What the document says of it. Unpacked when it was not asked for lately, which takes some milliseconds.
    public FieldDefinition definition() {
        return table.definition().fields().get(place());
    }

    /// The field's key.
    public String key() {
        return key;
    }

    /// What its values are.
    public FieldType type() {
        return type;
    }

    /// Where its value stands, qualified by schema and table.
    public Field<?> column() {
        return table.column(place(), Part.VALUE, () -> table.column(columns().value(), type.dataType()));
    }

    /// Where the currency of an amount stands.
    public @Nullable Field<String> currencyColumn() {
        return type == FieldType.CURRENCY ? text(Part.CURRENCY) : null;
    }

    /// Where the normalised key of a unique or naming value stands.
    public @Nullable Field<String> keyColumn() {
        return is(KEYED) ? text(Part.KEY) : null;
    }

    @SuppressWarnings("unchecked")
    private Field<String> text(Part part) {
        return (Field<String>) table.column(place(), part, () -> table.column(beside(part), SQLDataType.CLOB));
    }

    private String beside(Part part) {
        FieldColumns named = FieldColumns.named(key);
        String own = part == Part.CURRENCY ? columns().currency() : columns().key();
        String usual = part == Part.CURRENCY ? named.currency() : named.key();
        return own == null ? String.valueOf(usual) : own;
    }

    private FieldColumns columns() {
        return noted == null ? FieldColumns.named(key) : noted;
    }

    /// What a select or multi-select field may take, by key in order; empty for other types.
    public Map<String, Choice> choices() {
        return choices == null ? Map.of() : Choices.of(table.document(), table.definition(), definition());
    }

    /// The keys of its choices, in order.
    public List<String> choiceKeys() {
        return choices == null ? List.of() : choices.all();
    }

    /// Whether it may take the choice with this key.
    public boolean offers(String choice) {
        return choices != null && choices.contain(choice);
    }

    /// What the whole of a text must match.
    public @Nullable Pattern pattern() {
        return traits == null ? null : traits.pattern();
    }

    /// Least number.
    public @Nullable BigDecimal min() {
        return traits == null ? null : traits.min();
    }

    /// Greatest number.
    public @Nullable BigDecimal max() {
        return traits == null ? null : traits.max();
    }

    /// Longest text in characters.
    public @Nullable Integer maxLength() {
        return traits == null ? null : traits.maxLength();
    }

    /// The value a new record takes where none is given.
    public @Nullable JsonNode fallback() {
        return traits == null ? null : traits.fallback();
    }

    private int place() {
        return placeAndFlags >>> FLAGS;
    }

    private boolean is(int flag) {
        return (placeAndFlags & flag) != 0;
    }

    /// Whether the platform computes its values and nobody else writes them.
    public boolean derived() {
        return is(DERIVED);
    }

    /// Whether the platform makes its values, by computing or by counting.
    public boolean madeByPlatform() {
        return derived() || type.isMadeByPlatform();
    }

    /// Whether a record must have a value.
    public boolean required() {
        return is(REQUIRED);
    }

    /// Whether no two records may have the same value.
    public boolean unique() {
        return is(UNIQUE);
    }

    /// The object a lookup points to.
    public Optional<String> target() {
        return type == FieldType.LOOKUP && traits != null ? Optional.ofNullable(traits.target()) : Optional.empty();
    }

    /// What deleting the record it points to does: what the document says, else a record that needs its value keeps
    /// the other one, and any other lets it go.
    public OnDelete onDelete() {
        OnDelete told = traits == null ? null : traits.onDelete();
        return told != null ? told : required() ? OnDelete.RESTRICT : OnDelete.CLEAR;
    }

    /// How the target calls the records that point to it.
    public Optional<String> reverse() {
        return traits == null ? Optional.empty() : Optional.ofNullable(traits.reverse());
    }

    /// How its values are numbered; only automatic numbers are.
    public Numbering numbering() {
        if (type != FieldType.AUTO_NUMBER) {
            throw new IllegalStateException(key() + " has no numbers");
        }
        return Numbering.of(definition().number());
    }

    /// Whether readers see it covered unless their role says otherwise.
    public boolean masked() {
        return is(MASKED);
    }

    /// The currency a plain number is taken in.
    public String currency() {
        return ownCurrency().orElse("CNY");
    }

    /// The currency a plain number is taken in, where the document says.
    Optional<String> ownCurrency() {
        return traits == null ? Optional.empty() : Optional.ofNullable(traits.currency());
    }

    @Override
    public String toString() {
        return key;
    }
}
