package io.ripeline.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ripeline.refusal.Violation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds what is wrong with the records of a body: components that must not be absent and are (all but those marked
/// {@link Nullable}), and texts that cannot be stored.
final class BodyFaults {

    private final List<String> missing = new ArrayList<>();
    private final List<String> unstorable = new ArrayList<>();

    private BodyFaults() {}

    static BodyFaults in(Object value) {
        BodyFaults search = new BodyFaults();
        search.visit(value, "");
        return search;
    }

    /// Where a member is absent that must not be.
    List<String> missing() {
        return missing;
    }

    /// Where a text stands that no column takes.
    List<String> unstorable() {
        return unstorable;
    }

    private void visit(@Nullable Object value, String pointer) {
        switch (value) {
            case Record record when record.getClass().getName().startsWith("io.ripeline.") -> members(record, pointer);
            case List<?> list -> {
                for (int index = 0; index < list.size(); index++) {
                    visit(list.get(index), pointer + "/" + index);
                }
            }
            case Map<?, ?> map -> map.forEach((key, inner) -> visit(inner, Violation.pointer(pointer, key.toString())));
            case String text -> {
                if (!StorableText.test(text)) {
                    unstorable.add(pointer);
                }
            }
            case null, default -> {
                // nothing inside that could be at fault
            }
        }
    }

    private void members(Record record, String pointer) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object member = read(component, record);
            String at = Violation.pointer(pointer, nameOf(component));
            boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (member == null && !optional) {
                missing.add(at);
            }
            if (member instanceof List<?> list && !mayHoldNull(component)) {
                nullsIn(list, at);
            }
            visit(member, at);
        }
    }

    private void nullsIn(List<?> list, String pointer) {
        for (int index = 0; index < list.size(); index++) {
            if (list.get(index) == null) {
                missing.add(pointer + "/" + index);
            }
        }
    }

    private static boolean mayHoldNull(RecordComponent list) {
        return list.getAnnotatedType() instanceof AnnotatedParameterizedType type
                && type.getAnnotatedActualTypeArguments()[0].isAnnotationPresent(Nullable.class);
    }

    private static String nameOf(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .orElse(component.getName());
    }

    private static @Nullable Object read(RecordComponent component, Record record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException broken) {
            throw new IllegalStateException("A record that does not tell its components", broken);
        }
    }
}
