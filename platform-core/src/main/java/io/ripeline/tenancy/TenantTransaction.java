package io.ripeline.tenancy;

import io.ripeline.database.KeptStatement;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/// An open transaction that can reach one company's schema only.
public final class TenantTransaction {

    private final Tenant tenant;
    private final DSLContext sql;
    private final int configVersion;
    private final long memberRevision;
    private final Instant now;
    private final @Nullable Runnable again;
    private final Deque<Runnable> lastSteps = new ArrayDeque<>();
    private boolean over;
    private int writes;

    /// @param again begins it anew where it only reads and its last statement has ended it; absent where it may write
    TenantTransaction(
            Tenant tenant,
            DSLContext sql,
            int configVersion,
            long memberRevision,
            Instant now,
            @Nullable Runnable again) {
        this.tenant = tenant;
        this.sql = sql;
        this.configVersion = configVersion;
        this.memberRevision = memberRevision;
        this.now = now;
        this.again = again;
    }

    /// The company.
    public Tenant tenant() {
        return tenant;
    }

    /// Runs in this transaction as the company's role.
    public DSLContext sql() {
        if (over && again != null) {
            over = false;
            again.run();
        }
        return sql;
    }

    /// The rows of a statement after which most likely nothing more is read: it ends a transaction that only
    /// reads in the same way there and back. What is read after it all the same sees the database as it is
    /// then, as each statement does.
    ///
    /// @param columns of the rows, in their order
    public Result<Record> last(KeptStatement.Filled statement, List<Field<?>> columns) {
        DSLContext open = sql();
        if (again == null) {
            return KeptStatement.fetch(open, statement, columns);
        }
        over = true;
        return KeptStatement.fetch(open, statement.followedBy("COMMIT"), columns);
    }

    /// The number of the published definition as of this transaction; 0 before the first one.
    public int configVersion() {
        return configVersion;
    }

    /// Grows with every change of the company's members.
    public long memberRevision() {
        return memberRevision;
    }

    /// The instant the transaction began, the same for everything it writes.
    public Instant now() {
        return now;
    }

    /// How often records were written in it until now, those among them that were undone.
    public int writes() {
        return writes;
    }

    /// Counts a write of one or many records.
    public void wrote() {
        writes++;
    }

    /// Has a step taken when the work is done, still in the company's role. It is not taken where the work throws. A
    /// transaction of the platform around this one may commit much later, and as nobody's company.
    public void beforeEnd(Runnable step) {
        lastSteps.add(step);
    }

    void end() {
        while (!lastSteps.isEmpty()) {
            lastSteps.remove().run();
        }
    }
}
