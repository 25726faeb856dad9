package io.ripeline.search;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.database.Ids;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import io.ripeline.job.Jobs;
import io.ripeline.job.RecordsDone;
import io.ripeline.publishing.Published.FollowUpJob;
import io.ripeline.publishing.VersionPublished;
import io.ripeline.record.RecordsNumbered;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.tenancy.TenantTransaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The job that makes the index of standing records after a publish that changed what they are found by, and after the
/// upgrade that brought the index. Goes through each table in the order of ids, a chunk a transaction.
@Component
class FillSearch implements JobHandler {

    static final String KIND = "fill-search";
    private static final int CHUNK = 500;

    private static final Table<Record> FILLING = table(name("_search_filling"));
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<UUID> BEHIND = field(name("behind"), SQLDataType.UUID);

    private final Sessions sessions;
    private final Jobs jobs;

    FillSearch(Sessions sessions, Jobs jobs) {
        this.sessions = sessions;
        this.jobs = jobs;
    }

    private record Part(String object, @Nullable UUID behind) {}

    @EventListener
    void on(VersionPublished published) {
        TenantTransaction transaction = published.transaction();
        List<String> changed = new ArrayList<>();
        for (ObjectModel object : published.after().objects()) {
            published
                    .before()
                    .find(object.key())
                    .filter(before -> !SearchedFields.signature(before).equals(SearchedFields.signature(object)))
                    .ifPresent(before -> changed.add(object.key()));
        }
        for (String object : changed) {
            transaction
                    .sql()
                    .insertInto(FILLING)
                    .columns(OBJECT)
                    .values(object)
                    .onConflict(OBJECT)
                    .doUpdate()
                    .setNull(BEHIND)
                    .execute();
        }
        if (!changed.isEmpty()) {
            published.goesOn(new FollowUpJob(jobs.queue(transaction, KIND, Ids.next()), KIND));
        }
    }

    /// A number is sought like a name, whenever it was given.
    @EventListener
    void on(RecordsNumbered numbered) {
        ObjectModel object = numbered.object();
        Condition those = object.columns().id().eq(DSL.any(numbered.records().toArray(new UUID[0])));
        int many = numbered.records().size();
        SearchIndex.store(numbered.transaction(), entries(numbered.transaction(), object, those, many));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public RecordsDone run(Job job, JobProgress progress) {
        long records = 0;
        Optional<Part> part = sessions.platform(FillSearch::next);
        while (part.isPresent()) {
            Part going = part.get();
            records += sessions.platform(session -> step(session, going));
            progress.report(records, records);
            part = sessions.platform(FillSearch::next);
        }
        return new RecordsDone(records);
    }

    private static Optional<Part> next(Session session) {
        return session.transaction()
                .sql()
                .select(OBJECT, BEHIND)
                .from(FILLING)
                .orderBy(OBJECT)
                .limit(1)
                .fetchOptional(row -> new Part(row.value1(), row.value2()));
    }

    /// Does a chunk and answers how many records it had.
    private static int step(Session session, Part part) {
        Map<UUID, SearchIndex.Entry> entries = session.model()
                .find(part.object())
                .map(object -> entries(session.transaction(), object, behind(object, part.behind()), CHUNK))
                .orElse(Map.of());
        SearchIndex.store(session.transaction(), entries);
        Condition still = OBJECT.eq(part.object()).and(BEHIND.isNotDistinctFrom(part.behind()));
        if (entries.isEmpty()) {
            session.transaction().sql().deleteFrom(FILLING).where(still).execute();
        } else {
            UUID last = List.copyOf(entries.keySet()).getLast();
            session.transaction()
                    .sql()
                    .update(FILLING)
                    .set(BEHIND, last)
                    .where(still)
                    .execute();
        }
        return entries.size();
    }

    private static Condition behind(ObjectModel object, @Nullable UUID id) {
        return id == null ? DSL.noCondition() : object.columns().id().gt(id);
    }

    /// The next of some records, locked against writers until they are stored.
    private static Map<UUID, SearchIndex.Entry> entries(
            TenantTransaction transaction, ObjectModel object, Condition some, int most) {
        List<FieldModel> fields = SearchedFields.of(object);
        List<Field<?>> columns = new ArrayList<>(List.of(object.columns().id()));
        fields.forEach(each -> columns.add(each.column()));
        Map<UUID, SearchIndex.Entry> entries = new LinkedHashMap<>();
        transaction
                .sql()
                .select(columns)
                .from(object.table())
                .where(some)
                .orderBy(object.columns().id())
                .limit(most)
                .forShare()
                .fetch()
                .forEach(row -> entries.put(
                        row.get(object.columns().id()), SearchIndex.entry(object, fields, values(fields, row))));
        return entries;
    }

    private static Map<String, Object> values(List<FieldModel> fields, Record row) {
        Map<String, Object> values = new HashMap<>();
        fields.forEach(each -> {
            Object value = row.get(each.column());
            if (value != null) {
                values.put(each.key(), value);
            }
        });
        return values;
    }
}
