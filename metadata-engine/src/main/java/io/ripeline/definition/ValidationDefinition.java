package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A rule that every write of an object's records keeps.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ValidationDefinition(
        @Property(value = "Key of the rule.", form = Property.Form.KEY)
        String key,

        @Property("What people read.") @Nullable Label label,

        @Property(
                value = "The fault: where this is true of a record, the rule is broken.",
                form = Property.Form.CONDITION)
        String when,

        @Property("What to do, said where the rule is broken.")
        Label message,

        @Property(
                value = "Whether the write is refused (the default) or only warned of.",
                words = {"block", "warn"})
        @Nullable
        String severity) {}
