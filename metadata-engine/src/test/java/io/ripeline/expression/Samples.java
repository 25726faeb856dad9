package io.ripeline.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// A deal to write expressions about, and the moment they are evaluated at.
final class Samples {
    static final String ME = "0198f3a0-0000-7000-8000-00000000000a";
    static final Moment MOMENT =
            new Moment(Instant.parse("2026-11-25T10:30:00.000001Z"), LocalDate.parse("2026-11-25"), ME);
    static final Vocabulary DEAL = new Vocabulary(List.of(
            name("stage", ValueKind.TEXT, SQLDataType.VARCHAR),
            name("note", ValueKind.TEXT, SQLDataType.VARCHAR),
            name("id", ValueKind.TEXT, SQLDataType.UUID),
            name("owner_id", ValueKind.TEXT, SQLDataType.UUID),
            name("amount", ValueKind.DECIMAL, SQLDataType.NUMERIC),
            name("discount", ValueKind.DECIMAL, SQLDataType.NUMERIC),
            name("seats", ValueKind.INTEGER, SQLDataType.BIGINT),
            name("visits", ValueKind.INTEGER, SQLDataType.BIGINT),
            name("closed_on", ValueKind.DATE, SQLDataType.LOCALDATE),
            name("expected_close", ValueKind.DATE, SQLDataType.LOCALDATE),
            name("created_at", ValueKind.DATE_TIME, SQLDataType.INSTANT),
            name("touched_at", ValueKind.DATE_TIME, SQLDataType.TIMESTAMPWITHTIMEZONE),
            name("active", ValueKind.BOOLEAN, SQLDataType.BOOLEAN),
            name("paid", ValueKind.BOOLEAN, SQLDataType.BOOLEAN),
            name("interests", ValueKind.TEXTS, SQLDataType.CLOB.array()),
            name("topics", ValueKind.TEXTS, SQLDataType.CLOB.array())));

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

    private Samples() {}

    private static Vocabulary.Name name(String key, ValueKind kind, DataType<?> type) {
        return new Vocabulary.Name(key, kind, column(key, type));
    }

    static Field<?> column(String key, DataType<?> type) {
        return DSL.field(DSL.name("t_acme", "deal", key), type);
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
        Map<String, Object> values = new HashMap<>(HALF_FILLED);
        List<Object> all = Arrays.asList(changes);
        for (int i = 0; i < all.size(); i += 2) {
            values.put((String) all.get(i), all.get(i + 1));
        }
        return expression(source).evaluate(facts(values));
    }
}
