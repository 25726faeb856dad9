package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The columns in which a field's values stand.
///
/// @param currency where the currency of an amount stands; absent for other types
/// @param key where the normalised key of a unique or naming text stands; absent where there is none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldColumns(
        String value, @Nullable String currency, @Nullable String key) {

    /// Names that no column may have, quoted or not.
    private static final Set<String> POSTGRES_OWN = Set.of("tableoid", "ctid", "xmin", "xmax", "cmin", "cmax");

    /// The columns of a field whose own name is still free. Two underscores keep what stands beside a value
    /// apart from every field, since a key has single ones.
    public static FieldColumns named(String field) {
        String value = POSTGRES_OWN.contains(field) ? field + "__value" : field;
        return new FieldColumns(value, field + "__currency", field + "__key");
    }

    /// Every column there is.
    public List<String> all() {
        List<String> all = new ArrayList<>(List.of(value));
        if (currency != null) {
            all.add(currency);
        }
        if (key != null) {
            all.add(key);
        }
        return all;
    }
}
