package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ripeline.json.Stands;
import io.ripeline.json.StrictJson;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schema of the document (draft 2020-12), read off the records that hold it: their components are its
/// properties, and what each means stands beside it. Names and expressions are left to the compiler.
public final class DocumentSchema {

    /// The name of the schema.
    public static final String ID = "urn:ripeline:definition";

    private static final int LONGEST_KEY = 40;

    private final Map<String, ObjectNode> definitions = new TreeMap<>();

    private DocumentSchema() {}

    /// The schema, made anew.
    public static JsonNode json() {
        DocumentSchema schema = new DocumentSchema();
        ObjectNode root = StrictJson.MAPPER.createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("$id", ID);
        root.put("title", "Definition of a company");
        root.setAll(schema.ofRecord(Definition.class));
        // The answers of the API carry the number of the version among the members of the document.
        ((ObjectNode) root.get("properties"))
                .putObject("version")
                .put("description", "Number of the version the document was read as; ignored.")
                .put("type", "integer");
        ObjectNode shared = root.putObject("$defs");
        schema.definitions.forEach(shared::set);
        return root;
    }

    private ObjectNode ofRecord(Class<?> type) {
        ObjectNode schema = StrictJson.MAPPER.createObjectNode();
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = StrictJson.MAPPER.createArrayNode();
        for (RecordComponent component : type.getRecordComponents()) {
            properties.set(nameOf(component), property(component));
            if (isRequired(component)) {
                required.add(nameOf(component));
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    private static String nameOf(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .orElse(component.getName());
    }

    private static boolean isRequired(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && component.getType() != List.class
                && component.getType() != Map.class;
    }

    private ObjectNode property(RecordComponent component) {
        Property says = said(component);
        ObjectNode schema = StrictJson.MAPPER.createObjectNode();
        schema.put("description", says.value());
        Stands stands = component.getAnnotation(Stands.class);
        if (stands == null) {
            return schema.setAll(value(component.getGenericType(), says));
        }
        ArrayNode several = schema.putArray("anyOf");
        Arrays.stream(stands.value()).forEach(type -> several.add(value(type, says)));
        return schema;
    }

    private static Property said(RecordComponent component) {
        return Objects.requireNonNull(
                component.getAnnotation(Property.class),
                () -> component + " of " + component.getDeclaringRecord() + " does not say what it means");
    }

    private ObjectNode value(Type type, Property says) {
        ObjectNode schema = StrictJson.MAPPER.createObjectNode();
        if (type instanceof ParameterizedType several) {
            return several(several, says, schema);
        }
        Class<?> single = (Class<?>) type;
        if (single == String.class) {
            return text(says, schema.put("type", "string"));
        }
        if (single == Integer.class || single == int.class || single == Long.class) {
            return bounded(says, schema.put("type", "integer"));
        }
        if (single == BigDecimal.class) {
            return schema.put("type", "number");
        }
        if (single == Boolean.class) {
            return schema.put("type", "boolean");
        }
        return single == JsonNode.class ? schema : schema.put("$ref", reference(single));
    }

    private ObjectNode several(ParameterizedType type, Property says, ObjectNode schema) {
        Type[] arguments = type.getActualTypeArguments();
        boolean list = type.getRawType() == List.class;
        schema.put("type", list ? "array" : "object");
        schema.set(list ? "items" : "additionalProperties", value(arguments[arguments.length - 1], says));
        boolean innermost = !(arguments[arguments.length - 1] instanceof ParameterizedType) || !list;
        if (innermost && says.limit() < Integer.MAX_VALUE) {
            schema.put(list ? "maxItems" : "maxProperties", says.limit());
        }
        return schema;
    }

    private static ObjectNode text(Property says, ObjectNode schema) {
        List<String> words = words(says);
        if (!words.isEmpty()) {
            ArrayNode listed = schema.putArray("enum");
            words.forEach(listed::add);
        }
        says.form().pattern().ifPresent(pattern -> schema.put("pattern", pattern));
        switch (says.form()) {
            case KEY -> schema.put("maxLength", LONGEST_KEY);
            case CONDITION -> schema.put("x-expression", "condition");
            case VALUE -> schema.put("x-expression", "value");
            case FREE, DATE, DAY_OF_YEAR, TIME, COLOR -> {
                // said by the pattern, if at all
            }
        }
        return schema;
    }

    private static List<String> words(Property says) {
        Stream<Object> members =
                Stream.ofNullable(says.wordsOf().getEnumConstants()).flatMap(Arrays::stream);
        return Stream.concat(
                        members.map(member -> ((Enum<?>) member).name().toLowerCase(Locale.ROOT)),
                        Arrays.stream(says.words()))
                .toList();
    }

    private static ObjectNode bounded(Property says, ObjectNode schema) {
        if (says.least() > Long.MIN_VALUE) {
            schema.put("minimum", says.least());
        }
        if (says.most() < Long.MAX_VALUE) {
            schema.put("maximum", says.most());
        }
        return schema;
    }

    private String reference(Class<?> type) {
        String name = type.getSimpleName().replaceFirst("Definition$", "");
        if (!definitions.containsKey(name)) {
            // Noted before it is made, for what refers to itself.
            ObjectNode schema = StrictJson.MAPPER.createObjectNode();
            definitions.put(name, schema);
            schema.setAll(forms(type));
        }
        return "#/$defs/" + name;
    }

    /// A record, and the shorter forms it may be written in.
    private ObjectNode forms(Class<?> type) {
        List<Method> shorter = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> isCreator(method, JsonCreator.Mode.DELEGATING))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        if (shorter.isEmpty()) {
            return ofRecord(type);
        }
        ObjectNode schema = StrictJson.MAPPER.createObjectNode();
        ArrayNode forms = schema.putArray("anyOf");
        shorter.forEach(method -> forms.add(shortForm(type, method.getParameters()[0])));
        boolean whole = Arrays.stream(type.getDeclaredConstructors())
                .map(constructor -> constructor.getAnnotation(JsonCreator.class))
                .anyMatch(creator -> creator != null && creator.mode() == JsonCreator.Mode.PROPERTIES);
        if (whole) {
            forms.add(ofRecord(type));
        }
        return schema;
    }

    private static boolean isCreator(Method method, JsonCreator.Mode mode) {
        JsonCreator creator = method.getAnnotation(JsonCreator.class);
        return creator != null && creator.mode() == mode;
    }

    /// The form of a shorter way of writing: that of the component its parameter is named after.
    private ObjectNode shortForm(Class<?> type, Parameter parameter) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getName().equals(parameter.getName()))
                .map(this::property)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type + " has no component " + parameter.getName()));
    }
}
