package io.ripeline.call;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.tenancy.TenantTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Which calls were reported, and what was answered: a call is written once however often it is reported.
@Component
class CallLog {

    private static final Table<Record> CALL = table(name("_call"));
    private static final Field<String> EXTERNAL_ID = field(name("external_id"), SQLDataType.CLOB);
    private static final Field<String> DIGEST = field(name("digest"), SQLDataType.CLOB);
    private static final Field<UUID> ACTIVITY_ID = field(name("activity_id"), SQLDataType.UUID);
    private static final Field<UUID> UNKNOWN_ID = field(name("unknown_id"), SQLDataType.UUID);
    private static final Field<String> ANSWER = field(name("answer"), SQLDataType.CLOB);
    private static final Field<Instant> RECEIVED_AT = field(name("received_at"), SQLDataType.INSTANT);

    /// What is known of a call.
    record Known(String digest, String answer) {}

    /// What to keep of a call.
    record Entry(
            String externalId,
            String digest,
            @Nullable UUID activity,
            @Nullable UUID unknown,
            String answer) {}

    /// Those of the calls that were reported before. Until the transaction ends nobody else can report any of them.
    Map<String, Known> known(TenantTransaction transaction, Collection<String> externalIds) {
        String[] ids = externalIds.stream().distinct().toArray(String[]::new);
        long company = transaction.tenant().id().getLeastSignificantBits();
        Long[] locks = externalIds.stream()
                .map(id -> company ^ hash(id))
                .distinct()
                .sorted()
                .toArray(Long[]::new);
        transaction
                .sql()
                .execute("SELECT pg_advisory_xact_lock(wanted.key) FROM unnest({0}) AS wanted (key)", DSL.val(locks));
        Map<String, Known> known = new HashMap<>();
        transaction
                .sql()
                .select(EXTERNAL_ID, DIGEST, ANSWER)
                .from(CALL)
                .where(EXTERNAL_ID.eq(DSL.any(ids)))
                .forEach(row -> known.put(row.value1(), new Known(row.value2(), row.value3())));
        return known;
    }

    private static long hash(String externalId) {
        CRC32C sum = new CRC32C();
        sum.update(externalId.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }

    void add(TenantTransaction transaction, Collection<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        var rows =
                transaction.sql().insertInto(CALL, EXTERNAL_ID, DIGEST, ACTIVITY_ID, UNKNOWN_ID, ANSWER, RECEIVED_AT);
        for (Entry entry : entries) {
            rows = rows.values(
                    entry.externalId(),
                    entry.digest(),
                    entry.activity(),
                    entry.unknown(),
                    entry.answer(),
                    transaction.now());
        }
        rows.execute();
    }

    /// Notes that a call whose number nobody had belongs to an activity now.
    void assigned(TenantTransaction transaction, UUID unknown, UUID activity) {
        transaction
                .sql()
                .update(CALL)
                .set(ACTIVITY_ID, activity)
                .setNull(UNKNOWN_ID)
                .where(UNKNOWN_ID.eq(unknown))
                .execute();
    }
}
