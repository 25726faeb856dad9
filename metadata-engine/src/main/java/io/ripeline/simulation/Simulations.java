package io.ripeline.simulation;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.database.Ids;
import io.ripeline.json.StrictJson;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/// What was asked of the past and is answered by a job, with the draft as it was then.
final class Simulations {

    private static final Duration KEPT = Duration.ofDays(1);
    private static final Table<?> SIMULATION = table(name("_simulation"));
    private static final Field<UUID> ID = field(name("id"), SQLDataType.UUID);
    private static final Field<String> REQUEST = field(name("request"), SQLDataType.CLOB);
    private static final Field<String> DOCUMENT = field(name("document"), SQLDataType.CLOB);
    private static final Field<Instant> ASKED_AT = field(name("asked_at"), SQLDataType.INSTANT);

    private Simulations() {}

    /// One of them.
    record Asked(SimulationRequest request, String document) {}

    /// Keeps one for a day; a job that has not ended by then never will.
    static UUID keep(TenantTransaction transaction, Asked asked) {
        transaction
                .sql()
                .deleteFrom(SIMULATION)
                .where(ASKED_AT.lt(transaction.now().minus(KEPT)))
                .execute();
        UUID id = Ids.next();
        transaction
                .sql()
                .insertInto(SIMULATION, ID, REQUEST, DOCUMENT, ASKED_AT)
                .values(id, StrictJson.MAPPER.writeValueAsString(asked.request()), asked.document(), transaction.now())
                .execute();
        return id;
    }

    static Optional<Asked> find(TenantTransaction transaction, UUID id) {
        return transaction
                .sql()
                .select(REQUEST, DOCUMENT)
                .from(SIMULATION)
                .where(ID.eq(id))
                .fetchOptional(row -> new Asked(StrictJson.read(row.value1(), SimulationRequest.class), row.value2()));
    }
}
