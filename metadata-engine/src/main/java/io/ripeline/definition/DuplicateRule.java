package io.ripeline.definition;

import io.ripeline.expression.Expression;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When two records of an object are taken for the same.
///
/// @param fields those that must all agree
/// @param threshold how alike fuzzy values must be, from 0.1 to 1
/// @param blocks whether the write is refused; otherwise it is only warned of
/// @param when to which records it applies; to all where absent
public record DuplicateRule(
        DuplicateDefinition definition,
        List<FieldModel> fields,
        Match match,
        BigDecimal threshold,
        boolean blocks,
        @Nullable Expression when) {

    public DuplicateRule {
        fields = List.copyOf(fields);
    }

    /// How values are compared.
    public enum Match {
        EXACT,
        NORMALISED,
        FUZZY
    }

    /// The rule's key.
    public String key() {
        return definition.key();
    }
}
