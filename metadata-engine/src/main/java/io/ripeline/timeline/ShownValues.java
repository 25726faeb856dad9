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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Past values as the reader sees them: as they were, covered, or not at all.
final class ShownValues {

    /// The values of a write, before it and after.
    record Past(JsonNode before, JsonNode after) {}

    private final Session session;

    ShownValues(Session session) {
        this.session = session;
    }

    Past past(String before, String after) {
        return new Past(StrictJson.MAPPER.readTree(before), StrictJson.MAPPER.readTree(after));
    }

    /// What some fields were and became, of those that the reader knows of.
    Map<String, Happening.Sides> changes(ObjectModel object, Collection<String> fields, Past past) {
        FieldView view = FieldView.of(session, object);
        Map<String, Happening.Sides> changes = new LinkedHashMap<>();
        for (String key : fields) {
            object.field(key)
                    .filter(view::knows)
                    .ifPresent(field -> changes.put(
                            key,
                            new Happening.Sides(
                                    value(view, field, past.before().get(key)),
                                    value(view, field, past.after().get(key)))));
        }
        return changes;
    }

    private @Nullable Object value(FieldView view, FieldModel field, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (!view.reads(field)) {
            return Masked.of(field, value.isString() ? value.stringValue() : value);
        }
        if (field.type() == FieldType.MEMBER) {
            Happening.Named member = named(value);
            return member == null ? value : member;
        }
        boolean plain = value.isString() && (field.type() == FieldType.INTEGER || field.type() == FieldType.BOOLEAN);
        return plain ? StrictJson.MAPPER.readTree(value.stringValue()) : value;
    }

    /// A member among the values of a write; nobody where none stands there.
    Happening.@Nullable Named member(JsonNode side, String key) {
        JsonNode value = side.get(key);
        return value == null || !value.isString() ? null : named(value);
    }

    private Happening.@Nullable Named named(JsonNode id) {
        return Ids.parse(id.stringValue())
                .map(member ->
                        new Happening.Named(member, session.caller().directory().nameOf(member)))
                .orElse(null);
    }
}
