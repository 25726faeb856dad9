package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
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
        List<StageDefinition> stages) {

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
            List<String> next) {
        public StageDefinition {
            criteria = Definition.orEmpty(criteria);
            tasks = Definition.orEmpty(tasks);
        }
    }

    /// Something to do in a stage.
    public record TaskDefinition(
            @Property(value = "Key of the task.", form = Property.Form.KEY)
            String key,

            @Property("What people read.") Label label) {}
}
