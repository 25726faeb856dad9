package io.ripeline.expression;

import org.jooq.Field;
import org.jooq.impl.DSL;

/// Takes away what lies outside the bounds of a type, writing the value once.
final class BoundSql {
    private static final String FIRST = "timestamptz '0001-01-01 00:00:00+00'";
    private static final String LAST = "timestamptz '10000-01-01 00:00:00+00'";

    private BoundSql() {}

    static Field<?> integer(Field<?> value) {
        return within(value, "-9223372036854775809", "9223372036854775808");
    }

    static Field<?> decimal(Field<?> value) {
        return within(value, "-1e38", "1e38");
    }

    static Field<?> time(Field<?> value) {
        return within(value, FIRST, LAST);
    }

    private static Field<?> within(Field<?> value, String least, String most) {
        return DSL.field("nullif(nullif(least(greatest({0}, %1$s), %2$s), %1$s), %2$s)".formatted(least, most), value);
    }
}
