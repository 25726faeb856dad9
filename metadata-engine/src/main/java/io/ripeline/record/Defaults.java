package io.ripeline.record;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectModel;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The values a new record begins with.
final class Defaults {

    private Defaults() {}

    /// The defaults of the fields, `today` for dates read as the company's date, and the first stage of the funnel.
    ///
    /// @param given what is written beside them, which may name the funnel
    static Map<String, Object> of(ObjectModel object, LocalDate today, Map<String, ? extends @Nullable Object> given) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (FieldModel field : object.all()) {
            JsonNode fallback = field.fallback();
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
        process(object, given, values);
        return values;
    }

    private static void process(
            ObjectModel object, Map<String, ? extends @Nullable Object> given, Map<String, Object> values) {
        object.funnelBy()
                .ifPresent(
                        by -> object.defaultFunnel().ifPresent(funnel -> values.putIfAbsent(by.key(), funnel.key())));
        Map<String, @Nullable Object> known = new LinkedHashMap<>(values);
        known.putAll(given);
        object.funnelOf(known)
                .ifPresent(funnel -> funnel.first().ifPresent(first -> {
                    Object stage = values.get(funnel.field());
                    if (stage == null || !funnel.stages().containsKey(stage.toString())) {
                        values.put(funnel.field(), first.key());
                    }
                }));
    }
}
