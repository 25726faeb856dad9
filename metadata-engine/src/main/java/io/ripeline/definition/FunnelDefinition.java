package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.Definition.CriterionDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How records of an object move from stage to stage.
///
/// @param field the select field of the object whose options the stages are
public record FunnelDefinition(String key, String object, String field, Label label, List<StageDefinition> stages) {

    public FunnelDefinition {
        stages = Definition.orEmpty(stages);
    }

    /// One stage.
    ///
    /// @param kind `open` (the default), `won` or `lost`
    /// @param probability of winning from here, 0 to 100 %
    /// @param band `upper`, `middle` or `lower` part of the funnel
    /// @param criteria what a record must meet to enter this stage
    /// @param next the stages it may move on to; any where absent
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StageDefinition(
            String key,
            Label label,
            @Nullable String kind,
            @Nullable Integer probability,
            @Nullable String band,
            @Nullable Integer expectedDays,
            @Nullable Integer staleAfterDays,
            List<CriterionDefinition> criteria,
            List<TaskDefinition> tasks,
            @Nullable Label guidance,
            @Nullable List<String> next) {
        public StageDefinition {
            criteria = Definition.orEmpty(criteria);
            tasks = Definition.orEmpty(tasks);
        }
    }

    /// Something to do in a stage.
    public record TaskDefinition(String key, Label label) {}
}
