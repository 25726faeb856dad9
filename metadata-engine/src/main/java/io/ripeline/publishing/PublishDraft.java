package io.ripeline.publishing;

import static io.ripeline.publishing.PublishingError.CONFIG_CONFLICT;
import static io.ripeline.publishing.PublishingError.TABLES_BUSY;

import io.ripeline.definition.Compiler;
import io.ripeline.definition.ConfigVersions;
import io.ripeline.definition.Definition;
import io.ripeline.definition.Model;
import io.ripeline.definition.Problem;
import io.ripeline.json.StrictJson;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import io.ripeline.schema.SchemaChanges;
import io.ripeline.schema.SchemaPlan;
import io.ripeline.tenancy.TenantTransaction;
import io.ripeline.tenancy.TenantTransactions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;

/// Makes a draft the version in force: compile, change tables, map removed values, store, in one transaction.
/// Publishers
/// of one company come one after another; who began from an older version is refused with `config-conflict`.
@Component
public class PublishDraft {

    private static final int ATTEMPTS = 8;
    private static final Duration LOCK_LIMIT = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(150);

    private final Sessions sessions;
    private final Drafts drafts;
    private final ConfigVersions versions;
    private final TenantTransactions transactions;
    private final Records records;
    private final FieldLimit fieldLimit;
    private final ApplicationEventPublisher events;

    PublishDraft(
            Sessions sessions,
            Drafts drafts,
            ConfigVersions versions,
            TenantTransactions transactions,
            Records records,
            FieldLimit fieldLimit,
            ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.drafts = drafts;
        this.versions = versions;
        this.transactions = transactions;
        this.records = records;
        this.fieldLimit = fieldLimit;
        this.events = events;
    }

    /// Publishes the draft; refuses with `config-conflict`, `config-invalid`, `value-in-use`, `migration-invalid` or,
    /// where
    /// readers keep the tables locked throughout, `tables-busy`.
    public ConfigVersions.Entry publish(String note, List<ValueMapping> mappings) {
        return published(() -> sessions.write(session -> {
            session.caller().requireAdmin();
            int inForce = versions.lockHead(session.transaction());
            Draft draft = drafts.current(session);
            requireBase(draft.baseVersion(), inForce, session);
            if (draft.revision() == 0) {
                throw CONFIG_CONFLICT.because(Text.of(
                        "There is no draft to publish: version %d is in force as it is.",
                        "没有可发布的草稿：当前生效的是版本 %d。", inForce));
            }
            ConfigVersions.Entry entry = put(session, draft.document(), note, mappings);
            drafts.discard(session);
            return entry;
        }));
    }

    /// Puts an old version in force again, as a new one, by the same checks. A draft stays, to be discarded by whoever
    /// edits it.
    public ConfigVersions.Entry republish(int number, String note) {
        return published(() -> sessions.write(session -> {
            session.caller().requireAdmin();
            int inForce = versions.lockHead(session.transaction());
            requireBase(session.transaction().configVersion(), inForce, session);
            return put(session, versions.document(session.transaction(), number), note, List.of());
        }));
    }

    private static void requireBase(int base, int inForce, Session session) {
        if (base != inForce || session.transaction().configVersion() != inForce) {
            throw CONFIG_CONFLICT
                    .because(Text.of(
                            "Version %d was published since this draft began from version %d; discard or rebase the draft.",
                            "自草稿基于的版本（%2$d）之后已发布版本 %1$d，请放弃草稿或重新编辑。", inForce, base))
                    .with("version", inForce);
        }
    }

    private ConfigVersions.Entry put(Session session, String document, String note, List<ValueMapping> mappings) {
        TenantTransaction transaction = session.transaction();
        Definition definition = StrictJson.read(document, Definition.class);
        int number = transaction.configVersion() + 1;
        Model next = Compiler.model(definition, number, transaction.tenant().schema());
        SchemaPlan plan = SchemaPlan.of(transaction, next);
        List<Problem> problems = new java.util.ArrayList<>(plan.problems());
        problems.addAll(RolesInUse.problems(session, next));
        problems.addAll(fieldLimit.problems(next));
        if (!problems.isEmpty()) {
            throw Compiler.refusal(problems);
        }
        transactions.onPlatform(transaction, () -> {
            transaction.sql().execute("SET LOCAL lock_timeout = " + LOCK_LIMIT.toMillis());
            new SchemaChanges(transaction.sql(), transaction.tenant().schema()).apply(plan.changes());
            return true;
        });
        new RemovedValues(session, next, mappings).map(records);
        ConfigVersions.Entry entry =
                new ConfigVersions.Entry(number, session.caller().member().id(), note, transaction.now());
        versions.publish(transaction, entry, document);
        events.publishEvent(new VersionPublished(transaction, session.model(), next));
        return entry;
    }

    private static <T> T published(Supplier<T> attempt) {
        for (int round = 1; ; round++) {
            try {
                return attempt.get();
            } catch (CannotAcquireLockException | QueryTimeoutException busy) {
                if (round == ATTEMPTS) {
                    throw TABLES_BUSY.because(Text.of("The tables are busy; try again in a moment.", "数据表正忙，请稍后重试。"));
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE.toNanos()));
            }
        }
    }
}
