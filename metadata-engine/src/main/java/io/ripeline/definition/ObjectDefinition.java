package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
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

            @Property("What people read.") Label label,

            @Property(
                    value = "What kind of value it holds.",
                    wordsOf = FieldType.class,
                    words = {"formula", "rollup"})
            String type,

            @Property("Whether a record must have a value.") @Nullable
            Boolean required,

            @Property("Whether no two records may bear the same value, compared by its normalised key.") @Nullable
            Boolean unique,

            @Property("The value a new record takes where none is given; today stands for the company's day.")
            @JsonProperty("default")
            @Nullable
            JsonNode fallback,

            @Property("What to know when filling it in.") @Nullable
            Label help,

            @Property("Least number.") @Nullable BigDecimal min,

            @Property("Greatest number.") @Nullable BigDecimal max,

            @Property(value = "Longest text in characters.", least = 1) @Nullable
            Integer maxLength,

            @Property("Regular expression, in the syntax of Java, that the whole text must match.") @Nullable
            String pattern,

            @Property(value = "What a select may take.", limit = Limits.OPTIONS) @Nullable
            List<OptionDefinition> options,

            @Property("ISO 4217 code in which a plain number is taken.") @Nullable
            String currency,

            @Property(value = "Key of the object a lookup points to.", form = Property.Form.KEY) @Nullable
            String target,

            @Property(
                    value = "How the target calls the list of the records that point to it.",
                    form = Property.Form.KEY)
            @Nullable
            String reverse,

            @Property(
                    value = "What happens to the records that point to one that is deleted; clear where absent.",
                    wordsOf = OnDelete.class)
            @Nullable
            String onDelete,

            @Property("How an automatic number is made.") @Nullable
            NumberDefinition number,

            @Property(value = "A value is needed where this is true.", form = Property.Form.CONDITION) @Nullable
            String requiredWhen,

            @Property(value = "The form shows the field only where this is true.", form = Property.Form.CONDITION)
            @Nullable
            String visibleWhen,

            @Property(
                    value = "Where this is true of the record as it stands, nobody changes the value by hand.",
                    form = Property.Form.CONDITION)
            @Nullable
            String readOnlyWhen,

            @Property("Whether readers see it covered unless their role says otherwise.") @Nullable
            Boolean masked,

            @Property(
                    "Whether records are found by it in the search; where absent, by the name, telephone numbers, e-mail addresses and automatic numbers.")
            @Nullable
            Boolean searchable,

            @Property(value = "What a formula computes from the record's own fields.", form = Property.Form.VALUE)
            @Nullable
            String formula,

            @Property(
                    value = "The type of a formula's values.",
                    words = {"text", "integer", "decimal", "currency", "percent", "date", "date_time", "boolean"})
            @Nullable
            String result,

            @Property("What a roll-up computes over the records that point to its own.") @Nullable
            RollUpDefinition rollup) {}

    /// What a roll-up counts or computes over the records that point to its own.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RollUpDefinition(
            @Property(
                    value =
                            "How this object calls those records: the reverse name of a lookup, or of an object with about.",
                    form = Property.Form.KEY)
            String of,

            @Property(value = "What it computes.", wordsOf = RollUpFunction.class)
            String function,

            @Property(value = "The field it computes over; not for count.", form = Property.Form.KEY) @Nullable
            String field,

            @Property(value = "Which of those records it takes in; all where absent.", form = Property.Form.CONDITION)
            @Nullable
            String where) {}

    /// How automatic numbers are made.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NumberDefinition(
            @Property("Text before the number; {yyyy}, {mm} and {dd} stand for the company's day.") @Nullable
            String prefix,

            @Property(value = "Least number of digits, filled up with zeros; 5 where absent.", least = 1, most = 18)
            @Nullable
            Integer digits,

            @Property(value = "The first number; 1 where absent.", least = 0) @Nullable
            Long start) {}

    /// One choice of a select or multi-select field.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OptionDefinition(
            @Property(value = "Key of the option.", form = Property.Form.KEY)
            String key,

            @Property("What people read.") Label label,

            @Property(value = "Colour in which it is shown.", form = Property.Form.COLOR) @Nullable
            String color) {}
}
