package io.ripeline.openapi;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ripeline.definition.ObjectModel;
import io.ripeline.json.Stands;
import io.ripeline.json.StrictJson;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The schemas of the types that bodies are read into and written from. Records become components, named after the type
/// and, where the values of a record stand in them, after the object.
final class TypeSchemas {

    private static final Map<Class<?>, ObjectNode> PLAIN = Map.ofEntries(
            Map.entry(String.class, Schemas.of("string")),
            Map.entry(boolean.class, Schemas.of("boolean")),
            Map.entry(Boolean.class, Schemas.of("boolean")),
            Map.entry(int.class, Schemas.of("integer", "int32")),
            Map.entry(Integer.class, Schemas.of("integer", "int32")),
            Map.entry(long.class, Schemas.of("integer", "int64")),
            Map.entry(Long.class, Schemas.of("integer", "int64")),
            Map.entry(BigInteger.class, Schemas.of("integer")),
            Map.entry(double.class, Schemas.of("number")),
            Map.entry(Double.class, Schemas.of("number")),
            Map.entry(BigDecimal.class, Schemas.of("number")),
            Map.entry(UUID.class, Schemas.of("string", "uuid")),
            Map.entry(Instant.class, Schemas.of("string", "date-time")),
            Map.entry(OffsetDateTime.class, Schemas.of("string", "date-time")),
            Map.entry(LocalDate.class, Schemas.of("string", "date")),
            Map.entry(ProblemDetail.class, Schemas.reference("Problem.Part")));

    private static final String FIELD_VALUE = "FieldValue";

    /// Which way a body goes.
    enum Way {
        IN,
        OUT
    }

    private record Place(Way way, @Nullable ObjectModel object) {}

    private final ValueSchemas values;
    private final Map<String, Class<?>> results;
    private final ObjectNode components;
    private final DefinitionSchemas definitions;
    private final TypeNames names = new TypeNames();

    /// @param results what jobs result in, by kind
    TypeSchemas(ValueSchemas values, Map<String, Class<?>> results, ObjectNode components) {
        this.values = values;
        this.results = results;
        this.components = components;
        this.definitions = new DefinitionSchemas(components);
    }

    /// The schema of a type that says itself what it is made of.
    ObjectNode of(Type type, Way way, @Nullable ObjectModel object) {
        return generic(type, new Place(way, object));
    }

    private ObjectNode generic(Type type, Place place) {
        if (type instanceof Class<?> plain) {
            return plain(plain, place);
        }
        if (type instanceof ParameterizedType parameterized && parameterized.getRawType() instanceof Class<?> raw) {
            Type[] arguments = parameterized.getActualTypeArguments();
            return container(raw, () -> generic(arguments[arguments.length - 1], place));
        }
        return Schemas.any();
    }

    private ObjectNode annotated(AnnotatedType type, Place place) {
        ObjectNode schema = type instanceof AnnotatedParameterizedType parameterized
                        && parameterized.getType() instanceof ParameterizedType generic
                        && generic.getRawType() instanceof Class<?> raw
                ? container(raw, () -> last(parameterized, place))
                : generic(type.getType(), place);
        return isNullable(type) ? Schemas.orNull(schema) : schema;
    }

    private ObjectNode last(AnnotatedParameterizedType type, Place place) {
        AnnotatedType[] arguments = type.getAnnotatedActualTypeArguments();
        return annotated(arguments[arguments.length - 1], place);
    }

    private static ObjectNode container(Class<?> raw, java.util.function.Supplier<ObjectNode> element) {
        if (Collection.class.isAssignableFrom(raw)) {
            return Schemas.list(element.get());
        }
        return Map.class.isAssignableFrom(raw) ? Schemas.map(element.get()) : Schemas.any();
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private ObjectNode plain(Class<?> type, Place place) {
        ObjectNode known = PLAIN.get(type);
        if (known != null) {
            return known.deepCopy();
        }
        if (type == Stands.FieldValue.class) {
            return fieldValue();
        }
        Optional<ObjectNode> definition = definitions.of(type, place.way() == Way.IN);
        if (definition.isPresent()) {
            return definition.get();
        }
        if (type.isEnum()) {
            return Schemas.words(Arrays.stream(type.getEnumConstants())
                    .map(constant -> StrictJson.MAPPER.valueToTree(constant).asString())
                    .toList());
        }
        Optional<Method> value = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(JsonValue.class))
                .findFirst();
        if (value.isPresent()) {
            return annotated(value.get().getAnnotatedReturnType(), place);
        }
        return type.isRecord() ? Schemas.reference(component(type, place)) : Schemas.any();
    }

    /// Where the schema of a record stands.
    private String component(Class<?> type, Place place) {
        Place needed = holdsValues(type, new HashSet<>()) ? place : new Place(place.way(), null);
        String name = names.of(type, needed.way(), needed.object());
        if (!components.has(name)) {
            ObjectNode schema = Schemas.closed();
            components.set(name, schema);
            members(schema, type, needed);
        }
        return name;
    }

    private void members(ObjectNode schema, Class<?> type, Place place) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                members(schema, component.getType(), place);
            } else if (component.getAccessor().isAnnotationPresent(JsonAnyGetter.class)) {
                furtherMembers(schema, component, place);
            } else {
                member(schema, type, component, place);
            }
        }
    }

    /// Those that no type names.
    private void furtherMembers(ObjectNode schema, RecordComponent component, Place place) {
        if (component.isAnnotationPresent(RecordValues.class)) {
            ((ObjectNode) schema.get("properties"))
                    .setAll((ObjectNode) values.told().get("properties"));
        } else {
            schema.set("additionalProperties", content(component, place).get("additionalProperties"));
        }
    }

    private void member(ObjectNode schema, Class<?> type, RecordComponent component, Place place) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        String name = renamed == null || renamed.value().isEmpty() ? component.getName() : renamed.value();
        boolean nullable = isNullable(component.getAnnotatedType());
        boolean dropped = place.way() == Way.OUT && nullable && dropsNull(type, component);
        ObjectNode member = content(component, place);
        boolean required = place.way() == Way.OUT ? !dropped : !nullable;
        Schemas.member(schema, name, nullable && !dropped ? Schemas.orNull(member) : member, required);
        ByKind kinds = component.getAnnotation(ByKind.class);
        if (kinds != null) {
            schema.set("oneOf", each(kinds, name, nullable, place));
        }
    }

    /// Each kind with what stands at the name then.
    private ArrayNode each(ByKind kinds, String name, boolean nullable, Place place) {
        ArrayNode each = StrictJson.MAPPER.createArrayNode();
        types(kinds).forEach((word, type) -> {
            ObjectNode properties = each.addObject().putObject("properties");
            properties.putObject("kind").put("const", word);
            ObjectNode schema = plain(type, place);
            properties.set(name, nullable ? Schemas.orNull(schema) : schema);
        });
        return each;
    }

    private Map<String, Class<?>> types(ByKind kinds) {
        return kinds.value().length == 0
                ? results
                : Arrays.stream(kinds.value())
                        .collect(Collectors.toMap(
                                ByKind.Case::word, ByKind.Case::type, (one, other) -> one, LinkedHashMap::new));
    }

    private ObjectNode content(RecordComponent component, Place place) {
        RecordValues marked = component.getAnnotation(RecordValues.class);
        if (marked != null) {
            return place.object() == null
                    ? Schemas.map(Schemas.orNull(fieldValue()))
                    : values(place.object(), marked.value());
        }
        Stands stands = component.getAnnotation(Stands.class);
        if (stands != null) {
            return standing(stands, component, place);
        }
        ByKind kinds = component.getAnnotation(ByKind.class);
        if (kinds != null) {
            return Schemas.oneOf(types(kinds).values().stream()
                    .distinct()
                    .map(type -> plain(type, place))
                    .toList());
        }
        return isNullable(component.getAnnotatedType())
                ? generic(component.getGenericType(), place)
                : annotated(component.getAnnotatedType(), place);
    }

    private ObjectNode standing(Stands stands, RecordComponent component, Place place) {
        ObjectNode schema = oneOf(
                Arrays.stream(stands.value()).map(each -> plain(each, place)).toList());
        if (Collection.class.isAssignableFrom(component.getType())) {
            return Schemas.list(schema);
        }
        return Map.class.isAssignableFrom(component.getType()) ? Schemas.map(Schemas.orNull(schema)) : schema;
    }

    private ObjectNode fieldValue() {
        if (!components.has(FIELD_VALUE)) {
            components.set(FIELD_VALUE, ValueSchemas.any());
        }
        return Schemas.reference(FIELD_VALUE);
    }

    private ObjectNode values(ObjectModel object, RecordValues.Use use) {
        String name = object.key()
                + switch (use) {
                    case SHOWN -> ".values";
                    case NEW -> ".values.new";
                    case CHANGED -> ".values.changed";
                    case TOLD -> ".values.told";
                };
        if (!components.has(name)) {
            components.set(name, values.of(object, use));
        }
        return Schemas.reference(name);
    }

    private static boolean dropsNull(Class<?> type, RecordComponent component) {
        JsonInclude own = component.getAccessor().getAnnotation(JsonInclude.class);
        JsonInclude all = type.getAnnotation(JsonInclude.class);
        JsonInclude said = own == null ? all : own;
        return said != null && said.value() != JsonInclude.Include.ALWAYS;
    }

    /// Whether the values of a record stand somewhere in the type.
    private static boolean holdsValues(Type type, Set<Type> seen) {
        if (!seen.add(type)) {
            return false;
        }
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments()).anyMatch(each -> holdsValues(each, seen));
        }
        return type instanceof Class<?> plain
                && plain.isRecord()
                && Arrays.stream(plain.getRecordComponents()).anyMatch(component -> holdsValues(component, seen));
    }

    private static boolean holdsValues(RecordComponent component, Set<Type> seen) {
        Stands stands = component.getAnnotation(Stands.class);
        RecordValues marked = component.getAnnotation(RecordValues.class);
        return marked != null && marked.value() != RecordValues.Use.TOLD
                || holdsValues(component.getGenericType(), seen)
                || stands != null && Arrays.stream(stands.value()).anyMatch(each -> holdsValues(each, seen));
    }

    /// One of several schemas.
    static ObjectNode oneOf(List<ObjectNode> schemas) {
        return schemas.size() == 1 ? schemas.getFirst() : Schemas.oneOf(schemas);
    }
}
