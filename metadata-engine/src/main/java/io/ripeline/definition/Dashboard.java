package io.ripeline.definition;

import io.ripeline.definition.DashboardDefinition.TileDefinition;
import io.ripeline.expression.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of figures that runs.
public record Dashboard(DashboardDefinition definition, List<Tile> tiles) {

    public Dashboard {
        tiles = List.copyOf(tiles);
    }

    /// How a tile is shown.
    public enum TileKind {
        NUMBER,
        BAR,
        LINE,
        PIE,
        TABLE
    }

    /// One figure or chart.
    ///
    /// @param measured the field that is summed or compared; absent for counts
    /// @param groupBy the field whose values make the groups
    /// @param filter the records that count; all where absent
    public record Tile(
            TileDefinition definition,
            TileKind kind,
            @Nullable FieldModel measured,
            @Nullable FieldModel groupBy,
            @Nullable Expression filter) {}

    /// The dashboard's key.
    public String key() {
        return definition.key();
    }

    /// Whether a role sees it.
    public boolean isFor(Role role) {
        return definition.roles().isEmpty()
                || definition.roles().contains(role.definition().key());
    }
}
