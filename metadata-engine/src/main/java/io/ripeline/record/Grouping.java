package io.ripeline.record;

import static io.ripeline.record.RecordError.MEASURE_INVALID;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import io.ripeline.refusal.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// What records are grouped by: a value, or the part of the calendar that a date falls into.
///
/// @param name the field's key, or the name of a system value
record Grouping(String name, Field<?> column, @Nullable Part part) {

    enum Part {
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Part> byKey(String key) {
            for (Part part : values()) {
                if (part.key().equals(key)) {
                    return Optional.of(part);
                }
            }
            return Optional.empty();
        }
    }

    /// The grouping a client asked for; refuses with `unknown-field` or `measure-invalid`.
    static Grouping of(ObjectModel object, String asked) {
        int colon = asked.indexOf(':');
        String name = name(asked);
        Field<?> column = column(object, name);
        if (colon < 0) {
            return new Grouping(name, column, null);
        }
        Part part = Part.byKey(asked.substring(colon + 1)).orElseThrow(() -> refusal(asked));
        if (column.getType() != LocalDate.class && column.getType() != Instant.class) {
            throw refusal(asked);
        }
        return new Grouping(name, column, part);
    }

    /// The field that a grouping names.
    static String name(String asked) {
        int colon = asked.indexOf(':');
        return colon < 0 ? asked : asked.substring(0, colon);
    }

    private static io.ripeline.refusal.Refused refusal(String asked) {
        return MEASURE_INVALID.at(
                "/groupBy",
                Text.of(
                        "\"%s\" is no grouping: only a date may be followed by :day, :week, :month, :quarter or :year.",
                        "无法按“%s”分组：仅日期字段可加 :day、:week、:month、:quarter 或 :year。", asked));
    }

    private static Field<?> column(ObjectModel object, String name) {
        return switch (name) {
            case SystemNames.OWNER_ID -> object.columns().ownerId();
            case SystemNames.CREATED_BY -> object.columns().createdBy();
            case SystemNames.UPDATED_BY -> object.columns().updatedBy();
            case SystemNames.CREATED_AT -> object.columns().createdAt();
            case SystemNames.UPDATED_AT -> object.columns().updatedAt();
            default -> ofField(object, name);
        };
    }

    private static Field<?> ofField(ObjectModel object, String name) {
        FieldModel field = object.field(name)
                .orElseThrow(() -> RecordError.UNKNOWN_FIELD.at(
                        "/groupBy",
                        Text.of("The object %s has no field \"%s\".", "对象 %s 没有字段“%s”。", object.key(), name)));
        if (!field.type().hasOrder()) {
            throw MEASURE_INVALID.at(
                    "/groupBy", Text.of("Records with several options cannot be grouped by them.", "多选字段不能用于分组。"));
        }
        return field.column();
    }

    /// What the rows are grouped by. The zone stands in the statement itself: a bind value would be another one each
    /// time it is named.
    Field<?> key(ZoneId zone) {
        if (part == null) {
            return column;
        }
        Field<?> local = column.getType() == Instant.class
                ? DSL.field("{0} AT TIME ZONE {1}", column, DSL.inline(zone.getId()))
                : DSL.field("{0}::timestamp", column);
        return DSL.field("date_trunc({0}, {1})::date", SQLDataType.LOCALDATE, DSL.inline(part.key()), local);
    }
}
