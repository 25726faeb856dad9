package io.ripeline.definition;

import io.ripeline.definition.Dashboard.Tile;
import io.ripeline.definition.Dashboard.TileKind;
import io.ripeline.definition.DashboardDefinition.MeasureDefinition;
import io.ripeline.definition.DashboardDefinition.TileDefinition;
import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compiles dashboards.
final class DashboardCompiler {

    private static final Set<String> FUNCTIONS = Set.of("count", "sum", "min", "max", "avg");
    private static final Set<String> PERIODS = Set.of("day", "week", "month", "quarter", "year");

    private final Definition definition;
    private final Map<String, ObjectModel> objects;
    private final Set<String> roles;
    private final Problems problems;

    DashboardCompiler(Definition definition, Map<String, ObjectModel> objects, Set<String> roles, Problems problems) {
        this.definition = definition;
        this.objects = objects;
        this.roles = roles;
        this.problems = problems;
    }

    Map<String, Dashboard> compile() {
        Map<String, Dashboard> dashboards = new LinkedHashMap<>();
        problems.atMost("/dashboards", definition.dashboards().size(), Limits.DASHBOARDS);
        Set<String> keys = problems.newKeys();
        for (int index = 0; index < definition.dashboards().size(); index++) {
            DashboardDefinition dashboard = definition.dashboards().get(index);
            String pointer = "/dashboards/" + index;
            problems.key(pointer, dashboard.key(), keys);
            problems.label(pointer + "/label", dashboard.label());
            problems.atMost(pointer + "/roles", dashboard.roles().size(), Limits.ROLES);
            problems.known(pointer + "/roles", "unknown-role", dashboard.roles(), roles);
            dashboards.put(dashboard.key(), new Dashboard(dashboard, tiles(dashboard.tiles(), pointer + "/tiles")));
        }
        return dashboards;
    }

    private List<Tile> tiles(List<TileDefinition> written, String pointer) {
        problems.atMost(pointer, written.size(), Limits.TILES);
        List<Tile> tiles = new ArrayList<>();
        Set<String> keys = problems.newKeys();
        for (int index = 0; index < written.size(); index++) {
            TileDefinition tile = written.get(index);
            String at = pointer + "/" + index;
            problems.key(at, tile.key(), keys);
            problems.label(at + "/label", tile.label());
            Optional<ObjectModel> object = problems.object(at + "/object", tile.object(), objects);
            Optional<TileKind> kind = problems.word(at + "/kind", tile.kind(), TileKind.class);
            view(tile, at + "/view");
            period(tile, object, at + "/period");
            if (object.isPresent() && kind.isPresent()) {
                tiles.add(new Tile(
                        tile,
                        kind.get(),
                        measured(tile.measure(), object.get(), at + "/measure"),
                        groupBy(tile, kind.get(), object.get(), at + "/groupBy"),
                        Conditions.filter(tile.filter(), object.get(), at + "/filter", problems)
                                .orElse(null)));
            }
        }
        return tiles;
    }

    private void view(TileDefinition tile, String pointer) {
        if (tile.view() == null) {
            return;
        }
        List<String> fitting = definition.views().stream()
                .filter(view -> view.object().equals(tile.object()))
                .map(ViewDefinition::key)
                .toList();
        if (!fitting.contains(tile.view())) {
            problems.unknown(pointer, "unknown-view", tile.view(), fitting);
        }
    }

    private void period(TileDefinition tile, Optional<ObjectModel> object, String pointer) {
        if (tile.period() == null) {
            return;
        }
        problems.oneOf(pointer, tile.period(), PERIODS);
        String groupBy = tile.groupBy();
        boolean dated = groupBy != null
                && object.flatMap(found -> found.field(groupBy))
                        .filter(found -> found.type() == FieldType.DATE || found.type() == FieldType.DATE_TIME)
                        .isPresent();
        if (object.isPresent() && !dated) {
            problems.error(
                    pointer,
                    "group-malformed",
                    Text.of("A period needs groups by a date.", "按时间段分组需要日期字段。"),
                    Text.of("Group by a date, or leave the period out.", "请按日期字段分组，或去掉时间段。"));
        }
    }

    private @Nullable FieldModel measured(MeasureDefinition measure, ObjectModel object, String pointer) {
        problems.oneOf(pointer + "/fn", measure.fn(), FUNCTIONS);
        if (measure.field() == null || measure.fn().equals("count")) {
            if (measure.field() != null || !measure.fn().equals("count") && FUNCTIONS.contains(measure.fn())) {
                problems.error(
                        pointer + "/field",
                        "measure-malformed",
                        Text.of("This function and this field do not go together.", "该函数与字段不匹配。"),
                        Text.of(
                                "Count without a field; the others need one that holds numbers.",
                                "count 不带字段；其他函数需要一个数字字段。"));
            }
            return null;
        }
        Optional<FieldModel> field =
                object.field(measure.field()).filter(found -> found.type().isNumber());
        if (field.isEmpty()) {
            List<String> numbers = object.all().stream()
                    .filter(found -> found.type().isNumber())
                    .map(FieldModel::key)
                    .toList();
            problems.unknown(pointer + "/field", "unknown-field", measure.field(), numbers);
        }
        return field.orElse(null);
    }

    private @Nullable FieldModel groupBy(TileDefinition tile, TileKind kind, ObjectModel object, String pointer) {
        boolean wanted = switch (kind) {
            case BAR, LINE, PIE -> true;
            case NUMBER, TABLE -> false;
        };
        if (tile.groupBy() == null) {
            if (wanted) {
                groupMalformed(pointer);
            }
            return null;
        }
        if (kind == TileKind.NUMBER) {
            groupMalformed(pointer);
        }
        if (tile.groupBy().equals(SystemNames.OWNER_ID)) {
            return null;
        }
        Optional<FieldModel> field = problems.field(pointer, tile.groupBy(), object);
        if (field.filter(found -> found.type() == FieldType.LONG_TEXT).isPresent()) {
            groupMalformed(pointer);
        }
        return field.orElse(null);
    }

    private void groupMalformed(String pointer) {
        problems.error(
                pointer,
                "group-malformed",
                Text.of("The groups do not fit this kind of tile.", "分组与图块类型不符。"),
                Text.of(
                        "Bar, line and pie need a field to group by, no long text; a number has none.",
                        "柱图、折线图和饼图需要分组字段（长文本除外）；数字图块没有分组。"));
    }
}
