package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of figures.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DashboardDefinition(
        @Property(value = "Key of the dashboard.", form = Property.Form.KEY)
        String key,

        @Property("What people read.") Label label,

        @Property(
                value = "Keys of the roles that see it; every role where empty.",
                form = Property.Form.KEY,
                limit = Limits.ROLES)
        List<String> roles,

        @Property(value = "The figures, in order.", limit = Limits.TILES)
        List<TileDefinition> tiles) {

    public DashboardDefinition {
        roles = Definition.orEmpty(roles);
        tiles = Definition.orEmpty(tiles);
    }

    /// One figure or chart, over what its reader may see.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TileDefinition(
            @Property(value = "Key of the tile.", form = Property.Form.KEY)
            String key,

            @Property("What people read.") Label label,

            @Property(value = "Key of the object whose records are counted.", form = Property.Form.KEY)
            String object,

            @Property(
                    value = "How it is shown.",
                    words = {"number", "bar", "line", "pie", "table"})
            String kind,

            @Property("What is counted.") MeasureDefinition measure,

            @Property(
                    value = "Key of the field whose values make the groups; needed by bar, line and pie.",
                    form = Property.Form.KEY)
            @Nullable
            String groupBy,

            @Property(
                    value = "How long each group is where they are by a date; a day where absent.",
                    words = {"day", "week", "month", "quarter", "year"})
            @Nullable
            String period,

            @Property(value = "The records that count; all where absent.", form = Property.Form.CONDITION) @Nullable
            String filter,

            @Property(value = "Key of the view that opens on a click.", form = Property.Form.KEY) @Nullable
            String view) {}

    /// What is counted.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MeasureDefinition(
            @Property(
                    value = "The function.",
                    words = {"count", "sum", "min", "max", "avg"})
            String fn,

            @Property(value = "Key of a field that holds numbers; not for count.", form = Property.Form.KEY) @Nullable
            String field) {}
}
