package io.ripeline.imports;

import static io.ripeline.imports.ImportError.COLUMN_MISSING;
import static io.ripeline.imports.ImportError.MAPPING_MISSING;
import static io.ripeline.imports.ImportError.TARGET_DOUBLE;
import static io.ripeline.imports.ImportError.TARGET_MISSING;
import static io.ripeline.imports.ImportError.TARGET_ONLY_ON_CREATE;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.imports.ImportOptions.MappedColumn;
import io.ripeline.imports.ImportOptions.Mode;
import io.ripeline.record.JsonValues;
import io.ripeline.record.RecordError;
import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The columns of a file put to the targets of one version of the definition.
///
/// @param matchBy the fields by which rows find their records
/// @param defaults typed values of new records, by field key
record Mapping(
        ObjectModel object,
        List<Column> columns,
        List<FieldModel> matchBy,
        Map<String, @Nullable Object> defaults,
        int width) {

    /// One mapped column.
    ///
    /// @param index its place in the file, from 0
    /// @param name what the file calls it
    record Column(int index, String name, Target target, CellFormat format) {}

    /// Puts each column to its target; refuses what does not fit, with a pointer into the options.
    static Mapping of(Model model, ImportOptions options, List<String> names) {
        ObjectModel object = model.object(options.object());
        List<Column> columns = new ArrayList<>();
        Targets targets = new Targets(model, object);
        for (int index = 0; index < options.mappings().size(); index++) {
            MappedColumn mapped = options.mappings().get(index);
            String pointer = "/mapping/" + index;
            int place = names.indexOf(mapped.column().strip());
            if (place < 0) {
                throw COLUMN_MISSING.at(
                        pointer + "/column",
                        Text.of(
                                "The file has no column \"%s\"; it has: %s.",
                                "文件没有“%s”这一列，现有：%s。", mapped.column(), String.join(", ", names)));
            }
            Target target = targets.of(mapped, pointer);
            checkMode(options, target, pointer);
            CellFormat format = CellFormat.of(target, mapped.format(), pointer);
            columns.add(new Column(place, names.get(place), target, format));
        }
        refuseDoubles(columns);
        Map<String, @Nullable Object> defaults = JsonValues.read(object, options.fallbacks(), "/defaults");
        return new Mapping(object, List.copyOf(columns), matchBy(object, options, columns), defaults, names.size());
    }

    /// The fields of unique values that rows bring.
    List<FieldModel> unique() {
        return object.all().stream()
                .filter(FieldModel::unique)
                .filter(field -> columns.stream().anyMatch(column -> sets(column.target(), field)))
                .toList();
    }

    /// Whether rows say when records were in their stages or grades, or bring those themselves.
    boolean changesStays() {
        Set<String> stayed = new HashSet<>();
        object.stageField().ifPresent(stayed::add);
        object.gradeField().ifPresent(stayed::add);
        object.funnelBy().ifPresent(field -> stayed.add(field.key()));
        return columns.stream()
                .map(Column::target)
                .anyMatch(target -> target instanceof Target.Entered
                        || target instanceof Target.Value value
                                && stayed.contains(value.field().key()));
    }

    /// What a record is about stays as it was made.
    private static void checkMode(ImportOptions options, Target target, String pointer) {
        if (target instanceof Target.About && options.modeOrCreate() == Mode.UPDATE) {
            throw TARGET_ONLY_ON_CREATE.at(
                    pointer + "/field",
                    Text.of(
                            "What a record is about does not change; leave this column out when updating.",
                            "所属记录不可更改，更新时请去掉这一列。"));
        }
    }

    /// A value can come from one column only; a history may.
    private static void refuseDoubles(List<Column> columns) {
        Set<Target> seen = new HashSet<>();
        for (int index = 0; index < columns.size(); index++) {
            Target target = columns.get(index).target();
            if (!(target instanceof Target.Entered) && !seen.add(target)) {
                throw TARGET_DOUBLE.at(
                        "/mapping/" + index + "/field", Text.of("Another column goes there already.", "已有其他列映射到此目标。"));
            }
        }
    }

    private static List<FieldModel> matchBy(ObjectModel object, ImportOptions options, List<Column> columns) {
        List<FieldModel> fields = new ArrayList<>();
        for (int index = 0; index < options.matches().size(); index++) {
            String key = options.matches().get(index);
            String pointer = "/matchBy/" + index;
            FieldModel field = object.field(key).orElseThrow(() -> unknownField(object, key, pointer));
            if (columns.stream().noneMatch(column -> sets(column.target(), field))) {
                throw TARGET_MISSING.at(
                        pointer, Text.of("Map a column to %s to match by it.", "要按 %s 匹配，请先为它映射一列。", field.key()));
            }
            fields.add(field);
        }
        if (fields.isEmpty() && options.modeOrCreate() != Mode.CREATE) {
            throw TARGET_MISSING.at("/matchBy", Text.of("Say by which fields records are found.", "请指定按哪些字段匹配已有记录。"));
        }
        return List.copyOf(fields);
    }

    static io.ripeline.refusal.Refused unknownField(ObjectModel object, String key, String pointer) {
        return RecordError.UNKNOWN_FIELD.at(
                pointer, Text.of("The object %s has no field \"%s\".", "对象 %s 没有字段“%s”。", object.key(), key));
    }

    private static boolean sets(Target target, FieldModel field) {
        return switch (target) {
            case Target.Value value -> value.field().key().equals(field.key());
            case Target.Link link -> link.field().key().equals(field.key());
            case Target.About _, Target.Owner _, Target.CreatedAt _, Target.CreatedBy _, Target.Entered _ -> false;
        };
    }

    /// The same, where it can be run; refuses with `mapping-missing`.
    Mapping orRefuse() {
        if (columns.isEmpty()) {
            throw MAPPING_MISSING.at(
                    "/mapping",
                    Text.of("No column goes anywhere: send the file with a mapping.", "没有任何列被映射，请连同映射重新上传。"));
        }
        return this;
    }

    /// The defaults that are values.
    Map<String, Object> fallbacks() {
        Map<String, Object> values = new LinkedHashMap<>();
        defaults.forEach((key, value) -> {
            if (value != null) {
                values.put(key, value);
            }
        });
        return values;
    }
}
