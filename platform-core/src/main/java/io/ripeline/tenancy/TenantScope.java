package io.ripeline.tenancy;

import java.util.Locale;
import java.util.UUID;

/// For whom the running code works. Bound at three doors only: HTTP entry, job runner, event delivery; not seen by
/// other
/// threads, so each hop binds anew.
///
/// @param memberId the acting member of the company
/// @param locale the language of answers
/// @param requestId names the request in logs and problem documents
public record TenantScope(Tenant tenant, UUID memberId, Locale locale, String requestId) {

    private static final ScopedValue<TenantScope> CURRENT = ScopedValue.newInstance();

    /// The scope of the running code; outside of one this is a bug.
    public static TenantScope current() {
        if (!CURRENT.isBound()) {
            throw new IllegalStateException("No company is bound here: enter through one of the three doors");
        }
        return CURRENT.get();
    }

    /// Whether a scope is bound.
    public static boolean isBound() {
        return CURRENT.isBound();
    }

    /// Runs the work in this scope.
    public <T, X extends Throwable> T call(ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    /// Runs the work in this scope.
    public void run(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }
}
