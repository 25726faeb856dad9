package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.json.Stands;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The day of each year on which a rhythm begins: that of a date field, or a festival by the sun or the moon.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnchorDefinition(
        @Property(value = "Key of a date field, such as a birthday.", form = Property.Form.KEY) @Nullable
        String field,

        @Property(value = "A day of the solar year, such as 12-25.", form = Property.Form.DAY_OF_YEAR) @Nullable
        String solar,

        @Property("With a field: whether its day comes again by the lunar year. Alone: a day of the lunar year, such as"
                + " 08-15.")
        @Stands({Boolean.class, String.class})
        @Nullable
        JsonNode lunar,

        @Property(value = "How many days before that day the rhythm begins.", least = 0, most = 365) @Nullable
        Integer leadDays) {}
