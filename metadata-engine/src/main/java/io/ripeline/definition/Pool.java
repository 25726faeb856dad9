package io.ripeline.definition;

import io.ripeline.expression.Expression;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A pool that runs.
///
/// @param when which records without an owner belong to it; all where absent
public record Pool(PoolDefinition definition, @Nullable Expression when) {

    /// The pool's key.
    public String key() {
        return definition.key();
    }

    /// Key of the object whose records it holds.
    public String object() {
        return definition.object();
    }

    /// After how many days without a contact a record of this grade falls back; nothing where it never does.
    public Optional<Integer> reclaimAfterDays(@Nullable String grade) {
        PoolDefinition.Reclaim reclaim = definition.reclaimAfterDays();
        if (reclaim == null) {
            return Optional.empty();
        }
        return reclaim.days() != null
                ? Optional.of(reclaim.days())
                : Optional.ofNullable(grade).map(reclaim.byGrade()::get);
    }

    /// Whether members of a role may claim from it.
    public boolean isOpenTo(Role role) {
        return definition.roles().isEmpty()
                || definition.roles().contains(role.definition().key());
    }
}
