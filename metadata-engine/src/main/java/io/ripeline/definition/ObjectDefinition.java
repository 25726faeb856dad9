package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An object: a kind of record with its own table.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectDefinition(
        @Property(value = "Key of the object.", form = Property.Form.KEY)
        String key,

        @Property("What people call one record.") Label label,

        @Property("What people call several records; the label where absent.") @Nullable
        Label plural,

        @Property(value = "Key of the text field by which a record is called.", form = Property.Form.KEY) @Nullable
        String nameField,

        @Property(
                value =
                        "Whether a record is seen by its owner and those above (the default), by the owner's team, or by"
                                + " everybody.",
                words = {"private", "team", "public"})
        @Nullable
        String visibility,

        @Property("Whether its records are about a record of any object, as activities are.") @Nullable
        Boolean about,

        @Property(
                value = "How every object calls the list of these records, where they are about others.",
                form = Property.Form.KEY)
        @Nullable
        String reverse,

        @Property(
                value = "Key of the select field, without options of its own, that says which of several funnels a"
                        + " record goes through: the funnels are its options.",
                form = Property.Form.KEY)
        @Nullable
        String funnelBy,

        @Property(value = "What is known of a record.", limit = Limits.FIELDS)
        List<FieldDefinition> fields,

        @Property(value = "Rules that every write keeps.", limit = Limits.RULES)
        List<ValidationDefinition> validations,

        @Property(value = "When two records are taken for the same.", limit = Limits.RULES)
        List<DuplicateDefinition> duplicates) {

    public ObjectDefinition {
        fields = Definition.orEmpty(fields);
        validations = Definition.orEmpty(validations);
        duplicates = Definition.orEmpty(duplicates);
    }

    /// A field: a typed column of the object's table.
    ///
    /// @param type a key of {@link FieldType}
    /// @param unique whether no two records may bear the same value, compared by its normalised key
    /// @param fallback the value a new record takes where none is given (`default`)
    /// @param min least number or length does not apply; numbers only
    /// @param maxLength longest text in characters
    /// @param pattern Java regular expression the whole text must match
    /// @param currency ISO 4217 code a plain number is taken in
    /// @param target object a lookup points to
    /// @param reverse how the target calls the list of the records that point to it
    /// @param onDelete what happens to the records that point to one that is deleted: a key of {@link OnDelete}
    /// @param number how an automatic number is made
    /// @param requiredWhen CEL; a value is needed where it is true
    /// @param visibleWhen CEL; the form shows the field only where it is true
    /// @param readOnlyWhen CEL over the record as it stands; where it is true nobody changes the value by hand
    /// @param masked whether readers see it covered unless their role says otherwise
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FieldDefinition(
            String key,
            Label label,
            String type,
            @Nullable Boolean required,
            @Nullable Boolean unique,

            @com.fasterxml.jackson.annotation.JsonProperty("default") @Nullable
            JsonNode fallback,

            @Nullable Label help,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable Integer maxLength,
            @Nullable String pattern,
            @Nullable List<OptionDefinition> options,
            @Nullable String currency,
            @Nullable String target,
            @Nullable String reverse,
            @Nullable String onDelete,
            @Nullable NumberDefinition number,
            @Nullable String requiredWhen,
            @Nullable String visibleWhen,
            @Nullable String readOnlyWhen,
            @Nullable Boolean masked) {}

    /// How automatic numbers are made.
    ///
    /// @param prefix text before the number; `{yyyy}`, `{mm}` and `{dd}` stand for the company's day
    /// @param digits least number of digits, filled up with zeros; 5 where absent
    /// @param start the first number; 1 where absent
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NumberDefinition(
            @Nullable String prefix,
            @Nullable Integer digits,
            @Nullable Long start) {}

    /// One choice of a select or multi-select field.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OptionDefinition(
            String key, Label label, @Nullable String color) {}
}
