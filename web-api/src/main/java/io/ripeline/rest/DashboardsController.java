package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.Dashboard;
import io.ripeline.definition.Dashboard.Tile;
import io.ripeline.definition.DashboardDefinition.MeasureDefinition;
import io.ripeline.definition.DashboardDefinition.TileDefinition;
import io.ripeline.definition.Label;
import io.ripeline.definition.Role;
import io.ripeline.definition.Role.Right;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.tenancy.TenantScope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The pages of figures that the caller's role is offered. The figures themselves come from the records.
@RestController
class DashboardsController {

    private final Sessions sessions;

    DashboardsController(Sessions sessions) {
        this.sessions = sessions;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TilePart(
            String key,
            String label,
            String object,
            String kind,
            MeasureDefinition measure,
            @Nullable String groupBy,
            @Nullable String period,
            @Nullable String filter,
            @Nullable String view) {

        static TilePart of(TileDefinition tile) {
            return new TilePart(
                    tile.key(),
                    text(tile.label()),
                    tile.object(),
                    tile.kind(),
                    tile.measure(),
                    tile.groupBy(),
                    tile.period(),
                    tile.filter(),
                    tile.view());
        }
    }

    record DashboardPart(String key, String label, List<TilePart> tiles) {}

    record DashboardsResponse(List<DashboardPart> items) {}

    /// Tiles of objects that the role may not read are left out, and dashboards that have no others.
    @GetMapping("/api/v1/dashboards")
    DashboardsResponse dashboards() {
        return sessions.read(session -> new DashboardsResponse(session.model().dashboards().stream()
                .filter(dashboard -> dashboard.isFor(session.caller().role()))
                .map(dashboard -> part(session, dashboard))
                .filter(part -> !part.tiles().isEmpty())
                .toList()));
    }

    private static DashboardPart part(Session session, Dashboard dashboard) {
        Role role = session.caller().role();
        return new DashboardPart(
                dashboard.key(),
                text(dashboard.definition().label()),
                dashboard.tiles().stream()
                        .map(Tile::definition)
                        .filter(tile -> role.may(Right.READ, tile.object()))
                        .map(TilePart::of)
                        .toList());
    }

    private static String text(Label label) {
        return label.in(TenantScope.current().locale());
    }
}
