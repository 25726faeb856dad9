package io.ripeline.impact;

import io.ripeline.tenancy.TenantTransaction;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.springframework.dao.QueryTimeoutException;

/// Counts within bounds: each count has its time, and so have all of them together. What would take longer is left
/// uncounted, and the transaction goes on.
public final class Counting {

    /// Counting takes too long; only ever caught here.
    static final class TooLong extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLong() {
            super("counting takes too long", null, false, false);
        }
    }

    private final TenantTransaction transaction;
    private final Duration each;
    private final long end;

    Counting(TenantTransaction transaction, Duration each, Duration all) {
        this.transaction = transaction;
        this.each = each;
        this.end = System.nanoTime() + all.toNanos();
    }

    /// The result of the work, or nothing where it takes too long. The work may read but must not write.
    public <T> Optional<T> within(Supplier<T> work) {
        long millis = Math.min(each.toMillis(), left().toMillis());
        if (millis <= 0) {
            return Optional.empty();
        }
        DSLContext sql = transaction.sql();
        sql.execute("SAVEPOINT counting");
        try {
            sql.execute("SET LOCAL statement_timeout = " + millis);
            return Optional.of(work.get());
        } catch (QueryTimeoutException | TooLong late) {
            return Optional.empty();
        } finally {
            // Takes the time limit back as well.
            sql.execute("ROLLBACK TO SAVEPOINT counting");
            sql.execute("RELEASE SAVEPOINT counting");
        }
    }

    /// What is left of the time for everything.
    private Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    /// When work that begins now and runs outside of the database must have ended.
    public Deadline deadline() {
        return new Deadline(Math.min(end, System.nanoTime() + each.toNanos()));
    }

    /// Until when work may go on.
    ///
    /// @param end by the clock of {@link System#nanoTime}
    public record Deadline(long end) {

        /// Gives up once the time is over; only for work within {@link Counting#within}.
        public void check() {
            if (System.nanoTime() > end) {
                throw new TooLong();
            }
        }
    }
}
