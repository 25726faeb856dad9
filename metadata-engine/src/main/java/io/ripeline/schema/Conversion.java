package io.ripeline.schema;

import static io.ripeline.schema.Quoting.literal;
import static io.ripeline.schema.Quoting.quote;

import io.ripeline.definition.Choice;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.schema.SchemaChange.ChangeType;
import io.ripeline.tenancy.Tenant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How the values of a field become values of its new type, in SQL. What cannot be told becomes no value.
final class Conversion {

    private static final String NOTHING = "NULL";
    private static final String WHOLE_NUMBER = "^[+-]?[0-9]{1,18}$";
    private static final String NUMBER = "^[+-]?[0-9]{1,60}([.][0-9]{1,60})?$";
    private static final String DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
    private static final String DATE_TIME =
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})$";

    private final Tenant tenant;
    private final Model inForce;
    private final ChangeType change;
    private final String column;
    private final @Nullable FieldType from;

    /// @param inForce knows what the old values mean
    Conversion(Tenant tenant, Model inForce, ChangeType change) {
        this.tenant = tenant;
        this.inForce = inForce;
        this.change = change;
        this.column = quote(change.before().value());
        this.from = ColumnTypes.read(change.fromType()).orElse(null);
    }

    /// The old value.
    String before() {
        return column;
    }

    /// The new value, computed from a row of the object's table.
    String after() {
        String value = from == null ? NOTHING : converted(change.field().type(), from);
        return "(" + value + ")::" + ColumnTypes.of(change.field().type());
    }

    private String converted(FieldType to, FieldType old) {
        return switch (to) {
            case TEXT, LONG_TEXT, PHONE, EMAIL, URL -> text(old);
            case INTEGER -> integer(old);
            case DECIMAL, CURRENCY, PERCENT -> number(old);
            case DATE -> date(old);
            case DATE_TIME -> dateTime(old);
            case BOOLEAN -> truth(old);
            case SELECT -> option(old);
            case MULTI_SELECT -> options(old);
            case LOOKUP, MEMBER, AUTO_NUMBER -> NOTHING;
        };
    }

    private String text(FieldType old) {
        return switch (old) {
            case TEXT, LONG_TEXT, PHONE, EMAIL, URL, AUTO_NUMBER -> column;
            case MULTI_SELECT -> "nullif(array_to_string(%s, ', '), '')".formatted(column);
            case INTEGER, BOOLEAN -> column + "::text";
            case DECIMAL, CURRENCY, PERCENT -> "trim_scale(%s)::text".formatted(column);
            case DATE -> "to_char(%s, 'YYYY-MM-DD')".formatted(column);
            case DATE_TIME -> "to_char(%s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')".formatted(column);
            case SELECT -> labels();
            case LOOKUP -> nameOfTarget();
            case MEMBER ->
                "(SELECT pointed.name FROM %s pointed WHERE pointed.id = %s)"
                        .formatted(Quoting.table(tenant.schema(), "_member"), column);
        };
    }

    private String labels() {
        String cases = choices(change.from()).stream()
                .map(choice -> "WHEN %s THEN %s"
                        .formatted(literal(choice.key()), literal(choice.label().in(tenant.locale()))))
                .collect(Collectors.joining(" "));
        return cases.isEmpty() ? column : "CASE %s %s ELSE %s END".formatted(column, cases, column);
    }

    private String nameOfTarget() {
        Optional<ObjectModel> target =
                Optional.ofNullable(change.from()).flatMap(FieldModel::target).flatMap(inForce::find);
        FieldModel name = target.map(ObjectModel::nameField).orElse(null);
        return target.isEmpty() || name == null
                ? NOTHING
                : "(SELECT pointed.%s FROM %s pointed WHERE pointed.id = %s)"
                        .formatted(
                                quote(name.column().getName()),
                                Quoting.table(tenant.schema(), target.get().key()),
                                column);
    }

    private String integer(FieldType old) {
        if (old.isText()) {
            return "CASE WHEN btrim(%1$s) ~ '%2$s' THEN btrim(%1$s)::bigint END".formatted(column, WHOLE_NUMBER);
        }
        if (old == FieldType.BOOLEAN) {
            return column + "::integer";
        }
        return old.isNumber()
                ? "CASE WHEN %1$s = trunc(%1$s) AND abs(%1$s) < 1e18 THEN %1$s::bigint END".formatted(column)
                : NOTHING;
    }

    private String number(FieldType old) {
        if (old.isText()) {
            return "CASE WHEN btrim(%1$s) ~ '%2$s' THEN btrim(%1$s)::numeric END".formatted(column, NUMBER);
        }
        return old.isNumber() ? column : NOTHING;
    }

    private String date(FieldType old) {
        if (old.isText()) {
            return "CASE WHEN btrim(%1$s) ~ '%2$s' AND pg_input_is_valid(btrim(%1$s), 'date') THEN btrim(%1$s)::date END"
                    .formatted(column, DATE);
        }
        return old == FieldType.DATE_TIME ? "(%s AT TIME ZONE %s)::date".formatted(column, zone()) : NOTHING;
    }

    private String dateTime(FieldType old) {
        if (old.isText()) {
            return ("CASE WHEN btrim(%1$s) ~ '%2$s' AND pg_input_is_valid(btrim(%1$s), 'timestamptz')"
                            + " THEN btrim(%1$s)::timestamptz END")
                    .formatted(column, DATE_TIME);
        }
        return old == FieldType.DATE ? "%s::timestamp AT TIME ZONE %s".formatted(column, zone()) : NOTHING;
    }

    private String zone() {
        return literal(tenant.timeZone().getId());
    }

    private String truth(FieldType old) {
        if (old.isText()) {
            return """
                    CASE WHEN lower(btrim(%1$s)) IN ('true', 'yes', 'y', '1', '是') THEN true
                         WHEN lower(btrim(%1$s)) IN ('false', 'no', 'n', '0', '否') THEN false END""".formatted(column);
        }
        return old == FieldType.INTEGER ? "CASE %s WHEN 0 THEN false WHEN 1 THEN true END".formatted(column) : NOTHING;
    }

    private String option(FieldType old) {
        if (old == FieldType.MULTI_SELECT) {
            return "CASE WHEN cardinality(%1$s) = 1 AND %1$s[1] IN (%2$s) THEN %1$s[1] END".formatted(column, keys());
        }
        if (!old.isText()) {
            return NOTHING;
        }
        String cases = choices(change.field()).stream()
                .map(choice ->
                        "WHEN lower(btrim(%s)) IN (%s) THEN %s".formatted(column, words(choice), literal(choice.key())))
                .collect(Collectors.joining(" "));
        return cases.isEmpty() ? NOTHING : "CASE %s END".formatted(cases);
    }

    private String options(FieldType old) {
        return switch (old) {
            case SELECT -> "CASE WHEN %1$s IN (%2$s) THEN ARRAY[%1$s] END".formatted(column, keys());
            case TEXT, LONG_TEXT, PHONE, EMAIL, URL ->
                "CASE WHEN (%1$s) IS NOT NULL THEN ARRAY[%1$s] END".formatted(option(old));
            case INTEGER,
                    DECIMAL,
                    CURRENCY,
                    PERCENT,
                    DATE,
                    DATE_TIME,
                    BOOLEAN,
                    LOOKUP,
                    MEMBER,
                    AUTO_NUMBER,
                    MULTI_SELECT -> NOTHING;
        };
    }

    private String keys() {
        return choices(change.field()).stream()
                .map(choice -> literal(choice.key()))
                .collect(Collectors.joining(", ", "NULL, ", ""))
                .replaceFirst(", $", "");
    }

    private static String words(Choice choice) {
        return List.of(
                        choice.key(),
                        choice.label().text().en(),
                        choice.label().text().zh())
                .stream()
                .map(word -> literal(word.strip().toLowerCase(Locale.ROOT)))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Collection<Choice> choices(@Nullable FieldModel field) {
        return field == null ? List.of() : field.choices().values();
    }
}
