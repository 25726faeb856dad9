package io.ripeline.record;

import static io.ripeline.record.Stays.CHOSEN;
import static io.ripeline.record.Stays.FIELD;
import static io.ripeline.record.Stays.LEFT_AT;
import static io.ripeline.record.Stays.OBJECT;
import static io.ripeline.record.Stays.REASON;
import static io.ripeline.record.Stays.RECORD_ID;
import static io.ripeline.record.Stays.STAY;
import static io.ripeline.record.Stays.UNTIL;

import io.ripeline.tenancy.TenantTransaction;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The grades that people gave, and until when they hold.
record ChosenGrades(TenantTransaction transaction) {

    /// Notes that the grade a record has was chosen, and until when it holds.
    void choose(UUID record, String field, @Nullable LocalDate until) {
        transaction
                .sql()
                .update(STAY)
                .set(CHOSEN, true)
                .set(UNTIL, until)
                .where(RECORD_ID.eq(record).and(FIELD.eq(field)).and(LEFT_AT.isNull()))
                .execute();
    }

    /// Notes why a person has a grade stay as it is.
    void because(UUID record, String field, @Nullable String reason) {
        transaction
                .sql()
                .update(STAY)
                .set(REASON, reason)
                .where(RECORD_ID.eq(record).and(FIELD.eq(field)).and(LEFT_AT.isNull()))
                .execute();
    }

    /// The records whose grade was chosen until a day that has come.
    List<UUID> ended(String object, LocalDate today, int most) {
        return transaction
                .sql()
                .select(RECORD_ID)
                .from(STAY)
                .where(OBJECT.eq(object).and(UNTIL.le(today)).and(LEFT_AT.isNull()))
                .orderBy(RECORD_ID)
                .limit(most)
                .fetch(RECORD_ID);
    }

    /// Forgets that somebody chose the grades of these records until a day.
    void forget(Collection<UUID> records) {
        transaction
                .sql()
                .update(STAY)
                .set(CHOSEN, false)
                .setNull(UNTIL)
                .where(RECORD_ID
                        .eq(DSL.any(records.toArray(new UUID[0])))
                        .and(UNTIL.isNotNull())
                        .and(LEFT_AT.isNull()))
                .execute();
    }
}
