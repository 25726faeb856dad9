package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Everything a company defines, as one document. Keys are for ever, labels change.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Definition(
        @Property(value = "The kinds of records, each with its fields and rules.", limit = Limits.OBJECTS)
        List<ObjectDefinition> objects,

        @Property(value = "How ripe records are, one scale per object at most.", limit = Limits.OBJECTS)
        List<GradeScaleDefinition> gradeScales,

        @Property(value = "The ways records go from stage to stage.", limit = Limits.FUNNELS)
        List<FunnelDefinition> funnels,

        @Property(value = "The rhythms in which records are come back to.", limit = Limits.CADENCES)
        List<CadenceDefinition> cadences,

        @Property(value = "Which days are worked.", limit = Limits.CALENDARS)
        List<CalendarDefinition> calendars,

        @Property(value = "What people may see and do.", limit = Limits.ROLES)
        List<RoleDefinition> roles,

        @Property(value = "Pools of records that nobody owns and that people may claim.", limit = Limits.RULES)
        List<PoolDefinition> pools,

        @Property(value = "Who gets new records; the first that applies.", limit = Limits.RULES)
        List<AssignmentDefinition> assignments,

        @Property(value = "What the platform does by itself when records change.", limit = Limits.RULES)
        List<AutomationDefinition> automations,

        @Property(value = "Which fields the screen shows, one layout per object at most.", limit = Limits.OBJECTS)
        List<LayoutDefinition> layouts,

        @Property(value = "Saved lists and boards.", limit = Limits.VIEWS)
        List<ViewDefinition> views,

        @Property(value = "Pages of figures.", limit = Limits.DASHBOARDS)
        List<DashboardDefinition> dashboards,

        @Property("What counts as having been in touch.") @Nullable
        ContactsDefinition contacts,

        @Property(value = "Mails that are written about records.", limit = Limits.RULES)
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<MailTemplateDefinition> mailTemplates,

        @Property("How the workspace looks.") @Nullable Branding branding,

        @Property("How members work off what is planned.") @Nullable
        WorkdayDefinition workday) {

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
        mailTemplates = orEmpty(mailTemplates);
    }

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        // With its nulls, if any: reading names each of them.
        return list == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(list));
    }

    /// The scale of an object's grades, in the order of the list: the ripest first or last as the company likes.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GradeScaleDefinition(
            @Property(value = "Key of the object.", form = Property.Form.KEY)
            String object,

            @Property(
                    value = "Key of a select field without options of its own: the grades are its options.",
                    form = Property.Form.KEY)
            String field,

            @Property(value = "The grades.", limit = Limits.GRADES)
            List<GradeDefinition> grades,

            @Property(
                    value = "How many days a record keeps its grade before another one is suggested.",
                    least = 0,
                    most = Limits.DAYS)
            @Nullable
            Integer minimumHoldDays,

            @Property(
                    value =
                            "Whether a suggested grade waits for somebody to take it (the default) or is taken by itself.",
                    words = {"suggest", "automatic"})
            @Nullable
            String mode) {
        public GradeScaleDefinition {
            grades = orEmpty(grades);
        }
    }

    /// One grade.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GradeDefinition(
            @Property(value = "Key of the grade.", form = Property.Form.KEY)
            String key,

            @Property("What people read.") Label label,

            @Property(value = "How ripe, in percent; orders the grades.", least = 0, most = 100) @Nullable
            Integer ripeness,

            @Property(value = "Colour in which it is shown.", form = Property.Form.COLOR) @Nullable
            String color,

            @Property(
                    value =
                            "What a record of this grade meets; the ripest grade all of whose criteria hold is suggested.",
                    limit = Limits.CRITERIA)
            List<CriterionDefinition> criteria,

            @Property(
                    value = "Key of the rhythm in which records of this grade are seen; none if they are not.",
                    form = Property.Form.KEY)
            @Nullable
            String cadence) {
        public GradeDefinition {
            criteria = orEmpty(criteria);
        }
    }

    /// One condition and what is said when it is not met.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CriterionDefinition(
            @Property(value = "Key of the criterion.", form = Property.Form.KEY)
            String key,

            @Property("What people read.") Label label,

            @Property(value = "The criterion is met where this is true.", form = Property.Form.CONDITION)
            String when,

            @Property("What to do, said where it is not met; the label where absent.") @Nullable
            Label message,

            @Property(
                    value = "Whether a move is refused (the default) or only warned of; of no meaning for grades.",
                    words = {"block", "warn"})
            @Nullable
            String severity,

            @Property("What the condition builder keeps to open the condition again; never evaluated.") @Nullable
            JsonNode builder) {}

    /// A rhythm of coming back to a record of `object`.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CadenceDefinition(
            @Property(value = "Key of the rhythm.", form = Property.Form.KEY)
            String key,

            @Property("What people read.") Label label,

            @Property(value = "Key of the object whose records it is for.", form = Property.Form.KEY)
            String object,

            @Property(value = "It applies only to records where this is true.", form = Property.Form.CONDITION)
            @Nullable
            String when,

            @Property(value = "The touches, one after the other.", limit = Limits.STEPS)
            List<StepDefinition> steps,

            @Property("Whether the last step comes again and again.") @Nullable
            Boolean repeat,

            @Property("The earliest day that may be chosen by hand, counted from the contact.") @Nullable
            After earliest,

            @Property("The latest day that may be chosen by hand, counted from the contact.") @Nullable
            After latest,

            @Property(
                    value = "Key of the calendar in which working days are counted; the default one where absent.",
                    form = Property.Form.KEY)
            @Nullable
            String calendar,

            @Property("The day of each year on which the rhythm begins, such as a birthday or a festival.") @Nullable
            AnchorDefinition on,

            @Property(
                    value = "Key of a boolean field; records where it is true are left alone.",
                    form = Property.Form.KEY)
            @Nullable
            String optOut,

            @Property(
                    value = "Whether the next touch is counted from the day the last one was done (the default) or"
                            + " from the day it was planned for.",
                    words = {"completion", "planned"})
            @Nullable
            String from,

            @Property(
                    value = "A condition over an activity about the record, such as a reply: the first that meets it"
                            + " ends the rhythm.",
                    form = Property.Form.CONDITION)
            @Nullable
            String until) {
        public CadenceDefinition {
            steps = orEmpty(steps);
        }
    }

    /// One step of a rhythm.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StepDefinition(
            @Property("How long after the contact before, or after the day the rhythm begins on.")
            After after,

            @Property(value = "How: an option of the field channel of follow_up.", form = Property.Form.KEY)
            String channel,

            @Property("What for.") @Nullable Label purpose) {}

    /// A distance in days.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record After(
            @Property(value = "How many days.", least = 0, most = Limits.DAYS)
            int days,

            @Property(
                    value = "Whether working days or calendar days (the default) are counted.",
                    words = {"working", "calendar"})
            @Nullable
            String calendar) {

        /// Whether only working days count.
        public boolean working() {
            return "working".equals(calendar);
        }
    }

    /// How the workspace looks.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Branding(
            @Property("Name of the workspace.") @Nullable String name,

            @Property(value = "Main colour.", form = Property.Form.COLOR) @Nullable
            String color) {}
}
