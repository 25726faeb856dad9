package io.ripeline.record;

import org.jooq.DSLContext;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// A point of a transaction to which it can go back: also what waits for its end is forgotten then.
final class Savepoint {

    private final DSLContext sql;

    private Savepoint(DSLContext sql) {
        this.sql = sql;
    }

    static Savepoint set(DSLContext sql) {
        Savepoint savepoint = new Savepoint(sql);
        sql.execute("SAVEPOINT one_of_many");
        TransactionSynchronizationManager.getSynchronizations().forEach(each -> each.savepoint(savepoint));
        return savepoint;
    }

    /// Keeps what was done since.
    void release() {
        sql.execute("RELEASE SAVEPOINT one_of_many");
    }

    /// Undoes what was done since.
    void undo() {
        sql.execute("ROLLBACK TO SAVEPOINT one_of_many; RELEASE SAVEPOINT one_of_many");
        TransactionSynchronizationManager.getSynchronizations().forEach(each -> each.savepointRollback(this));
    }
}
