package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ripeline.definition.Definition.After;
import io.ripeline.definition.Definition.CriterionDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How records of an object move from stage to stage.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FunnelDefinition(
        @Property(value = "Key of the funnel.", form = Property.Form.KEY)
        String key,

        @Property(value = "Key of the object.", form = Property.Form.KEY)
        String object,

        @Property(
                value = "Key of a select field without options of its own: the stages are its options. All funnels of"
                        + " an object share it.",
                form = Property.Form.KEY)
        String field,

        @Property("What people read.") Label label,

        @Property("Whether records take it that do not say which; else the first of the object's funnels is taken.")
        @JsonProperty("default")
        @Nullable
        Boolean standard,

        @Property(value = "The stages, in order.", limit = Limits.STAGES)
        List<StageDefinition> stages,

        @Property(
                value = "Whether the criteria of stages that are jumped over are asked, or not (the default).",
                words = {"ignore", "ask"})
        @Nullable
        String skipped,

        @Property(
                value = "From when the days in a stage are counted: from entering it (the default), from when the"
                        + " record was made, or from the last activity about it.",
                words = {"stage", "created", "activity"})
        @Nullable
        String clock,

        @Property(
                value = "For how many minutes a move can be taken back; 0 for never, 10 where absent.",
                least = 0,
                most = Limits.UNDO_MINUTES)
        @Nullable
        Integer undoMinutes) {

    public FunnelDefinition {
        stages = Definition.orEmpty(stages);
    }

    /// One stage.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StageDefinition(
            @Property(value = "Key of the stage.", form = Property.Form.KEY)
            String key,

            @Property("What people read.") Label label,

            @Property(
                    value = "Whether it is on the way (the default), the good end or the bad end.",
                    words = {"open", "won", "lost"})
            @Nullable
            String kind,

            @Property(value = "How likely a win is from here, in percent.", least = 0, most = 100) @Nullable
            Integer probability,

            @Property(
                    value = "Which part of the funnel it belongs to.",
                    words = {"upper", "middle", "lower"})
            @Nullable
            String band,

            @Property(value = "How many days a record should stay.", least = 0, most = Limits.DAYS) @Nullable
            Integer expectedDays,

            @Property(value = "After how many days it counts as stuck.", least = 0, most = Limits.DAYS) @Nullable
            Integer staleAfterDays,

            @Property(value = "What a record must meet to enter this stage.", limit = Limits.CRITERIA)
            List<CriterionDefinition> criteria,

            @Property(value = "What there is to do in this stage.", limit = Limits.TASKS)
            List<TaskDefinition> tasks,

            @Property("How to work in this stage.") @Nullable
            Label guidance,

            @Property(
                    value = "Keys of the stages it may move on to; any where absent.",
                    form = Property.Form.KEY,
                    limit = Limits.STAGES)
            @Nullable
            List<String> next,

            @Property(value = "What a record must meet to go on from this stage.", limit = Limits.CRITERIA)
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            List<CriterionDefinition> leaveCriteria) {
        public StageDefinition {
            criteria = Definition.orEmpty(criteria);
            tasks = Definition.orEmpty(tasks);
            leaveCriteria = Definition.orEmpty(leaveCriteria);
        }
    }

    /// Something to do in a stage.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TaskDefinition(
            @Property(value = "Key of the task.", form = Property.Form.KEY)
            String key,

            @Property("What people read.") Label label,

            @Property("Whether it has to be done before the record goes on.") @Nullable
            Boolean required,

            @Property(
                    value = "An activity about the record for which this is true does the task.",
                    form = Property.Form.CONDITION)
            @Nullable
            String when,

            @Property(
                    value = "How it is done: an option of the field channel of follow_up. With it the task stands on"
                            + " the day's list.",
                    form = Property.Form.KEY)
            @Nullable
            String channel,

            @Property("How long after entering the stage it is due.") @Nullable
            After due,

            @Property("How to do it.") @Nullable Label helps) {

        /// Whether it has to be done before the record goes on.
        public boolean mustBeDone() {
            return Boolean.TRUE.equals(required);
        }
    }
}
