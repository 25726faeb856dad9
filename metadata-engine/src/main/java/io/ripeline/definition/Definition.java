package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Everything a company defines, as one document. Keys are for ever, labels change. The parts that later releases will
/// run (pools, assignments, automations, dashboards) must be empty.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Definition(
        List<ObjectDefinition> objects,
        List<GradeScaleDefinition> gradeScales,
        List<FunnelDefinition> funnels,
        List<CadenceDefinition> cadences,
        List<CalendarDefinition> calendars,
        List<RoleDefinition> roles,
        List<JsonNode> pools,
        List<JsonNode> assignments,
        List<JsonNode> automations,
        List<LayoutDefinition> layouts,
        List<ViewDefinition> views,
        List<JsonNode> dashboards,
        @Nullable Branding branding) {

    public Definition {
        objects = orEmpty(objects);
        gradeScales = orEmpty(gradeScales);
        funnels = orEmpty(funnels);
        cadences = orEmpty(cadences);
        calendars = orEmpty(calendars);
        roles = orEmpty(roles);
        pools = orEmpty(pools);
        assignments = orEmpty(assignments);
        automations = orEmpty(automations);
        layouts = orEmpty(layouts);
        views = orEmpty(views);
        dashboards = orEmpty(dashboards);
    }

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        // With its nulls, if any: reading names each of them.
        return list == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(list));
    }

    /// The scale of an object's grades, in the order of the list: the ripest first or last as the company likes.
    ///
    /// @param field the select field of the object whose options the grades are
    public record GradeScaleDefinition(String object, String field, List<GradeDefinition> grades) {
        public GradeScaleDefinition {
            grades = orEmpty(grades);
        }
    }

    /// One grade.
    ///
    /// @param ripeness 0 to 100 %
    /// @param cadence key of the rhythm in which customers of this grade are seen again; none if they are not
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GradeDefinition(
            String key,
            Label label,
            @Nullable Integer ripeness,
            @Nullable String color,
            List<CriterionDefinition> criteria,
            @Nullable String cadence) {
        public GradeDefinition {
            criteria = orEmpty(criteria);
        }
    }

    /// One condition and what is said when it is not met.
    ///
    /// @param when CEL over the object's fields; the criterion is met where it is true
    /// @param severity `block` or `warn`
    /// @param builder what the condition builder keeps to open the condition again; never evaluated
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CriterionDefinition(
            String key,
            Label label,
            String when,
            @Nullable Label message,
            @Nullable String severity,
            @Nullable JsonNode builder) {}

    /// A rhythm of coming back to a record of `object`.
    ///
    /// @param when CEL; the rhythm applies only to records where it is true
    /// @param repeat whether the last step comes again and again
    /// @param earliest bound of a date set by hand, counted from the contact
    /// @param latest bound of a date set by hand, counted from the contact
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CadenceDefinition(
            String key,
            Label label,
            String object,
            @Nullable String when,
            List<StepDefinition> steps,
            @Nullable Boolean repeat,
            @Nullable After earliest,
            @Nullable After latest) {
        public CadenceDefinition {
            steps = orEmpty(steps);
        }
    }

    /// One step of a rhythm.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StepDefinition(
            After after, String channel, @Nullable Label purpose) {}

    /// A distance in days.
    ///
    /// @param days 0 to 3650
    /// @param calendar `working` or `calendar` days
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record After(int days, @Nullable String calendar) {
        /// Whether only working days count.
        public boolean working() {
            return "working".equals(calendar);
        }
    }

    /// Which days are worked.
    ///
    /// @param workdays of `mon` to `sun`
    /// @param holidays ISO dates that are not worked
    /// @param workingDays ISO dates that are worked although the weekday is not
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CalendarDefinition(
            String key, Label label, List<String> workdays, List<String> holidays, List<String> workingDays) {
        public CalendarDefinition {
            workdays = orEmpty(workdays);
            holidays = orEmpty(holidays);
            workingDays = orEmpty(workingDays);
        }
    }

    /// What members of a role may do.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RoleDefinition(
            String key, Label label, @Nullable String parent, Permissions permissions) {}

    /// The rights of a role.
    ///
    /// @param admin whether it may change the definition, members and imports
    /// @param scope whose records it sees: `own`, `team` (own and those of everyone below) or `all`
    /// @param objects by object key or `*`: some of `read`, `create`, `update`, `delete`
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Permissions(@Nullable Boolean admin, String scope, Map<String, List<String>> objects) {
        public Permissions {
            objects = objects == null ? Map.of() : Map.copyOf(objects);
        }
    }

    /// Which fields the screen shows of an object, in order.
    public record LayoutDefinition(String object, List<String> card, List<String> list, List<String> form) {
        public LayoutDefinition {
            card = orEmpty(card);
            list = orEmpty(list);
            form = orEmpty(form);
        }
    }

    /// A saved list.
    ///
    /// @param filter CEL
    /// @param sort as in the API, such as `-amount,name`
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ViewDefinition(
            String key,
            String object,
            Label label,
            List<String> columns,
            @Nullable String filter,
            @Nullable String sort) {
        public ViewDefinition {
            columns = orEmpty(columns);
        }
    }

    /// How the workspace looks.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Branding(@Nullable String name, @Nullable String color) {}
}
