package io.ripeline.record;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Money;
import io.ripeline.definition.ObjectModel;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What changes make of values, and which of them are others afterwards.
final class ValueChanges {

    private ValueChanges() {}

    /// Applies changes to values: null, an empty text and an empty list take the value away.
    static void merge(Map<String, Object> values, Map<String, @Nullable Object> changes) {
        changes.forEach((key, value) -> {
            if (isNothing(value)) {
                values.remove(key);
            } else {
                values.put(key, value);
            }
        });
    }

    private static boolean isNothing(@Nullable Object value) {
        return value == null
                || value instanceof String text && text.isEmpty()
                || value instanceof List<?> list && list.isEmpty();
    }

    /// The values in the order of the definition, without those it does not know.
    static Map<String, Object> ordered(ObjectModel object, Map<String, Object> values) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (FieldModel field : object.all()) {
            Object value = values.get(field.key());
            if (value != null) {
                ordered.put(field.key(), value);
            }
        }
        return ordered;
    }

    /// The fields whose values are others now, with what they are now.
    static Map<String, @Nullable Object> difference(
            ObjectModel object, Map<String, Object> before, Map<String, Object> after) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        for (FieldModel field : object.all()) {
            Object now = after.get(field.key());
            if (!same(before.get(field.key()), now)) {
                changed.put(field.key(), now);
            }
        }
        return changed;
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof BigDecimal number && other instanceof BigDecimal second) {
            return number.compareTo(second) == 0;
        }
        if (one instanceof Money money && other instanceof Money second) {
            return money.currency().equals(second.currency()) && money.amount().compareTo(second.amount()) == 0;
        }
        return Objects.equals(one, other);
    }

    /// The values of some fields.
    static Map<String, Object> only(Map<String, Object> values, Map<String, ?> fields) {
        Map<String, Object> some = new LinkedHashMap<>(values);
        some.keySet().retainAll(fields.keySet());
        return some;
    }
}
