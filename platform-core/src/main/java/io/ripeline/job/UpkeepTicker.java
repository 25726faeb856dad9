package io.ripeline.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.ripeline.database.Ids;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantState;
import io.ripeline.tenancy.Tenants;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Queues each company's daily chores soon after its day has begun. One node at a time looks (ADR 0025); which day was
/// queued last stands in the database, so that no day is queued twice, and days of a standstill are made up by one run.
@Component
public class UpkeepTicker implements SmartLifecycle {

    /// The states in which a company has work done for it.
    static final String[] WRITABLE = Arrays.stream(TenantState.values())
            .filter(TenantState::writable)
            .map(TenantState::name)
            .toArray(String[]::new);

    private static final String EVERY_TEN_MINUTES = "0 */10 * * * *";

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final Tenants tenants;
    private final Clock clock;
    private final Alarms alarms;
    private final TransactionTemplate transaction;
    private @Nullable Scheduler scheduler;

    UpkeepTicker(
            DataSource dataSource,
            JdbcClient jdbc,
            Tenants tenants,
            Clock clock,
            Alarms alarms,
            PlatformTransactionManager transactions) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.tenants = tenants;
        this.clock = clock;
        this.alarms = alarms;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void start() {
        RecurringTask<Void> ticks =
                Tasks.recurring("upkeep", Schedules.cron(EVERY_TEN_MINUTES)).execute((instance, context) -> tick());
        Scheduler begun = Scheduler.create(dataSource)
                .tableName("platform.scheduled_tasks")
                .startTasks(ticks)
                .threads(1)
                .build();
        begun.start();
        scheduler = begun;
    }

    @Override
    public void stop() {
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    /// Queues what is due now.
    public void tick() {
        tenants.all().stream().filter(tenant -> tenant.state().writable()).forEach(this::queue);
        transaction.executeWithoutResult(status -> alarms.ring());
    }

    private void queue(Tenant tenant) {
        LocalDate today = tenant.dateAt(clock.instant());
        transaction.executeWithoutResult(status -> {
            if (isNew(tenant, today)) {
                founder(tenant).ifPresent(member -> queue(tenant, member));
            }
        });
    }

    private boolean isNew(Tenant tenant, LocalDate today) {
        return jdbc.sql("""
                        INSERT INTO platform.upkeep AS known (tenant_id, day) VALUES (?, ?)
                        ON CONFLICT (tenant_id) DO UPDATE SET day = excluded.day WHERE known.day < excluded.day""").params(tenant.id(), today).update() == 1;
    }

    private Optional<UUID> founder(Tenant tenant) {
        return jdbc.sql("SELECT member_id FROM platform.membership WHERE tenant_id = ? ORDER BY member_id LIMIT 1")
                .param(tenant.id())
                .query(UUID.class)
                .optional();
    }

    private void queue(Tenant tenant, UUID member) {
        jdbc.sql("""
                        INSERT INTO platform.job (id, tenant_id, member_id, kind, subject_id, state, done, attempts,
                                                  created_at)
                        VALUES (?, ?, ?, ?, ?, 'queued', 0, 0, ?)""")
                .params(Ids.next(), tenant.id(), member, DailyUpkeep.KIND, tenant.id(), Timestamp.from(clock.instant()))
                .update();
    }
}
