package io.ripeline.record;

import io.ripeline.definition.Model;
import io.ripeline.identity.Members;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.TenantTransaction;
import org.springframework.stereotype.Component;

/// Opens sessions for the acting member of the current scope within transactions that stand.
@Component
public class Callers {

    private final Members members;
    private final SharedObjects shared;

    Callers(Members members, SharedObjects shared) {
        this.members = members;
        this.shared = shared;
    }

    /// A session of the acting member; refuses with `member-inactive` one who may not act.
    public Session session(TenantTransaction transaction, Model model) {
        Caller caller = Caller.of(
                TenantScope.current().memberId(),
                members.directory(transaction),
                new Sight.Place(transaction, model, shared));
        return new Session(transaction, model, caller);
    }

    /// The same for what follows from a write that was allowed, on behalf of a member who may have left the company
    /// meanwhile.
    public Session following(TenantTransaction transaction, Model model) {
        Caller caller = Caller.onBehalfOf(
                TenantScope.current().memberId(),
                members.directory(transaction),
                new Sight.Place(transaction, model, shared));
        return new Session(transaction, model, caller);
    }
}
