package io.ripeline.expression;

import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a source means, kept while memory lasts: reading it again takes some tens of microseconds, and a company has
/// hundreds of expressions of which few are asked at any time.
abstract class Understanding {

    /// What an expression reads and what it is in the terms both targets need.
    record Meaning(Needs needs, List<Problem> unpushable, Term term) {}

    private final String source;
    private final Vocabulary vocabulary;
    private volatile @Nullable Reference<Meaning> kept;

    Understanding(String source, Vocabulary vocabulary, Meaning meaning) {
        this.source = source;
        this.vocabulary = vocabulary;
        this.kept = new SoftReference<>(meaning);
        vocabulary.understood(this);
    }

    final Meaning meaning() {
        Reference<Meaning> reference = kept;
        Meaning known = reference == null ? null : reference.get();
        if (known == null) {
            known = Expressions.meaning(source, vocabulary);
            kept = new SoftReference<>(known);
        }
        return known;
    }

    /// Lets go of what can be read again.
    final void forget() {
        kept = null;
    }

    /// What was written.
    public final String source() {
        return source;
    }

    /// The keys of the record it reads, also by `has`, each once, in the order of their first appearance.
    public final List<String> fields() {
        return needs().own();
    }

    /// Whether it can be asked in SQL too.
    public final boolean isPushable() {
        return unpushable().isEmpty();
    }

    /// What has to be fetched before it is computed.
    public final Needs needs() {
        return meaning().needs();
    }

    /// Whether it reads `now`, `today` or `me`, so that what it says changes though the record does not.
    public final boolean readsMoment() {
        return needs().moment();
    }

    final List<Problem> unpushable() {
        return meaning().unpushable();
    }

    final Term pushable() {
        if (!isPushable()) {
            throw new IllegalStateException("SQL cannot say " + source + ": "
                    + unpushable().getFirst().message().en());
        }
        return meaning().term();
    }

    @Override
    public final String toString() {
        return source;
    }
}
