package io.ripeline.record;

import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Facts;
import io.ripeline.expression.Moment;
import io.ripeline.tenancy.TenantTransaction;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What every step of one read or write needs: the transaction, the model in force, who acts.
public record Session(TenantTransaction transaction, Model model, Caller caller) {

    /// When and for whom expressions are evaluated.
    public Moment moment() {
        return new Moment(
                transaction.now(),
                transaction.tenant().dateAt(transaction.now()),
                caller.member().id().toString());
    }

    RecordTable table(ObjectModel object) {
        return new RecordTable(model, object);
    }

    /// A record as expressions see it.
    Facts facts(ObjectModel object, Map<String, Object> values, UUID id, @Nullable UUID owner) {
        Map<String, Object> facts = new HashMap<>();
        values.forEach((key, value) ->
                object.field(key).ifPresent(field -> facts.put(key, RecordTable.asFact(field, value))));
        facts.put("id", id.toString());
        if (owner != null) {
            facts.put("owner_id", owner.toString());
        }
        Moment moment = moment();
        return new Facts(facts, moment.now(), moment.today(), moment.me());
    }
}
