package io.ripeline.simulation;

import io.ripeline.definition.Definition.GradeDefinition;
import io.ripeline.json.Stands;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What is asked of the past: one of criterion, grade and filter.
///
/// @param criterion CEL, asked at every entry into a stage; or `{stage, key}`, one of the draft's; or `{stage,
/// when}`, CEL asked at the entries into one stage
/// @param grade `true` for the draft's own grade scale, or `{grades: […]}` in its place
/// @param filter CEL, asked of every record as it was when the period ended
/// @param object key of the object whose records are asked
/// @param over from when until when; everything where absent
/// @param daysBefore how long before the deal was won the customer's grade is looked at; 30 where absent
public record SimulationRequest(
        @Stands({String.class, StageCriterion.class}) @Nullable
        JsonNode criterion,

        @Stands({Boolean.class, OtherGrades.class}) @Nullable
        JsonNode grade,

        @Nullable String filter,
        @Nullable String object,
        @Nullable Over over,
        @Nullable Integer daysBefore) {

    public SimulationRequest {
        criterion = given(criterion);
        grade = given(grade);
    }

    private static @Nullable JsonNode given(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node;
    }

    /// A period: days such as `2026-01-31`, both included, in the company's zone, or instants.
    public record Over(@Nullable String from, @Nullable String to) {}

    /// Other grades in the place of the draft's.
    record OtherGrades(List<GradeDefinition> grades) {}

    /// A criterion of one stage.
    ///
    /// @param funnel of the stage; the first that has it where absent
    /// @param key of a criterion of the stage in the draft
    /// @param when CEL in its place
    record StageCriterion(
            @Nullable String funnel,
            @Nullable String stage,
            @Nullable String key,
            @Nullable String when) {}
}
