package io.ripeline.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.expression.Vocabulary.About;
import io.ripeline.expression.Vocabulary.Link;
import io.ripeline.expression.Vocabulary.Name;
import io.ripeline.expression.Vocabulary.Related;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// A deal to write expressions about, with its customer, the deal it renews, its contacts, activities and renewals;
/// and the moment they are evaluated at.
final class Samples {
    static final String ME = "0198f3a0-0000-7000-8000-00000000000a";
    static final Moment MOMENT =
            new Moment(Instant.parse("2026-11-25T10:30:00.000001Z"), LocalDate.parse("2026-11-25"), ME);
    /// The same moment in companies around the world.
    static final List<Moment> MOMENTS = Stream.of(
                    "Asia/Shanghai", "America/New_York", "Pacific/Auckland", "Asia/Kolkata", "UTC", "+05:45", "-03:30")
            .map(ZoneId::of)
            .map(zone -> new Moment(
                    MOMENT.now(), MOMENT.now().atZone(zone).toLocalDate(), ME, "won", zone, WorkingDays.WEEKDAYS))
            .toList();

    static final Vocabulary CUSTOMER = new Vocabulary(names(
            "customer",
            Map.of("id", ValueKind.TEXT, "owner_id", ValueKind.TEXT),
            "grade text, phone text, employees integer, credit decimal, since date, seen_at date_time, vip boolean,"
                    + " tags texts"));
    static final Vocabulary CONTACT = new Vocabulary(names(
            "contact",
            Map.of("id", ValueKind.TEXT, "deal", ValueKind.TEXT),
            "role text, email text, level integer, score decimal, born date, met_at date_time, leads boolean,"
                    + " topics texts"));
    static final Vocabulary ACTIVITY = new Vocabulary(names(
            "activity",
            Map.of("id", ValueKind.TEXT, "subject_id", ValueKind.TEXT),
            "kind text, outcome text, length integer, started_at date_time"));
    static final Vocabulary DEAL = new Vocabulary(
            names(
                    "deal",
                    Map.of(
                            "id", ValueKind.TEXT,
                            "owner_id", ValueKind.TEXT,
                            "customer", ValueKind.TEXT,
                            "original", ValueKind.TEXT),
                    "stage text, note text, amount decimal, discount decimal, seats integer, visits integer,"
                            + " closed_on date, expected_close date, created_at date_time, touched_at date_time_offset,"
                            + " active boolean, paid boolean, interests texts, topics texts"),
            List.of(
                    related("customer", "customer", () -> CUSTOMER, "id", "customer", null),
                    related("original", "deal", () -> Samples.DEAL, "id", "original", null)),
            List.of(
                    related("contacts", "contact", () -> CONTACT, "deal", "id", null),
                    related("renewals", "deal", () -> Samples.DEAL, "original", "id", null),
                    related(
                            "activities",
                            "activity",
                            () -> ACTIVITY,
                            "subject_id",
                            "id",
                            new About(column("activity", "subject_object", SQLDataType.VARCHAR), "deal"))));

    /// A deal with a value for about half of the names.
    static final Map<String, Object> HALF_FILLED = Map.of(
            "stage",
            "won",
            "id",
            "0198f3a0-0000-7000-8000-000000000001",
            "owner_id",
            ME,
            "amount",
            new BigDecimal("1250.50"),
            "seats",
            7L,
            "closed_on",
            LocalDate.parse("2026-11-20"),
            "created_at",
            Instant.parse("2026-11-01T08:00:00Z"),
            "active",
            true,
            "interests",
            List.of("won", "a"));

    /// The same deal of a customer, renewing another deal.
    static final Map<String, Object> HALF_FILLED_WITH_LINKS = with(
            HALF_FILLED,
            "customer",
            "0198f3a0-0000-7000-8000-0000000000c1",
            "original",
            "0198f3a0-0000-7000-8000-0000000000d1");

    private Samples() {}

    private static List<Name> names(String table, Map<String, ValueKind> ids, String others) {
        List<Name> names = new ArrayList<>();
        new TreeMap<>(ids).forEach((key, kind) -> names.add(new Name(key, kind, column(table, key, SQLDataType.UUID))));
        for (String each : others.split(", ", -1)) {
            String[] words = each.split(" ", -1);
            names.add(
                    switch (words[1]) {
                        case "text" -> name(table, words[0], ValueKind.TEXT, SQLDataType.VARCHAR);
                        case "integer" -> name(table, words[0], ValueKind.INTEGER, SQLDataType.BIGINT);
                        case "decimal" -> name(table, words[0], ValueKind.DECIMAL, SQLDataType.NUMERIC);
                        case "date" -> name(table, words[0], ValueKind.DATE, SQLDataType.LOCALDATE);
                        case "date_time" -> name(table, words[0], ValueKind.DATE_TIME, SQLDataType.INSTANT);
                        case "date_time_offset" ->
                            name(table, words[0], ValueKind.DATE_TIME, SQLDataType.TIMESTAMPWITHTIMEZONE);
                        case "boolean" -> name(table, words[0], ValueKind.BOOLEAN, SQLDataType.BOOLEAN);
                        default -> name(table, words[0], ValueKind.TEXTS, SQLDataType.CLOB.array());
                    });
        }
        return names;
    }

    private static Name name(String table, String key, ValueKind kind, DataType<?> type) {
        return new Name(key, kind, column(table, key, type));
    }

    static Name name(String table, String key, ValueKind kind) {
        return name(table, key, kind, kind == ValueKind.TEXT ? SQLDataType.VARCHAR : SQLDataType.INSTANT);
    }

    private static Related related(
            String key, String object, Supplier<Vocabulary> names, String theirs, String own, @Nullable About about) {
        return new Related(
                key,
                object,
                names,
                new Link(
                        DSL.table(DSL.name("t_acme", object)),
                        column(object, theirs, SQLDataType.UUID),
                        column("deal", own, SQLDataType.UUID),
                        column(object, "deleted_at", SQLDataType.INSTANT),
                        about));
    }

    static <T> Field<T> column(String table, String key, DataType<T> type) {
        return DSL.field(DSL.name("t_acme", table, key), type);
    }

    static Expression expression(String source) {
        Checked checked = Expressions.check(source, DEAL);
        assertThat(checked).as(source).isInstanceOf(Expression.class);
        return (Expression) checked;
    }

    static ValueExpression value(String source) {
        CheckedValue checked = Expressions.checkValue(source, DEAL);
        assertThat(checked).as(source).isInstanceOf(ValueExpression.class);
        return (ValueExpression) checked;
    }

    static List<Problem> problems(String source) {
        Checked checked = Expressions.check(source, DEAL);
        assertThat(checked).isInstanceOf(Rejection.class);
        return ((Rejection) checked).problems();
    }

    static Facts facts(Map<String, Object> values) {
        return new Facts(values, MOMENT.now(), MOMENT.today(), MOMENT.me());
    }

    /// What `source` says about the half filled deal with these names changed or added.
    static Verdict verdict(String source, Object... changes) {
        return expression(source).evaluate(facts(with(HALF_FILLED, changes)));
    }

    private static Map<String, Object> with(Map<String, Object> others, Object... changes) {
        Map<String, Object> values = new HashMap<>(others);
        List<Object> all = Arrays.asList(changes);
        for (int i = 0; i < all.size(); i += 2) {
            values.put((String) all.get(i), all.get(i + 1));
        }
        return values;
    }
}
