package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An object: a kind of record with its own table.
///
/// @param nameField the text field by which a record is called
/// @param visibility `private` (the default), `team` or `public`
/// @param about whether its records are about a record of any object, as activities are
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ObjectDefinition(
        String key,
        Label label,
        @Nullable Label plural,
        @Nullable String nameField,
        @Nullable String visibility,
        @Nullable Boolean about,
        List<FieldDefinition> fields,
        List<JsonNode> validations,
        List<JsonNode> duplicates) {

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
