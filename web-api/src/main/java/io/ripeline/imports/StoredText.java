package io.ripeline.imports;

import io.ripeline.json.StrictJson;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.List;

/// Cells and reasons as the company's tables keep them: JSON as text.
final class StoredText {

    private record StoredReason(String code, String en, String zh) {}

    private StoredText() {}

    static String of(Object value) {
        return StrictJson.MAPPER.writeValueAsString(value);
    }

    static List<String> texts(String json) {
        return List.of(StrictJson.read(json, String[].class));
    }

    static List<List<String>> rows(String json) {
        return List.of(StrictJson.MAPPER.readValue(json, String[][].class)).stream()
                .map(List::of)
                .toList();
    }

    static String ofReasons(List<Violation> reasons) {
        return of(reasons.stream()
                .map(reason -> new StoredReason(
                        reason.code(), reason.message().en(), reason.message().zh()))
                .toList());
    }

    static List<Violation> reasons(String json) {
        return List.of(StrictJson.read(json, StoredReason[].class)).stream()
                .map(reason -> new Violation("", reason.code(), new Text(reason.en(), reason.zh())))
                .toList();
    }
}
