package io.ripeline.timeline;

import io.ripeline.database.Ids;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectModel;
import io.ripeline.json.StrictJson;
import io.ripeline.record.FieldView;
import io.ripeline.record.Masked;
import io.ripeline.record.Session;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Past values as the reader sees them: as they were, covered, or not at all.
final class ShownValues {

    /// The values of a write, before it and after.
    record Sides(JsonNode before, JsonNode after) {}

    private final Session session;

    ShownValues(Session session) {
        this.session = session;
    }

    Sides sides(String before, String after) {
        return new Sides(StrictJson.MAPPER.readTree(before), StrictJson.MAPPER.readTree(after));
    }

    /// What some fields were and became, of those that the reader knows of.
    Map<String, Object> changes(ObjectModel object, Collection<String> fields, Sides sides) {
        FieldView view = FieldView.of(session, object);
        Map<String, Object> changes = new LinkedHashMap<>();
        for (String key : fields) {
            object.field(key).filter(view::knows).ifPresent(field -> {
                Map<String, Object> change = new LinkedHashMap<>();
                change.put("before", value(view, field, sides.before().get(key)));
                change.put("after", value(view, field, sides.after().get(key)));
                changes.put(key, change);
            });
        }
        return changes;
    }

    private Optional<Object> value(FieldView view, FieldModel field, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!view.reads(field)) {
            return Optional.of(Masked.of(field, value.isString() ? value.stringValue() : value));
        }
        if (field.type() == FieldType.MEMBER) {
            return Optional.of(named(value));
        }
        boolean plain = value.isString() && (field.type() == FieldType.INTEGER || field.type() == FieldType.BOOLEAN);
        return Optional.of(plain ? StrictJson.MAPPER.readTree(value.stringValue()) : value);
    }

    /// A member among the values of a write; nobody where none stands there.
    @Nullable
    Object member(JsonNode side, String key) {
        JsonNode value = side.get(key);
        return value == null
                        || !value.isString()
                        || Ids.parse(value.stringValue()).isEmpty()
                ? null
                : named(value);
    }

    private Object named(JsonNode id) {
        return Ids.parse(id.stringValue())
                .<Object>map(member -> Map.of(
                        "id", member, "name", session.caller().directory().nameOf(member)))
                .orElse(id);
    }
}
