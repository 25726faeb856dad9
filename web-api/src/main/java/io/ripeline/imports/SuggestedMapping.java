package io.ripeline.imports;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.imports.ImportOptions.MappedColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where the columns of a file probably go: those that are called like a field, in either language or by its key, and
/// those with a word for owner, time or author.
final class SuggestedMapping {

    private static final Map<String, List<String>> WORDS = Map.of(
            Targets.OWNER,
            List.of(
                    "owner",
                    "owner id",
                    "record owner",
                    "sales agent",
                    "agent",
                    "sales rep",
                    "rep",
                    "salesperson",
                    "assigned to",
                    "负责人",
                    "归属人",
                    "所有者",
                    "销售",
                    "销售员",
                    "销售代表",
                    "业务员",
                    "客户经理",
                    "跟进人"),
            Targets.CREATED_AT,
            List.of("created at", "created", "create date", "created date", "date created", "创建时间", "创建日期", "录入时间"),
            Targets.CREATED_BY,
            List.of("created by", "creator", "author", "创建人", "录入人"));

    private SuggestedMapping() {}

    /// The suggestion, in the order of the columns; what has no name in common with a target is left out.
    static List<MappedColumn> of(ObjectModel object, List<String> columns) {
        Map<String, String> targets = names(object);
        Set<String> taken = new HashSet<>();
        List<MappedColumn> suggested = new ArrayList<>();
        for (String column : columns) {
            String target =
                    object.about() && column.startsWith(Targets.SUBJECT) ? column : targets.get(NameKey.of(column));
            if (target != null && taken.add(target)) {
                suggested.add(new MappedColumn(column, target, null, null));
            }
        }
        return suggested;
    }

    /// A target by each of its names; what comes first keeps the name.
    private static Map<String, String> names(ObjectModel object) {
        Map<String, String> targets = new HashMap<>();
        List<FieldModel> fields = object.all().stream()
                .filter(field -> !field.type().isMadeByPlatform())
                .toList();
        for (FieldModel field : fields) {
            targets.putIfAbsent(NameKey.of(field.key()), field.key());
        }
        for (FieldModel field : fields) {
            targets.putIfAbsent(NameKey.of(field.definition().label().text().en()), field.key());
            targets.putIfAbsent(NameKey.of(field.definition().label().text().zh()), field.key());
        }
        FieldModel name = object.nameField();
        if (name != null && !name.type().isMadeByPlatform()) {
            targets.putIfAbsent(NameKey.of(object.key()), name.key());
        }
        WORDS.forEach((target, words) -> words.forEach(word -> targets.putIfAbsent(NameKey.of(word), target)));
        return targets;
    }
}
