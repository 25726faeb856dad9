package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When two records of an object are taken for the same.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DuplicateDefinition(
        @Property(value = "Key of the rule.", form = Property.Form.KEY)
        String key,

        @Property("What people read.") @Nullable Label label,

        @Property(value = "Keys of the fields that must all agree.", form = Property.Form.KEY, limit = 5)
        List<String> fields,

        @Property(
                value = "Whether values agree when they are the same, when they are the same but for case, width,"
                        + " spaces and punctuation, or when they are alike.",
                words = {"exact", "normalised", "fuzzy"})
        String match,

        @Property("How alike fuzzy values must be, from 0.1 to 1; 0.8 where absent.") @Nullable
        BigDecimal threshold,

        @Property(
                value = "Whether the write is refused or only warned of.",
                words = {"block", "warn"})
        String action,

        @Property(value = "It applies only to records where this is true.", form = Property.Form.CONDITION) @Nullable
        String when,

        @Property("What to do, said where a duplicate is found.") @Nullable
        Label message) {

    public DuplicateDefinition {
        fields = Definition.orEmpty(fields);
    }
}
