package io.ripeline.publishing;

import static io.ripeline.publishing.PublishingError.CONFIG_CONFLICT;
import static io.ripeline.publishing.PublishingError.TABLES_BUSY;

import io.ripeline.definition.Columns;
import io.ripeline.definition.Compiler;
import io.ripeline.definition.ConfigVersions;
import io.ripeline.definition.Definition;
import io.ripeline.definition.Model;
import io.ripeline.definition.Problem;
import io.ripeline.expression.CheckedTrees;
import io.ripeline.json.StrictJson;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import io.ripeline.schema.SchemaPlan;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Makes a draft the version in force. What takes long comes before, while the version before is served: new
/// columns, conversions. What others must not see by halves is one short transaction: which field stands where,
/// the records that a mapping moves, the version. What may come later is a job (ADR 0018). Of several
/// publishers of one company one goes on and the others are refused at once with `config-conflict`.
@Component
public class PublishDraft {

    private static final int ATTEMPTS = 8;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(150);

    private final Sessions sessions;
    private final Drafts drafts;
    private final ConfigVersions versions;
    private final Turns turns;
    private final TableChanges tables;
    private final Records records;
    private final FieldLimit fieldLimit;
    private final ApplicationEventPublisher events;

    PublishDraft(
            Sessions sessions,
            Drafts drafts,
            ConfigVersions versions,
            Turns turns,
            TableChanges tables,
            Records records,
            FieldLimit fieldLimit,
            ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.drafts = drafts;
        this.versions = versions;
        this.turns = turns;
        this.tables = tables;
        this.records = records;
        this.fieldLimit = fieldLimit;
        this.events = events;
    }

    /// What is to come into force.
    private record Order(String document, String note, List<ValueMapping> mappings) {}

    /// Publishes the draft; refuses with `config-conflict`, `config-invalid`, `value-in-use`, `migration-invalid`,
    /// `value-not-convertible`, `values-not-unique` or, where others keep the tables locked throughout,
    /// `tables-busy`.
    public Published publish(String note, List<ValueMapping> mappings) {
        return published(session -> {
            Draft draft = drafts.current(session);
            requireBase(draft.baseVersion(), session);
            if (draft.revision() == 0) {
                throw CONFIG_CONFLICT.because(Text.of(
                        "There is no draft to publish: version %d is in force as it is.",
                        "没有可发布的草稿：当前生效的是版本 %d。", draft.baseVersion()));
            }
            Published published = put(session, new Order(draft.document(), note, mappings), () -> {
                if (!drafts.current(session).tag().equals(draft.tag())) {
                    throw CONFIG_CONFLICT.because(Text.of(
                            "The draft was edited while it was being published; check it again.", "发布期间草稿被修改，请重新检查。"));
                }
            });
            drafts.discard(session);
            return published;
        });
    }

    /// Puts an old version in force again, as a new one, by the same checks. A draft stays, to be discarded by
    /// whoever edits it.
    public Published republish(int number, String note) {
        return published(session -> {
            requireBase(session.transaction().configVersion(), session);
            String document = versions.document(session.transaction(), number);
            return put(session, new Order(document, note, List.of()), () -> {});
        });
    }

    private void requireBase(int base, Session session) {
        requireBase(base, versions.head(session.transaction()), session);
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

    /// @param unchanged refuses where what was ordered is no longer what it was, once nobody can change it
    private Published put(Session session, Order order, Runnable unchanged) {
        TenantTransaction transaction = session.transaction();
        Definition definition = StrictJson.read(order.document(), Definition.class);
        int number = transaction.configVersion() + 1;
        String schema = transaction.tenant().schema();
        Columns standing = versions.columns(transaction, transaction.configVersion());
        CheckedTrees trees = new CheckedTrees();
        Model shape = Compiler.model(definition, number, schema, standing, trees);
        SchemaPlan plan = SchemaPlan.of(transaction, session.model(), shape);
        List<Problem> problems = new ArrayList<>(plan.problems());
        problems.addAll(RolesInUse.problems(session, shape));
        problems.addAll(fieldLimit.problems(shape));
        if (!problems.isEmpty()) {
            throw Compiler.refusal(problems);
        }
        Model next = plan.columns().equals(standing)
                ? shape
                : Compiler.model(definition, number, schema, plan.columns(), trees);
        RemovedValues removed = new RemovedValues(session, next, order.mappings());
        tables.prepare(session, plan, order.mappings(), removed.any());
        requireBase(transaction.configVersion(), versions.lockHead(transaction), session);
        unchanged.run();
        tables.change(session, plan, number);
        removed.map(records);
        ConfigVersions.Entry entry =
                new ConfigVersions.Entry(number, session.caller().member().id(), order.note(), transaction.now());
        versions.publish(transaction, entry, order.document(), plan.columns(), trees);
        VersionPublished event = new VersionPublished(transaction, session.model(), next);
        tables.queueTheRest(transaction, plan, next).ifPresent(event::goesOn);
        events.publishEvent(event);
        return new Published(entry, event.jobs());
    }

    private Published published(Function<Session, Published> publish) {
        return turns.alone(turn -> persistently(() -> sessions.write(session -> {
            session.caller().requireAdmin();
            turn.begin(session);
            tables.keepOtherPublishersOut(session.transaction());
            return publish.apply(session);
        })));
    }

    private static <T> T persistently(Supplier<T> attempt) {
        for (int round = 1; ; round++) {
            try {
                return attempt.get();
            } catch (CannotAcquireLockException | QueryTimeoutException busy) {
                // Inside of a transaction that was begun before, nothing can be tried again.
                if (round == ATTEMPTS || TransactionSynchronizationManager.isActualTransactionActive()) {
                    throw TABLES_BUSY.because(Text.of("The tables are busy; try again in a moment.", "数据表正忙，请稍后重试。"));
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE.toNanos()));
            }
        }
    }
}
