package io.ripeline.expression;

import java.util.List;
import org.jooq.Condition;

/// A checked condition over one kind of record, ready to run on a record and as a filter in SQL.
///
/// Made by [Expressions#check]; immutable and safe to share between threads. Both targets give the same verdict on the
/// same values: see the package.
public final class Expression implements Checked {
    private final String source;
    private final Needs needs;
    private final List<Problem> unpushable;
    private final Term term;

    Expression(String source, Needs needs, List<Problem> unpushable, Term term) {
        this.source = source;
        this.needs = needs;
        this.unpushable = unpushable;
        this.term = term;
    }

    /// What was written.
    public String source() {
        return source;
    }

    /// The keys it reads, also by `has`, each once, in the order of their first appearance.
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

    /// Whether it reads `now`, `today` or `me`, so that its verdict changes though the record does not.
    public boolean readsMoment() {
        return needs.moment();
    }

    /// What it says about one record.
    ///
    /// @throws ClassCastException if a value is not of the type its [ValueKind] says
    public Verdict evaluate(Facts facts) {
        Object value = new Interpreter(facts).value(term);
        if (value == null) {
            return Verdict.NONE;
        }
        return (Boolean) value ? Verdict.TRUE : Verdict.FALSE;
    }

    /// Whether the record meets it; without a verdict it does not.
    public boolean holds(Facts facts) {
        return evaluate(facts) == Verdict.TRUE;
    }

    /// The same as a condition on the columns of the vocabulary, every value a bind variable.
    ///
    /// It is NULL where there is no verdict, which WHERE takes as not met. Negate it only as `(…) IS NOT TRUE`, or
    /// write `!holds(…)` in the expression: NOT would lose the records without a verdict.
    ///
    /// @throws IllegalStateException if it is not [pushable][#isPushable]
    public Condition condition(Moment moment) {
        requirePushable();
        return new SqlWriter(moment).condition(term);
    }

    List<Problem> unpushable() {
        return unpushable;
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
