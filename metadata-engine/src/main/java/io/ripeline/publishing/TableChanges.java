package io.ripeline.publishing;

import static io.ripeline.publishing.PublishingError.TABLES_BUSY;

import io.ripeline.database.Ids;
import io.ripeline.definition.Model;
import io.ripeline.job.Jobs;
import io.ripeline.publishing.Published.FollowUpJob;
import io.ripeline.record.Session;
import io.ripeline.refusal.Text;
import io.ripeline.schema.Conversions;
import io.ripeline.schema.SchemaChanges;
import io.ripeline.schema.SchemaPlan;
import io.ripeline.schema.TableGrowth;
import io.ripeline.schema.TableWork;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantTransaction;
import io.ripeline.tenancy.TenantTransactions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Component;

/// What a publish does to the tables, in the order that keeps everybody served.
@Component
class TableChanges {

    private static final Duration LOCK_LIMIT = Duration.ofMillis(200);

    private final TenantTransactions transactions;
    private final TableGrowth growth;
    private final Conversions conversions;
    private final TableWork work;
    private final Jobs jobs;

    TableChanges(
            TenantTransactions transactions, TableGrowth growth, Conversions conversions, TableWork work, Jobs jobs) {
        this.transactions = transactions;
        this.growth = growth;
        this.conversions = conversions;
        this.work = work;
        this.jobs = jobs;
    }

    /// Refuses with `config-conflict` where another publish of the company is going on; else none begins until the
    /// transaction ends.
    void keepOtherPublishersOut(TenantTransaction transaction) {
        boolean alone = transaction
                .sql()
                .fetchSingle(
                        "SELECT pg_try_advisory_xact_lock(hashtextextended({0}, 1))",
                        DSL.val(transaction.tenant().schema()))
                .get(0, Boolean.class);
        if (!alone) {
            throw Turns.conflict();
        }
    }

    /// Makes columns and converts values while the version before is served; refuses with `value-not-convertible`,
    /// `values-not-unique` or `tables-busy`.
    ///
    /// @param valuesGo whether writers that know the version before could write what the next one has not
    void prepare(Session session, SchemaPlan plan, List<ValueMapping> mappings, boolean valuesGo) {
        Tenant tenant = session.transaction().tenant();
        try {
            // First, since what this transaction reads later it keeps from being altered.
            growth.grow(tenant.schema(), plan);
            new Losses(session, plan, mappings).orRefuse();
            conversions.fill(tenant, session.model(), plan.conversions());
            if (valuesGo || plan.outdatesWriters()) {
                transactions.holdBackWriters(session.transaction());
                Conversions.finish(session.transaction(), session.model(), plan.conversions());
            }
        } catch (CannotAcquireLockException busy) {
            throw TABLES_BUSY.because(Text.of("The tables are busy; try again in a moment.", "数据表正忙，请稍后重试。"));
        }
    }

    /// Makes the changes that come into force with the version.
    void change(Session session, SchemaPlan plan, int number) {
        TenantTransaction transaction = session.transaction();
        transactions.onPlatform(transaction, () -> {
            transaction.sql().execute("SET LOCAL lock_timeout = " + LOCK_LIMIT.toMillis());
            SchemaChanges changes =
                    new SchemaChanges(transaction.sql(), transaction.tenant().schema(), number);
            changes.apply(plan.changes());
            changes.giveUpAbandoned();
            return true;
        });
    }

    /// Queues what is left to do, where anything is.
    Optional<FollowUpJob> queueTheRest(TenantTransaction transaction, SchemaPlan plan, Model next) {
        boolean left = plan.leavesWork()
                || work.toEmpty(transaction.sql()) > 0
                || work.missing(transaction.sql(), transaction.tenant().schema(), next) > 0;
        if (!left) {
            return Optional.empty();
        }
        UUID id = jobs.queue(transaction, FinishTables.KIND, Ids.next());
        return Optional.of(new FollowUpJob(id, FinishTables.KIND));
    }
}
