package io.ripeline.tenancy;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jooq.DSLContext;

/// An open transaction that can reach one company's schema only.
public final class TenantTransaction {

    private final Tenant tenant;
    private final DSLContext sql;
    private final int configVersion;
    private final long memberRevision;
    private final Instant now;
    private final Deque<Runnable> lastSteps = new ArrayDeque<>();
    private int writes;

    TenantTransaction(Tenant tenant, DSLContext sql, int configVersion, long memberRevision, Instant now) {
        this.tenant = tenant;
        this.sql = sql;
        this.configVersion = configVersion;
        this.memberRevision = memberRevision;
        this.now = now;
    }

    /// The company.
    public Tenant tenant() {
        return tenant;
    }

    /// Runs in this transaction as the company's role.
    public DSLContext sql() {
        return sql;
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
