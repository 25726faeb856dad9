package io.ripeline.openapi;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectDefinition.FieldDefinition;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.FieldAccess;
import io.ripeline.definition.Role.Right;
import io.ripeline.record.FieldView;
import io.ripeline.record.Session;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The values of an object's records in the rights of one member: what he does not see is not there.
final class ValueSchemas {

    private static final int LONGEST_TEXT = 4_000;
    private static final int LONGEST_LONG_TEXT = 200_000;
    private static final String DECIMAL = "^[+-]?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$";

    private final Session session;
    private final Locale locale;

    ValueSchemas(Session session, Locale locale) {
        this.session = session;
        this.locale = locale;
    }

    /// The values of a record of the object.
    ObjectNode of(ObjectModel object, RecordValues.Use use) {
        return switch (use) {
            case SHOWN -> shown(object);
            case NEW -> written(object, true);
            case CHANGED -> written(object, false);
            case TOLD -> told();
        };
    }

    /// The value of a field, whichever it is.
    static ObjectNode any() {
        ObjectNode amount = Schemas.oneOf(List.of(Schemas.of("number"), decimal()));
        ObjectNode money = money();
        ((ObjectNode) money.get("properties")).set("amount", amount);
        return Schemas.oneOf(List.of(
                Schemas.of("string"),
                Schemas.of("number"),
                Schemas.of("boolean"),
                Schemas.list(Schemas.of("string")),
                named(),
                money));
    }

    /// What records tell that are about others: the values of all such objects.
    ObjectNode told() {
        ObjectNode told = Schemas.closed();
        ObjectNode all = (ObjectNode) told.get("properties");
        session.model().objects().stream()
                .filter(object -> object.about() && session.caller().role().may(Right.READ, object.key()))
                .forEach(object -> shown(object).get("properties").properties().forEach(field -> {
                    JsonNode known = all.get(field.getKey());
                    boolean other = known != null && !known.equals(field.getValue());
                    all.set(field.getKey(), other ? Schemas.oneOf(List.of(known, field.getValue())) : field.getValue());
                }));
        return told;
    }

    private ObjectNode shown(ObjectModel object) {
        FieldView view = FieldView.of(session, object);
        ObjectNode values = Schemas.closed();
        for (FieldModel field : object.all()) {
            FieldAccess access = view.access(field);
            if (access != FieldAccess.NONE) {
                ObjectNode schema = access == FieldAccess.MASKED ? Schemas.of("string") : shown(field);
                if (access != FieldAccess.EDIT || field.madeByPlatform() || field.derived()) {
                    schema.put("readOnly", true);
                }
                Schemas.member(values, field.key(), described(schema, field), false);
            }
        }
        return values;
    }

    private ObjectNode written(ObjectModel object, boolean whole) {
        FieldView view = FieldView.of(session, object);
        ObjectNode values = Schemas.closed();
        for (FieldModel field : object.all()) {
            boolean writable = view.access(field) == FieldAccess.EDIT && !field.madeByPlatform() && !field.derived();
            if (writable) {
                ObjectNode schema = described(written(field), field);
                boolean needed = field.required();
                Schemas.member(
                        values,
                        field.key(),
                        needed ? schema : Schemas.orNull(schema),
                        whole && needed && field.definition().fallback() == null);
            }
        }
        return values;
    }

    private ObjectNode described(ObjectNode schema, FieldModel field) {
        FieldDefinition definition = field.definition();
        schema.put("title", definition.label().in(locale));
        if (definition.help() != null) {
            schema.put("description", definition.help().in(locale));
        }
        return schema;
    }

    private static ObjectNode shown(FieldModel field) {
        return switch (field.type()) {
            case TEXT, LONG_TEXT, PHONE, EMAIL, URL, AUTO_NUMBER -> Schemas.of("string");
            case SELECT -> Schemas.words(field.choices().keySet());
            case MULTI_SELECT -> Schemas.list(Schemas.words(field.choices().keySet()));
            case INTEGER -> Schemas.of("integer", "int64");
            case DECIMAL, PERCENT -> decimal();
            case CURRENCY -> money();
            case DATE -> Schemas.of("string", "date");
            case DATE_TIME -> Schemas.of("string", "date-time");
            case BOOLEAN -> Schemas.of("boolean");
            case LOOKUP, MEMBER -> named();
        };
    }

    private static ObjectNode written(FieldModel field) {
        return switch (field.type()) {
            case TEXT, LONG_TEXT, PHONE, EMAIL, URL, AUTO_NUMBER -> text(field);
            case MULTI_SELECT ->
                Schemas.list(Schemas.words(field.choices().keySet())).put("uniqueItems", true);
            case INTEGER -> bounded(Schemas.of("integer", "int64"), field);
            case DECIMAL, PERCENT -> Schemas.oneOf(List.of(bounded(Schemas.of("number"), field), decimal()));
            case CURRENCY -> Schemas.oneOf(List.of(bounded(Schemas.of("number"), field), decimal(), money()));
            case LOOKUP, MEMBER -> Schemas.of("string", "uuid");
            case SELECT, DATE, DATE_TIME, BOOLEAN -> shown(field);
        };
    }

    private static ObjectNode text(FieldModel field) {
        FieldDefinition definition = field.definition();
        ObjectNode schema = Schemas.of("string");
        int longest = field.type() == FieldType.LONG_TEXT ? LONGEST_LONG_TEXT : LONGEST_TEXT;
        schema.put("maxLength", definition.maxLength() == null ? longest : definition.maxLength());
        if (field.required()) {
            schema.put("minLength", 1);
        }
        if (definition.pattern() != null) {
            schema.put("x-java-pattern", definition.pattern());
        }
        if (field.type() == FieldType.EMAIL) {
            schema.put("format", "email");
        } else if (field.type() == FieldType.URL) {
            schema.put("format", "uri");
        }
        return schema;
    }

    private static ObjectNode bounded(ObjectNode schema, FieldModel field) {
        bound(schema, "minimum", field.definition().min());
        bound(schema, "maximum", field.definition().max());
        return schema;
    }

    private static void bound(ObjectNode schema, String keyword, @Nullable BigDecimal bound) {
        if (bound != null) {
            schema.put(keyword, bound);
        }
    }

    private static ObjectNode decimal() {
        return Schemas.of("string").put("pattern", DECIMAL);
    }

    private static ObjectNode money() {
        ObjectNode money = Schemas.closed();
        Schemas.member(money, "amount", decimal(), true);
        Schemas.member(money, "currency", Schemas.of("string").put("pattern", "^[A-Z]{3}$"), true);
        return money;
    }

    private static ObjectNode named() {
        ObjectNode named = Schemas.closed();
        Schemas.member(named, "id", Schemas.of("string", "uuid"), true);
        Schemas.member(named, "name", Schemas.of("string"), true);
        return named;
    }
}
