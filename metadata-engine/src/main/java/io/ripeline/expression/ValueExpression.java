package io.ripeline.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// A checked value over one kind of record, ready to be computed for a record and as a column in SQL.
///
/// Made by [Expressions#checkValue]; immutable and safe to share between threads. Both targets give the same value for
/// the same record: see the package.
public final class ValueExpression extends Understanding implements CheckedValue {
    private final ValueKind kind;

    ValueExpression(String source, Vocabulary vocabulary, ValueKind kind, Meaning meaning) {
        super(source, vocabulary, meaning);
        this.kind = kind;
    }

    /// What it yields.
    public ValueKind kind() {
        return kind;
    }

    /// The value for one record, of the type its [ValueKind] says; none where a value it needs is absent or cannot be
    /// computed. Refuses with `expression-too-slow` what takes longer than a second.
    ///
    /// @throws ClassCastException if a value is not of the type its [ValueKind] says
    public Optional<Object> value(Facts facts) {
        return Optional.ofNullable(
                        new Interpreter(facts, source()).value(meaning().term()))
                .map(this::ofKind);
    }

    private Object ofKind(Object value) {
        return switch (kind) {
            case TEXT, INTEGER, DATE_TIME, BOOLEAN, TEXTS -> value;
            case DECIMAL -> value instanceof Long integer ? BigDecimal.valueOf(integer) : value;
            case DATE -> LocalDate.ofInstant((Instant) value, ZoneOffset.UTC);
        };
    }

    /// The same as a column expression over the columns of the vocabulary, every constant a bind variable; NULL where
    /// there is no value. Its type in Java is what [ValueKind] says, with `String[]` for texts.
    ///
    /// @throws IllegalStateException if it is not [pushable][#isPushable]
    public Field<? extends @Nullable Object> field(Moment moment) {
        return new SqlWriter(moment).value(kind, pushable());
    }
}
