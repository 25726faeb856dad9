package io.ripeline.record;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.Funnel.StageKind;
import io.ripeline.definition.ObjectModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The fields of an object whose values a record stays in: its funnel, its stage and its grade.
final class Stages {

    private Stages() {}

    /// The keys of those fields.
    static List<String> fields(ObjectModel object) {
        return Stream.of(object.funnelBy().map(FieldModel::key), object.stageField(), object.gradeField())
                .flatMap(Optional::stream)
                .toList();
    }

    /// The stays a new record begins with: those of its past that led to where it is, then the one it is in, open.
    ///
    /// A closing stage of the past counts only where it is the record's own (ADR 0005).
    static List<Stay> beginning(ObjectModel object, Map<String, Object> values, Past past, Instant createdAt) {
        List<Stay> stays = new ArrayList<>();
        for (String field : fields(object)) {
            Object value = values.get(field);
            if (value != null) {
                stays.addAll(stays(object.funnelOf(values).orElse(null), field, value.toString(), past, createdAt));
            }
        }
        return stays;
    }

    /// The stays in one field that entries and the value a record has now make.
    static List<Stay> stays(@Nullable Funnel funnel, String field, String current, Past past, Instant createdAt) {
        List<Past.Entry> entries = past.entries().stream()
                .filter(entry -> entry.field().equals(field))
                .filter(entry -> entry.value().equals(current) || !closing(funnel, field, entry.value()))
                .sorted(Comparator.comparing(Past.Entry::at)
                        .thenComparing(entry -> entry.value().equals(current)))
                .toList();
        List<Past.Entry> path = new ArrayList<>(entries);
        if (path.isEmpty() || !path.getLast().value().equals(current)) {
            Instant entered = path.isEmpty() || path.getLast().at().isBefore(createdAt)
                    ? createdAt
                    : path.getLast().at();
            path.add(new Past.Entry(field, current, entered));
        }
        List<Stay> stays = new ArrayList<>();
        for (int index = 0; index < path.size(); index++) {
            Past.Entry entry = path.get(index);
            String from = index == 0 ? null : path.get(index - 1).value();
            Instant left = index + 1 < path.size() ? path.get(index + 1).at() : null;
            stays.add(new Stay(field, from, entry.value(), entry.at(), left));
        }
        return stays;
    }

    private static boolean closing(@Nullable Funnel funnel, String field, String value) {
        if (funnel == null || !funnel.field().equals(field)) {
            return false;
        }
        Stage stage = funnel.stages().get(value);
        return stage != null && stage.kind() != StageKind.OPEN;
    }
}
