package io.ripeline.publishing;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.database.Ids;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.Model;
import io.ripeline.definition.Models;
import io.ripeline.definition.ObjectModel;
import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import io.ripeline.job.Jobs;
import io.ripeline.publishing.Published.FollowUpJob;
import io.ripeline.record.Numbers;
import io.ripeline.record.RecordsNumbered;
import io.ripeline.tenancy.TenantTransaction;
import io.ripeline.tenancy.TenantTransactions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record4;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Numbers the records that were there before a field of automatic numbers: a few of them while the version is
/// published, many by a job. Their numbers are set aside at once, so that new records go on behind them.
@Component
class NumberRecords implements JobHandler {

    private static final String KIND = "number-records";
    private static final int AT_ONCE = 1_000;

    private static final Table<?> NUMBERING = table(name("_numbering"));
    private static final Field<UUID> ID = field(name("id"), SQLDataType.UUID);
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<String> FIELD = field(name("field"), SQLDataType.CLOB);
    private static final Field<Long> NEXT = field(name("next"), SQLDataType.BIGINT);
    private static final Field<Long> LAST = field(name("last"), SQLDataType.BIGINT);

    private final Jobs jobs;
    private final TenantTransactions transactions;
    private final Models models;
    private final ApplicationEventPublisher events;

    NumberRecords(Jobs jobs, TenantTransactions transactions, Models models, ApplicationEventPublisher events) {
        this.jobs = jobs;
        this.transactions = transactions;
        this.models = models;
        this.events = events;
    }

    @EventListener
    void on(VersionPublished published) {
        for (ObjectModel object : published.after().objects()) {
            for (FieldModel field : object.all()) {
                if (field.type() == FieldType.AUTO_NUMBER && isNew(published.before(), object, field)) {
                    begin(published, object, field);
                }
            }
        }
    }

    private static boolean isNew(Model before, ObjectModel object, FieldModel field) {
        return before.find(object.key())
                .flatMap(known -> known.field(field.key()))
                .filter(known -> known.type() == FieldType.AUTO_NUMBER)
                .isEmpty();
    }

    private void begin(VersionPublished published, ObjectModel object, FieldModel field) {
        TenantTransaction transaction = published.transaction();
        long count = Numbers.missing(transaction, object, field);
        if (count == 0) {
            return;
        }
        long first = Numbers.reserve(transaction, object, field, count);
        if (count <= AT_ONCE) {
            fill(transaction, object, field, first, AT_ONCE);
            return;
        }
        UUID id = Ids.next();
        transaction
                .sql()
                .insertInto(NUMBERING)
                .set(ID, id)
                .set(OBJECT, object.key())
                .set(FIELD, field.key())
                .set(NEXT, first)
                .set(LAST, first + count - 1)
                .execute();
        published.goesOn(new FollowUpJob(jobs.queue(transaction, KIND, id), KIND));
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// Numbers the records in steps. How far it has come commits with each step, so it may begin again at any time.
    /// How many records got a number.
    record Done(long numbered) {}

    @Override
    public Done run(Job job, JobProgress progress) {
        long done = 0;
        while (true) {
            Step step = transactions.write(transaction -> step(transaction, job.subjectId()));
            if (step.numbered() == 0) {
                return new Done(done);
            }
            done += step.numbered();
            progress.report(done, done + step.left());
        }
    }

    private int fill(TenantTransaction transaction, ObjectModel object, FieldModel field, long first, int most) {
        List<UUID> records = Numbers.fill(transaction, object, field, first, most);
        if (!records.isEmpty()) {
            events.publishEvent(new RecordsNumbered(transaction, object, records));
        }
        return records.size();
    }

    private record Step(int numbered, long left) {}

    private Step step(TenantTransaction transaction, UUID id) {
        Optional<Record4<String, String, Long, Long>> numbering = transaction
                .sql()
                .select(OBJECT, FIELD, NEXT, LAST)
                .from(NUMBERING)
                .where(ID.eq(id))
                .forUpdate()
                .fetchOptional();
        if (numbering.isEmpty()) {
            return new Step(0, 0);
        }
        long next = numbering.get().value3();
        int most = (int) Math.min(AT_ONCE, numbering.get().value4() - next + 1);
        Optional<ObjectModel> object =
                models.of(transaction).find(numbering.get().value1());
        Optional<FieldModel> field = object.flatMap(
                        found -> found.field(numbering.get().value2()))
                .filter(found -> found.type() == FieldType.AUTO_NUMBER);
        int numbered =
                field.isEmpty() || most == 0 ? 0 : fill(transaction, object.orElseThrow(), field.get(), next, most);
        if (numbered == 0) {
            transaction.sql().deleteFrom(NUMBERING).where(ID.eq(id)).execute();
        } else {
            transaction
                    .sql()
                    .update(NUMBERING)
                    .set(NEXT, next + numbered)
                    .where(ID.eq(id))
                    .execute();
        }
        return new Step(numbered, numbering.get().value4() - next + 1 - numbered);
    }
}
