package io.ripeline.record;

import io.ripeline.refusal.Refused;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.springframework.dao.DataAccessException;

/// What became of one of several records that were to be written in one transaction.
public sealed interface Attempt {

    /// It was written.
    record Made(Written written) implements Attempt {}

    /// It was refused, and nothing of it stays.
    record Failed(Refused refused) implements Attempt {}

    /// Writes one record so that a refusal takes nothing else with it. Failures of the database that no value caused
    /// pass through.
    static Attempt of(DSLContext sql, Supplier<Written> write) {
        Savepoint savepoint = Savepoint.set(sql);
        try {
            Written written = write.get();
            savepoint.release();
            return new Made(written);
        } catch (Refused refused) {
            savepoint.undo();
            return new Failed(refused);
        } catch (DataAccessException broken) {
            savepoint.undo();
            return new Failed(Unstorable.refusal(broken));
        }
    }
}
