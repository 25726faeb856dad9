package io.ripeline.definition;

import io.ripeline.definition.AutomationDefinition.FollowUpDefinition;
import io.ripeline.expression.Expression;
import io.ripeline.expression.ValueExpression;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An automation that runs.
///
/// @param stayField the stage or grade field that `entered` and `left` are about; absent for the other triggers
/// @param condition it acts only where this holds of the record; always where absent
public record Automation(
        AutomationDefinition definition,
        Trigger trigger,
        @Nullable FieldModel stayField,
        @Nullable Expression condition,
        List<Action> actions) {

    public Automation {
        actions = List.copyOf(actions);
    }

    /// What sets it off.
    public enum Trigger {
        CREATED,
        UPDATED,
        ENTERED,
        LEFT
    }

    /// The automation's key.
    public String key() {
        return definition.key();
    }

    /// Key of the object whose records set it off.
    public String object() {
        return definition.object();
    }

    /// The stage or grade that must be entered or left; any where absent.
    public Optional<String> stage() {
        return Optional.ofNullable(definition.stage());
    }

    /// Key of the field whose change sets it off, for `updated`; any change where absent.
    public Optional<String> changedField() {
        return trigger == Trigger.UPDATED ? Optional.ofNullable(definition.field()) : Optional.empty();
    }

    /// One thing that is done.
    public sealed interface Action {

        /// Gives the record these values.
        ///
        /// @param values by field key, each of the kind of its field, over the record
        record SetValues(Map<String, ValueExpression> values) implements Action {
            public SetValues {
                values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            }
        }

        /// Plans a follow-up for the record.
        record PlanFollowUp(FollowUpDefinition definition) implements Action {}

        /// Makes a record of another object.
        ///
        /// @param values by field key of that object, each of its field's kind, over the record that began it
        record CreateRecord(String object, Map<String, ValueExpression> values) implements Action {
            public CreateRecord {
                values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            }
        }
    }
}
