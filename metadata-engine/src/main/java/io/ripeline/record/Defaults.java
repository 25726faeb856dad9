package io.ripeline.record;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectModel;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The values a new record begins with.
final class Defaults {

    private Defaults() {}

    /// The defaults of the fields, `today` for dates read as the company's date, and the first stage of the funnel.
    static Map<String, Object> of(ObjectModel object, LocalDate today) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (FieldModel field : object.all()) {
            JsonNode fallback = field.definition().fallback();
            if (fallback == null || fallback.isNull()) {
                continue;
            }
            if (field.type() == FieldType.DATE
                    && fallback.isString()
                    && fallback.stringValue().equals("today")) {
                values.put(field.key(), today);
            } else {
                JsonValues.read(object, Map.of(field.key(), fallback), "").forEach((key, value) -> {
                    if (value != null) {
                        values.put(key, value);
                    }
                });
            }
        }
        if (object.funnel() != null && !object.funnel().stages().isEmpty()) {
            values.putIfAbsent(
                    object.funnel().field(),
                    object.funnel().stages().keySet().iterator().next());
        }
        return values;
    }
}
