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
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FieldDefinition(
            @Property(value = "Key of the field.", form = Property.Form.KEY)
            String key,

            @Property("What people call it.") Label label,

            @Property(
                    value = "What it holds.",
                    words = {
                        "text",
                        "long_text",
                        "integer",
                        "decimal",
                        "currency",
                        "percent",
                        "date",
                        "date_time",
                        "boolean",
                        "select",
                        "multi_select",
                        "phone",
                        "email",
                        "url",
                        "lookup",
                        "member",
                        "auto_number"
                    })
            String type,

            @Property("Whether a record must have a value.") @Nullable
            Boolean required,

            @Property("Whether no two records may bear the same value, compared by its normalised key.") @Nullable
            Boolean unique,

            @com.fasterxml.jackson.annotation.JsonProperty("default")
            @Property("The value a new record takes where none is given; \"today\" of a date is the company's day.")
            @Nullable
            JsonNode fallback,

            @Property("What helps to fill it in.") @Nullable Label help,

            @Property("The least number.") @Nullable BigDecimal min,

            @Property("The greatest number.") @Nullable BigDecimal max,

            @Property(value = "The longest text, in characters.", least = 1) @Nullable
            Integer maxLength,

            @Property("Regular expression that the whole text must match.") @Nullable
            String pattern,

            @Property(value = "What may be chosen.", limit = Limits.OPTIONS) @Nullable
            List<OptionDefinition> options,

            @Property("ISO 4217 code that a plain number is taken in.") @Nullable
            String currency,

            @Property(value = "Key of the object that a lookup points to.", form = Property.Form.KEY) @Nullable
            String target,

            @Property(
                    value = "How the target calls the list of the records that point to it.",
                    form = Property.Form.KEY)
            @Nullable
            String reverse,

            @Property(
                    value = "What deleting the target does to the records that point to it; `clear` where absent, or"
                            + " `restrict` where a value is required.",
                    words = {"restrict", "clear", "cascade"})
            @Nullable
            String onDelete,

            @Property("How automatic numbers are made.") @Nullable NumberDefinition number,

            @Property(value = "Where this is true a value is needed.", form = Property.Form.CONDITION) @Nullable
            String requiredWhen,

            @Property(value = "The form shows the field only where this is true.", form = Property.Form.CONDITION)
            @Nullable
            String visibleWhen,

            @Property(
                    value = "Where this is true of the record as it stands, people do not change the value.",
                    form = Property.Form.CONDITION)
            @Nullable
            String readOnlyWhen,

            @Property("Whether readers see it covered unless their role says otherwise.") @Nullable
            Boolean masked) {}

    /// How automatic numbers are made.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NumberDefinition(
            @Property("Text before the number; {yyyy}, {mm} and {dd} stand for the company's day.") @Nullable
            String prefix,

            @Property(
                    value = "Least number of digits, filled up with zeros; 5 where absent.",
                    least = 1,
                    most = Numbering.MOST_DIGITS)
            @Nullable
            Integer digits,

            @Property(value = "The first number; 1 where absent.", least = 0, most = Numbering.MOST_START) @Nullable
            Long start) {}

    /// One choice of a select or multi-select field.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OptionDefinition(
            @Property(value = "Key of the option.", form = Property.Form.KEY)
            String key,

            @Property("What people read.") Label label,

            @Property(value = "Its colour.", form = Property.Form.COLOR) @Nullable
            String color) {}
}
