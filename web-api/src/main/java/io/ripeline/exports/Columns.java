package io.ripeline.exports;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import io.ripeline.record.FieldView;
import io.ripeline.record.RecordError;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The columns of an export, as the reader may see them and in her language.
final class Columns {

    private static final String OWNER = "owner";
    private static final List<String> ALWAYS = List.of(OWNER, SystemNames.CREATED_AT, SystemNames.CREATED_BY);

    /// The columns that are no fields of an object; called as imports know them.
    private static final Map<String, Text> SYSTEM = Map.of(
            OWNER,
            Text.of("Owner", "负责人"),
            SystemNames.ID,
            Text.of("ID", "编号 ID"),
            SystemNames.VERSION,
            Text.of("Version", "版本"),
            SystemNames.CREATED_AT,
            Text.of("Created at", "创建时间"),
            SystemNames.CREATED_BY,
            Text.of("Created by", "创建人"),
            SystemNames.UPDATED_AT,
            Text.of("Updated at", "更新时间"),
            SystemNames.UPDATED_BY,
            Text.of("Updated by", "更新人"));

    private final ObjectModel object;
    private final FieldView view;
    private final CellValues cells;
    private final Locale locale;
    private final Set<String> taken = new HashSet<>();

    Columns(Session session, ObjectModel object, Locale locale) {
        this.object = object;
        this.view = FieldView.of(session, object);
        this.cells = new CellValues(session, view, locale);
        this.locale = locale;
    }

    /// The columns asked for; refuses with `unknown-field`, pointing into them.
    ///
    /// @param subjects the objects that records are about, each with how its records are called by then
    List<Column> of(@Nullable List<String> fields, Map<String, Map<UUID, String>> subjects) {
        List<Column> columns = new ArrayList<>();
        if (fields == null) {
            subjects.forEach((about, names) -> columns.add(subject(about, names)));
            object.all().stream().filter(view::knows).forEach(field -> columns.add(field(field)));
            ALWAYS.forEach(key -> columns.add(system(key)));
            return columns;
        }
        for (int index = 0; index < fields.size(); index++) {
            columns.add(named(fields.get(index), "/fields/" + index));
        }
        if (columns.isEmpty()) {
            throw unknown("", "/fields");
        }
        return columns;
    }

    private Column named(String key, String pointer) {
        Optional<FieldModel> field = object.field(key).filter(view::knows);
        if (field.isPresent()) {
            return field(field.get());
        }
        if (!SYSTEM.containsKey(key) || object.field(key).isPresent()) {
            throw unknown(key, pointer);
        }
        return system(key);
    }

    private Refused unknown(String key, String pointer) {
        return RecordError.UNKNOWN_FIELD.at(
                pointer, Text.of("The object %s has no field \"%s\".", "对象 %s 没有字段“%s”。", object.key(), key));
    }

    private Column field(FieldModel field) {
        String label = field.definition().label().text().in(locale);
        return new Column(once(label, field.key()), record -> cells.of(field, record));
    }

    private Column system(String key) {
        String label = SYSTEM.getOrDefault(key, Text.of(key, key)).in(locale);
        return new Column(once(label, key), record -> system(key, record));
    }

    private @Nullable Object system(String key, StoredRecord record) {
        return switch (key) {
            case OWNER -> cells.member(record.ownerId());
            case SystemNames.ID -> record.id().toString();
            case SystemNames.VERSION -> (long) record.version();
            case SystemNames.CREATED_AT -> cells.time(record.createdAt());
            case SystemNames.CREATED_BY -> cells.member(record.createdBy());
            case SystemNames.UPDATED_AT -> cells.time(record.updatedAt());
            case SystemNames.UPDATED_BY -> cells.member(record.updatedBy());
            default -> throw new IllegalStateException("No column is called " + key);
        };
    }

    /// What records are about, called as imports know it.
    private Column subject(String about, Map<UUID, String> names) {
        return new Column(once("subject." + about, about), record -> {
            Subject subject = record.subject();
            return subject != null && subject.object().equals(about) ? names.get(subject.id()) : null;
        });
    }

    /// A name that no other column has.
    private String once(String label, String key) {
        String name = taken.add(label) ? label : label + " (" + key + ")";
        taken.add(name);
        return name;
    }

    /// Places for the names of the objects that records may be about.
    static Map<String, Map<UUID, String>> places(List<String> objects) {
        Map<String, Map<UUID, String>> places = new java.util.LinkedHashMap<>();
        objects.forEach(each -> places.put(each, new HashMap<>()));
        return places;
    }
}
