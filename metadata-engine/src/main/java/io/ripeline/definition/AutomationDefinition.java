package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ripeline.definition.Definition.After;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the platform does by itself when a record changes.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AutomationDefinition(
        @Property(value = "Key of the automation.", form = Property.Form.KEY)
        String key,

        @Property(value = "Key of the object.", form = Property.Form.KEY)
        String object,

        @Property("What people read.") Label label,

        @Property(
                value = "What sets it off: a record is made, is changed, enters or leaves a stage or grade.",
                words = {"created", "updated", "entered", "left"})
        String on,

        @Property(
                value = "Key of the stage or grade that is entered or left; any where absent.",
                form = Property.Form.KEY)
        @Nullable
        String stage,

        @Property(
                value = "With updated: key of the field that must have changed. With entered or left: key of the stage"
                        + " or grade field meant; the funnel's where absent.",
                form = Property.Form.KEY)
        @Nullable
        String field,

        @Property(value = "It acts only where this is true of the record.", form = Property.Form.CONDITION)
        @JsonProperty("if")
        @Nullable
        String condition,

        @Property(value = "What is done, in order.", limit = Limits.ACTIONS)
        List<ActionDefinition> then) {

    public AutomationDefinition {
        then = Definition.orEmpty(then);
    }

    private static <K, V> @Nullable Map<K, V> inOrder(@Nullable Map<K, V> map) {
        return map == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /// One thing that is done; exactly one of the members says what.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ActionDefinition(
            @Property(
                    value = "Values the record gets, by field key.",
                    form = Property.Form.VALUE,
                    limit = Limits.FIELDS)
            @Nullable
            Map<String, String> set,

            @Property("A follow-up that is planned for the record.") @Nullable
            FollowUpDefinition followUp,

            @Property("A record of another object that is made.") @Nullable
            CreateDefinition create) {
        public ActionDefinition {
            set = inOrder(set);
        }
    }

    /// A follow-up to plan.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FollowUpDefinition(
            @Property("How long after the change.") After after,

            @Property(value = "How: an option of the field channel of follow_up.", form = Property.Form.KEY)
            String channel,

            @Property("What for.") @Nullable Label purpose) {}

    /// A record to make.
    public record CreateDefinition(
            @Property(value = "Key of the object.", form = Property.Form.KEY)
            String object,

            @Property(
                    value = "Its values by field key, over the record that set the automation off.",
                    form = Property.Form.VALUE,
                    limit = Limits.FIELDS)
            Map<String, String> values) {
        public CreateDefinition {
            values = values == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }
}
