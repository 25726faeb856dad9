package io.ripeline.duplicate;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import io.ripeline.job.Jobs;
import io.ripeline.job.RecordsDone;
import io.ripeline.publishing.Published.FollowUpJob;
import io.ripeline.publishing.VersionPublished;
import io.ripeline.record.AllRecords;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.record.StoredRecord;
import io.ripeline.schema.TableWork;
import io.ripeline.tenancy.TenantTransaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The job that gives standing records their keys after a publish that changed the rules of their object. Until it is
/// done, a record that it has not come to is not found.
@Component
class FillDuplicateKeys implements JobHandler {

    static final String KIND = "fill-duplicate-keys";
    private static final int CHUNK = 500;
    private static final Table<?> FILLING = table(name("_duplicate_filling"));
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<Long> SIGNATURE = field(name("signature"), SQLDataType.BIGINT);
    private static final Field<UUID> BEHIND = field(name("behind"), SQLDataType.UUID);
    private static final Field<Long> DONE = field(name("done"), SQLDataType.BIGINT);

    private final Sessions sessions;
    private final AllRecords records;
    private final TableWork tables;
    private final Jobs jobs;

    FillDuplicateKeys(Sessions sessions, AllRecords records, TableWork tables, Jobs jobs) {
        this.sessions = sessions;
        this.records = records;
        this.tables = tables;
        this.jobs = jobs;
    }

    /// An object whose records are being gone through.
    private record Entry(
            String object, long signature, @Nullable UUID behind, long done) {}

    @EventListener
    void on(VersionPublished published) {
        boolean any = false;
        for (ObjectModel object : published.after().objects()) {
            long signature = signature(object);
            long before = published
                    .before()
                    .find(object.key())
                    .map(FillDuplicateKeys::signature)
                    .orElse(0L);
            if (signature != before) {
                note(published.transaction(), object.key(), signature);
                any = true;
            }
        }
        if (any) {
            published.goesOn(new FollowUpJob(jobs.queue(published.transaction(), KIND, Ids.next()), KIND));
        }
    }

    private static long signature(ObjectModel object) {
        return object.duplicates().stream()
                .mapToLong(rule -> Comparison.salt(object, rule))
                .reduce(0, (some, next) -> some + Hashing.mix(next));
    }

    private static void note(TenantTransaction transaction, String object, long signature) {
        transaction
                .sql()
                .insertInto(FILLING)
                .set(OBJECT, object)
                .set(SIGNATURE, signature)
                .set(DONE, 0L)
                .onConflict(OBJECT)
                .doUpdate()
                .set(SIGNATURE, signature)
                .setNull(BEHIND)
                .set(DONE, 0L)
                .execute();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public RecordsDone run(Job job, JobProgress progress) {
        // Whoever began under an older version writes no keys for the new rules.
        tables.outlastOlderTransactions();
        long filled = 0;
        Optional<Entry> entry = next();
        while (entry.isPresent()) {
            int count = chunk(entry.get());
            filled += count;
            progress.report(filled, filled);
            entry = next();
        }
        return new RecordsDone(filled);
    }

    private Optional<Entry> next() {
        return sessions.platform(session -> session.transaction()
                .sql()
                .select(OBJECT, SIGNATURE, BEHIND, DONE)
                .from(FILLING)
                .orderBy(OBJECT)
                .limit(1)
                .fetchOptional(row -> new Entry(row.value1(), row.value2(), row.value3(), row.value4())));
    }

    private int chunk(Entry entry) {
        return sessions.platform(session -> {
            List<StoredRecord> chunk = session.model()
                    .find(entry.object())
                    .map(object -> filled(session, object, entry))
                    .orElse(List.of());
            if (chunk.isEmpty()) {
                session.transaction()
                        .sql()
                        .deleteFrom(FILLING)
                        .where(still(entry))
                        .execute();
            } else {
                session.transaction()
                        .sql()
                        .update(FILLING)
                        .set(BEHIND, chunk.getLast().id())
                        .set(DONE, entry.done() + chunk.size())
                        .where(still(entry))
                        .execute();
            }
            return chunk.size();
        });
    }

    private List<StoredRecord> filled(Session session, ObjectModel object, Entry entry) {
        List<StoredRecord> chunk = records.locked(session, object, entry.behind(), CHUNK);
        Map<UUID, Set<Long>> keys = new LinkedHashMap<>();
        chunk.forEach(record -> keys.put(record.id(), KeepKeys.keys(object, record)));
        DuplicateKeys stored = new DuplicateKeys(session.transaction());
        stored.removeAll(keys.keySet());
        stored.add(keys);
        return chunk;
    }

    private static Condition still(Entry entry) {
        return OBJECT.eq(entry.object())
                .and(SIGNATURE.eq(entry.signature()))
                .and(BEHIND.isNotDistinctFrom(entry.behind()));
    }
}
