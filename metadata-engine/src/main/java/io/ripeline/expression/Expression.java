package io.ripeline.expression;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;

/// A checked condition over one kind of record, ready to run on a record and as a filter in SQL.
///
/// Made by [Expressions#check]; immutable and safe to share between threads. Both targets give the same verdict on the
/// same values: see the package.
public final class Expression extends Understanding implements Checked {

    Expression(String source, Vocabulary vocabulary, Meaning meaning) {
        super(source, vocabulary, meaning);
    }

    /// What it says about one record. Refuses with `expression-too-slow` what takes longer than a second.
    ///
    /// @throws ClassCastException if a value is not of the type its [ValueKind] says
    public Verdict evaluate(Facts facts) {
        Object value = new Interpreter(facts, source()).value(meaning().term());
        if (value == null) {
            return Verdict.NONE;
        }
        return (Boolean) value ? Verdict.TRUE : Verdict.FALSE;
    }

    /// Whether the record meets it; without a verdict it does not.
    public boolean holds(Facts facts) {
        return evaluate(facts) == Verdict.TRUE;
    }

    /// The names of the record that it wants to be equal to something known before, in the order written.
    public List<String> pinned() {
        List<String> pinned = new ArrayList<>();
        pinned(meaning().term(), pinned);
        return List.copyOf(pinned);
    }

    private static void pinned(Term term, List<String> pinned) {
        if (term instanceof Term.Both both) {
            pinned(both.left(), pinned);
            pinned(both.right(), pinned);
        } else if (term instanceof Term.Comparison comparison && comparison.relation() == Term.Relation.EQUAL) {
            boolean turned = comparison.left() instanceof Term.Known;
            Term known = turned ? comparison.left() : comparison.right();
            Term read = turned ? comparison.right() : comparison.left();
            if (known instanceof Term.Known && read instanceof Term.Column column) {
                pinned.add(column.name().key());
            }
        }
    }

    /// The same as a condition on the columns of the vocabulary, every value a bind variable.
    ///
    /// It is NULL where there is no verdict, which WHERE takes as not met. Negate it only as `(…) IS NOT TRUE`, or
    /// write `!holds(…)` in the expression: NOT would lose the records without a verdict.
    ///
    /// @throws IllegalStateException if it is not [pushable][#isPushable]
    public Condition condition(Moment moment) {
        return new SqlWriter(moment).condition(pushable());
    }
}
