package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which days are worked.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CalendarDefinition(
        @Property(value = "Key of the calendar.", form = Property.Form.KEY)
        String key,

        @Property("What people read.") Label label,

        @Property(
                value = "Days of the week that are worked.",
                words = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"},
                limit = 7)
        List<String> workdays,

        @Property(value = "Days off on what would be workdays.", limit = Limits.HOLIDAYS)
        List<HolidayDefinition> holidays,

        @Property(value = "Days worked on what would be days off.", form = Property.Form.DATE, limit = Limits.HOLIDAYS)
        List<String> workingDays,

        @Property(value = "Days of which half is worked.", form = Property.Form.DATE, limit = Limits.HOLIDAYS)
        List<String> halfDays,

        @Property("Whether it is the company's own; else the first calendar is.") @JsonProperty("default") @Nullable
        Boolean standard,

        @Property("When the day is worked; of no meaning for distances in days.") @Nullable
        WorkingHours hours,

        @Property("When nobody is expected to work in between.") @Nullable
        WorkingHours lunch) {

    public CalendarDefinition {
        workdays = Definition.orEmpty(workdays);
        holidays = Definition.orEmpty(holidays);
        workingDays = Definition.orEmpty(workingDays);
        halfDays = Definition.orEmpty(halfDays);
    }

    /// A time off: of one year, or of each year by the sun or the moon. Exactly one of `date`, `solar` and `lunar`
    /// says when it begins.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HolidayDefinition(
            @Property(value = "The first day, of one year.", form = Property.Form.DATE) @Nullable
            String date,

            @Property(value = "The first day, of every solar year, such as 05-01.", form = Property.Form.DAY_OF_YEAR)
            @Nullable
            String solar,

            @Property(value = "The first day, of every lunar year, such as 01-01.", form = Property.Form.DAY_OF_YEAR)
            @Nullable
            String lunar,

            @Property(value = "How many days, one where absent.", least = 1, most = 60) @Nullable
            Integer days,

            @Property("What people read.") @Nullable Label label) {

        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        public HolidayDefinition {}

        /// A single day, written as its date alone.
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static HolidayDefinition on(String date) {
            return new HolidayDefinition(date, null, null, null, null);
        }

        /// How long it lasts.
        int length() {
            return days == null ? 1 : days;
        }
    }
}
