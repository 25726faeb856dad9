package io.ripeline.record;

import static io.ripeline.record.RecordError.MERGE_INVALID;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.FieldAccess;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whose values the record has into which others are merged: those chosen; else its own, and where it has none, that of
/// the first of the others that has one. Its stage and grade stay unless others are chosen.
final class MergeRules {

    private static final int MOST = 10;

    private final ObjectModel object;
    private final FieldView view;
    private final List<StoredRecord> records;

    /// @param records the one that stays first
    MergeRules(Session session, ObjectModel object, List<StoredRecord> records) {
        this.object = object;
        this.view = FieldView.of(session, object);
        this.records = records;
    }

    /// Refuses with `merge-invalid` what is no merge.
    static void check(ObjectModel object, UUID into, List<UUID> from, Map<String, UUID> chosen) {
        Set<UUID> all = new HashSet<>(from);
        if (from.isEmpty() || from.size() > MOST || all.size() < from.size() || !all.add(into)) {
            throw MERGE_INVALID.at(
                    "/from", Text.of("Name 1 to %d different other records.", "请指定 1 至 %d 条其他不同的记录。", MOST));
        }
        chosen.forEach((key, id) -> {
            FieldModel field = object.field(key)
                    .orElseThrow(() -> RecordError.UNKNOWN_FIELD.at(
                            Violation.pointer("/values", key),
                            Text.of("The object %s has no field \"%s\".", "对象 %s 没有字段“%s”。", object.key(), key)));
            if (!all.contains(id) || field.madeByPlatform()) {
                throw MERGE_INVALID.at(
                        Violation.pointer("/values", key),
                        Text.of(
                                "Choose the id of one of these records, for a value that people write.",
                                "请为可填写的字段选择其中一条记录的 id。"));
            }
        });
    }

    /// What the record that stays gets.
    RecordChanges changes(Map<String, UUID> chosen) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (FieldModel field : object.all()) {
            UUID id = chosen.get(field.key());
            if (id != null) {
                records.stream()
                        .filter(record -> record.id().equals(id))
                        .forEach(record -> values.put(
                                field.key(), record.value(field.key()).orElse(null)));
            } else if (fills(field)) {
                records.stream()
                        .flatMap(record -> record.value(field.key()).stream())
                        .findFirst()
                        .ifPresent(value -> values.put(field.key(), value));
            }
        }
        values.entrySet()
                .removeIf(value ->
                        Objects.equals(records.getFirst().value(value.getKey()).orElse(null), value.getValue()));
        return RecordChanges.of(values);
    }

    private boolean fills(FieldModel field) {
        boolean process = object.stageField().filter(field.key()::equals).isPresent()
                || object.gradeField().filter(field.key()::equals).isPresent()
                || object.funnelBy().filter(field::equals).isPresent();
        boolean missing = records.getFirst().value(field.key()).isEmpty();
        return missing && !process && !field.madeByPlatform() && view.access(field) == FieldAccess.EDIT;
    }

    /// The fields in which the records differ, of those whose values the member sees.
    List<String> conflicts() {
        return object.all().stream()
                .filter(field -> !field.madeByPlatform() && view.reads(field))
                .map(FieldModel::key)
                .filter(key -> records.stream()
                                .flatMap(record -> record.value(key).stream())
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }
}
