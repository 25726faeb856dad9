package io.ripeline.record;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record that a rule takes for the same as one that is to be written, as the acting member may know of it.
///
/// @param rule key of the rule
/// @param label what the rule is called, in the reader's language
/// @param message what to do, in the reader's language
/// @param action `block` or `warn`
/// @param score how alike they are, from 0 to 1
/// @param record absent where she may not read such records at all
/// @param fields keys of the fields that agree, of those she knows of
public record DuplicateMatch(
        String rule,
        String label,
        String message,
        String action,
        double score,
        String object,
        @Nullable Twin record,
        List<String> fields) {

    public DuplicateMatch {
        fields = List.copyOf(fields);
    }

    /// The other record.
    ///
    /// @param id absent where she does not see the record
    /// @param name only its beginning where she does not see the record
    public record Twin(
            @Nullable UUID id,
            String name,
            @Nullable Owner owner,
            @Nullable InPool pool) {}

    /// Whose it is.
    public record Owner(UUID id, String name) {}

    /// The pool it lies in, having no owner.
    public record InPool(String key, String label) {}

    /// Whether the write is refused for it.
    public boolean blocks() {
        return action.equals("block");
    }

    /// Whether the other record is one of some.
    boolean isOneOf(Set<UUID> records) {
        return record != null && record.id() != null && records.contains(record.id());
    }
}
