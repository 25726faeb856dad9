package io.ripeline.record;

import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import io.ripeline.expression.Facts;
import io.ripeline.expression.Moment;
import io.ripeline.expression.Needs;
import io.ripeline.identity.LocalDays;
import io.ripeline.identity.Member;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// What every step of one read or write needs: the transaction, the model in force, who acts.
public record Session(TenantTransaction transaction, Model model, Caller caller) {

    /// When and for whom expressions are evaluated.
    public Moment moment() {
        return new Moment(
                transaction.now(),
                transaction.tenant().dateAt(transaction.now()),
                caller.member().id().toString(),
                caller.member().role(),
                transaction.tenant().timeZone(),
                model.calendar()::isWorked);
    }

    /// Which day it is for each member.
    public LocalDays days() {
        return LocalDays.of(caller.directory(), transaction);
    }

    /// When and for whom expressions are evaluated about something that happened then.
    public Moment momentAt(Instant then, UUID actor) {
        return new Moment(
                then,
                transaction.tenant().dateAt(then),
                actor.toString(),
                caller.directory().find(actor).map(Member::role).orElse(""),
                transaction.tenant().timeZone(),
                model.calendar()::isWorked);
    }

    /// A record as expressions see it, with what they need of the records around it; refuses with `too-many-related`.
    public Facts facts(ObjectModel object, StoredRecord record, Needs needs) {
        return Surroundings.of(transaction.sql(), object, values(object, record), needs, moment());
    }

    /// Records as expressions see them, with what they need of the records around; refuses with `too-many-related`.
    Map<UUID, Facts> facts(ObjectModel object, Collection<StoredRecord> records, Needs needs) {
        Map<UUID, Map<String, Object>> own = new LinkedHashMap<>();
        records.forEach(record -> own.put(record.id(), values(object, record)));
        Moment moment = moment();
        Map<UUID, Facts> facts = new LinkedHashMap<>();
        SharedSurroundings.of(transaction.sql(), object, own, needs)
                .forEach((id, around) -> facts.put(id, around.with(Objects.requireNonNull(own.get(id)), moment)));
        return facts;
    }

    /// A record's own values as expressions name them.
    static Map<String, Object> values(ObjectModel object, StoredRecord record) {
        Map<String, Object> facts = new HashMap<>();
        record.values()
                .forEach((key, value) ->
                        object.field(key).ifPresent(field -> facts.put(key, StoredValues.asFact(field, value))));
        facts.put(SystemNames.ID, record.id().toString());
        facts.put(SystemNames.CREATED_AT, record.createdAt());
        facts.put(SystemNames.CREATED_BY, record.createdBy().toString());
        facts.put(SystemNames.UPDATED_AT, record.updatedAt());
        if (record.ownerId() != null) {
            facts.put(SystemNames.OWNER_ID, record.ownerId().toString());
        }
        if (record.subject() != null) {
            facts.put(SystemNames.SUBJECT_OBJECT, record.subject().object());
            facts.put(SystemNames.SUBJECT_ID, record.subject().id().toString());
        }
        return facts;
    }
}
