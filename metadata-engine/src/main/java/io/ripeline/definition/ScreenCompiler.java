package io.ripeline.definition;

import io.ripeline.definition.LayoutDefinition.SectionDefinition;
import io.ripeline.refusal.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks what the screen shows: layouts and views.
final class ScreenCompiler {

    private static final Set<String> KINDS = Set.of("list", "board");
    private static final Set<String> SORTABLE =
            Set.of(SystemNames.ID, SystemNames.CREATED_AT, SystemNames.UPDATED_AT, SystemNames.OWNER_ID);
    private static final int MOST_SORT_KEYS = 4;

    private final Definition definition;
    private final Map<String, ObjectModel> objects;
    private final Set<String> roles;
    private final Problems problems;

    ScreenCompiler(Definition definition, Map<String, ObjectModel> objects, Set<String> roles, Problems problems) {
        this.definition = definition;
        this.objects = objects;
        this.roles = roles;
        this.problems = problems;
    }

    void check() {
        problems.atMost("/layouts", definition.layouts().size(), Limits.OBJECTS);
        Set<String> laidOut = new HashSet<>();
        for (int index = 0; index < definition.layouts().size(); index++) {
            LayoutDefinition layout = definition.layouts().get(index);
            String pointer = "/layouts/" + index;
            problems.object(pointer + "/object", layout.object(), objects)
                    .ifPresent(object -> layout(layout, object, pointer));
            if (!laidOut.add(layout.object())) {
                problems.error(
                        pointer + "/object",
                        "layout-second",
                        Text.of("The object has a layout already.", "该对象已有布局。"),
                        Text.of("Keep one per object.", "每个对象请只保留一个。"));
            }
        }
        problems.atMost("/views", definition.views().size(), Limits.VIEWS);
        Set<String> keys = problems.newKeys();
        for (int index = 0; index < definition.views().size(); index++) {
            ViewDefinition view = definition.views().get(index);
            String pointer = "/views/" + index;
            problems.key(pointer, view.key(), keys);
            problems.label(pointer + "/label", view.label());
            problems.oneOf(pointer + "/kind", view.kind(), KINDS);
            problems.atMost(pointer + "/roles", view.roles().size(), Limits.ROLES);
            problems.known(pointer + "/roles", "unknown-role", view.roles(), roles);
            problems.object(pointer + "/object", view.object(), objects)
                    .ifPresent(object -> view(view, object, pointer));
        }
    }

    private void layout(LayoutDefinition layout, ObjectModel object, String pointer) {
        fields(layout.card(), object, pointer + "/card");
        fields(layout.list(), object, pointer + "/list");
        fields(layout.form(), object, pointer + "/form");
        problems.atMost(pointer + "/sections", layout.sections().size(), Limits.SECTIONS);
        Set<String> keys = problems.newKeys();
        Set<String> placed = new HashSet<>();
        for (int index = 0; index < layout.sections().size(); index++) {
            SectionDefinition section = layout.sections().get(index);
            String at = pointer + "/sections/" + index;
            problems.key(at, section.key(), keys);
            problems.label(at + "/label", section.label());
            fields(section.fields(), object, at + "/fields");
            once(section.fields(), placed, at + "/fields");
        }
    }

    private void once(List<String> fields, Set<String> placed, String pointer) {
        for (int index = 0; index < fields.size(); index++) {
            if (!placed.add(fields.get(index))) {
                problems.error(
                        pointer + "/" + index,
                        "field-placed-twice",
                        Text.of("The field \"%s\" stands in a section already.", "字段“%s”已在某个分区中。", fields.get(index)),
                        Text.of("Put each field into one section.", "每个字段请只放在一个分区。"));
            }
        }
    }

    private void view(ViewDefinition view, ObjectModel object, String pointer) {
        fields(view.columns(), object, pointer + "/columns");
        var _ = Conditions.filter(view.filter(), object, pointer + "/filter", problems);
        if (view.sort() != null && !view.sort().isBlank()) {
            sort(view.sort(), object, pointer + "/sort");
        }
        if ("board".equals(view.kind()) && object.funnels().isEmpty()) {
            problems.error(
                    pointer + "/kind",
                    "board-without-funnel",
                    Text.of("The object has no funnel to show as a board.", "该对象没有漏斗，无法显示为看板。"),
                    Text.of("Make it a list, or give the object a funnel.", "请改为列表，或为该对象建立漏斗。"));
        }
    }

    private void sort(String sort, ObjectModel object, String pointer) {
        String[] parts = sort.split(",", -1);
        Set<String> seen = new HashSet<>();
        for (String part : parts) {
            String name = part.startsWith("-") ? part.substring(1) : part;
            if (object.field(name).isEmpty() && !SORTABLE.contains(name)) {
                problems.unknown(pointer, "unknown-field", name, object.fields().keySet());
            } else if (!seen.add(name)) {
                sortMalformed(pointer);
            }
        }
        if (parts.length > MOST_SORT_KEYS) {
            sortMalformed(pointer);
        }
    }

    private void sortMalformed(String pointer) {
        problems.error(
                pointer,
                "sort-malformed",
                Text.of("A list is sorted by different fields, %d at most.", "列表最多按 %d 个不同字段排序。", MOST_SORT_KEYS),
                Text.of("Write them as -amount,name.", "请写作 -amount,name。"));
    }

    private void fields(List<String> fields, ObjectModel object, String pointer) {
        problems.atMost(pointer, fields.size(), Limits.COLUMNS);
        for (int index = 0; index < fields.size(); index++) {
            Optional<FieldModel> field = object.field(fields.get(index));
            if (field.isEmpty() && !SystemNames.ALL.contains(fields.get(index))) {
                problems.unknown(
                        pointer + "/" + index,
                        "unknown-field",
                        fields.get(index),
                        object.fields().keySet());
            }
        }
    }
}
