package io.ripeline.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ripeline.refusal.Violation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds what is wrong with the records of a body: components that must not be absent and are (all but those marked
/// {@link Nullable}), and texts that cannot be stored.
final class BodyFaults {

    /// Looking a type up costs more than all else of a large document.
    private static final ClassValue<List<Member>> MEMBERS = new ClassValue<>() {
        @Override
        protected List<Member> computeValue(Class<?> type) {
            return Member.of(type);
        }
    };

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
        for (Member member : MEMBERS.get(record.getClass())) {
            Object value = member.read(record);
            String at = Violation.pointer(pointer, member.name());
            if (value == null && !member.optional()) {
                missing.add(at);
            }
            if (value instanceof List<?> list && !member.mayHoldNull()) {
                nullsIn(list, at);
            }
            visit(value, at);
        }
    }

    private void nullsIn(List<?> list, String pointer) {
        for (int index = 0; index < list.size(); index++) {
            if (list.get(index) == null) {
                missing.add(pointer + "/" + index);
            }
        }
    }

    /// A component of a record as bodies know it.
    ///
    /// @param mayHoldNull whether it is a list that may have nulls in it
    private record Member(String name, Method accessor, boolean optional, boolean mayHoldNull) {
        static List<Member> of(Class<?> type) {
            return Stream.of(type.getRecordComponents()).map(Member::of).toList();
        }

        private static Member of(RecordComponent component) {
            component.getAccessor().setAccessible(true);
            AnnotatedType type = component.getAnnotatedType();
            return new Member(
                    nameOf(component),
                    component.getAccessor(),
                    type.isAnnotationPresent(Nullable.class),
                    type instanceof AnnotatedParameterizedType list
                            && list.getAnnotatedActualTypeArguments()[0].isAnnotationPresent(Nullable.class));
        }

        private static String nameOf(RecordComponent component) {
            return Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
                    .map(JsonProperty::value)
                    .orElse(component.getName());
        }

        @Nullable
        Object read(Record record) {
            try {
                return accessor.invoke(record);
            } catch (IllegalAccessException | InvocationTargetException broken) {
                throw new IllegalStateException("A record that does not tell its components", broken);
            }
        }
    }
}
