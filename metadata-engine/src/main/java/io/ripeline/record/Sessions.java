package io.ripeline.record;

import io.ripeline.definition.Models;
import io.ripeline.tenancy.TenantTransaction;
import io.ripeline.tenancy.TenantTransactions;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Opens transactions with the model in force and the acting member at hand.
@Component
public class Sessions {

    private static final String DEADLOCK = "40P01";
    private static final int ATTEMPTS = 5;

    private final TenantTransactions transactions;
    private final Models models;
    private final Callers callers;

    Sessions(TenantTransactions transactions, Models models, Callers callers) {
        this.transactions = transactions;
        this.models = models;
        this.callers = callers;
    }

    /// Runs the work in a read-only transaction.
    public <T> T read(Function<Session, T> work) {
        return transactions.read(transaction -> work.apply(open(transaction)));
    }

    /// Runs the work in a transaction that commits unless the work throws. Where two transactions wait for each other,
    /// PostgreSQL ends one of them: then nothing of it was written, and it is run again.
    public <T> T write(Function<Session, T> work) {
        return again(() -> transactions.write(transaction -> work.apply(open(transaction))));
    }

    /// Runs a step of the platform's own in a transaction that commits unless the work throws, on behalf of a member
    /// who may have left the company meanwhile.
    public <T> T platform(Function<Session, T> work) {
        return again(() ->
                transactions.write(transaction -> work.apply(callers.following(transaction, models.of(transaction)))));
    }

    private static <T> T again(Supplier<T> transaction) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return transaction.get();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (PessimisticLockingFailureException failure) {
                if (attempt == ATTEMPTS || !isDeadlock(failure)) {
                    throw failure;
                }
            }
        }
    }

    private static boolean isDeadlock(PessimisticLockingFailureException failure) {
        return failure.getMostSpecificCause() instanceof SQLException cause && DEADLOCK.equals(cause.getSQLState());
    }

    private Session open(TenantTransaction transaction) {
        return callers.session(transaction, models.of(transaction));
    }
}
