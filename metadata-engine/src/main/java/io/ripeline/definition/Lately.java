package io.ripeline.definition;

import java.lang.ref.SoftReference;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What can be made again at any time: kept while memory lasts, so that who asks often does not wait and a model that
/// is seldom asked for keeps little.
///
/// @param <T> something immutable that threads may share
final class Lately<T> {

    private final Supplier<T> making;
    private volatile @Nullable SoftReference<T> kept;

    Lately(Supplier<T> making) {
        this.making = making;
    }

    T get() {
        SoftReference<T> reference = kept;
        T known = reference == null ? null : reference.get();
        if (known == null) {
            known = Objects.requireNonNull(making.get());
            kept = new SoftReference<>(known);
        }
        return known;
    }

    void forget() {
        kept = null;
    }
}
