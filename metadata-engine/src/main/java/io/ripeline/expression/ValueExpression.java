package io.ripeline.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// A checked value over one kind of record, ready to be computed for a record and as a column in SQL.
///
/// Made by [Expressions#checkValue]; immutable and safe to share between threads. Both targets give the same value for
/// the same record: see the package.
public final class ValueExpression implements CheckedValue {
    private final String source;
    private final ValueKind kind;
    private final Needs needs;
    private final List<Problem> unpushable;
    private final Term term;

    ValueExpression(String source, ValueKind kind, Needs needs, List<Problem> unpushable, Term term) {
        this.source = source;
        this.kind = kind;
        this.needs = needs;
        this.unpushable = unpushable;
        this.term = term;
    }

    /// What was written.
    public String source() {
        return source;
    }

    /// What it yields.
    public ValueKind kind() {
        return kind;
    }

    /// The keys of the record it reads, also by `has`, each once, in the order of their first appearance.
    public List<String> fields() {
        return needs.own();
    }

    /// Whether it can be asked in SQL too.
    public boolean isPushable() {
        return unpushable.isEmpty();
    }

    /// What has to be fetched before it is computed.
    public Needs needs() {
        return needs;
    }

    /// Whether it reads `now`, `today` or `me`, so that its value changes though the record does not.
    public boolean readsMoment() {
        return needs.moment();
    }

    /// The value for one record, of the type its [ValueKind] says; none where a value it needs is absent or cannot be
    /// computed.
    ///
    /// @throws ClassCastException if a value is not of the type its [ValueKind] says
    public Optional<Object> value(Facts facts) {
        return Optional.ofNullable(new Interpreter(facts).value(term)).map(this::ofKind);
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
        requirePushable();
        return new SqlWriter(moment).value(kind, term);
    }

    private void requirePushable() {
        if (!isPushable()) {
            throw new IllegalStateException("SQL cannot say " + source + ": "
                    + unpushable.getFirst().message().en());
        }
    }

    @Override
    public String toString() {
        return source;
    }
}
