package io.ripeline.record;

import io.ripeline.definition.Model;
import io.ripeline.definition.Models;
import io.ripeline.identity.Members;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.TenantTransaction;
import io.ripeline.tenancy.TenantTransactions;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Opens transactions with the model in force and the acting member at hand.
@Component
public class Sessions {

    private final TenantTransactions transactions;
    private final Models models;
    private final Members members;

    Sessions(TenantTransactions transactions, Models models, Members members) {
        this.transactions = transactions;
        this.models = models;
        this.members = members;
    }

    /// Runs the work in a read-only transaction.
    public <T> T read(Function<Session, T> work) {
        return transactions.read(transaction -> work.apply(open(transaction)));
    }

    /// Runs the work in a transaction that commits unless the work throws.
    public <T> T write(Function<Session, T> work) {
        return transactions.write(transaction -> work.apply(open(transaction)));
    }

    /// Runs a step of the platform's own in a transaction that commits unless the work throws, on behalf of a member who
    /// may have left the company meanwhile.
    public <T> T platform(Function<Session, T> work) {
        return transactions.write(transaction -> {
            Model model = models.of(transaction);
            Caller caller = Caller.onBehalfOf(TenantScope.current().memberId(), model, members.directory(transaction));
            return work.apply(new Session(transaction, model, caller));
        });
    }

    private Session open(TenantTransaction transaction) {
        Model model = models.of(transaction);
        Caller caller = Caller.of(TenantScope.current().memberId(), model, members.directory(transaction));
        return new Session(transaction, model, caller);
    }
}
