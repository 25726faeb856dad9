package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.refusal.Refused;
import io.ripeline.tenancy.TenantTransaction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// Takes writes to a record back.
///
/// @param writes what writes records for a cause
/// @param bins what deletes and restores them
record TakingBack(
        Session session,
        ObjectModel object,
        RecordTable table,
        Function<Cause, RecordWrite> writes,
        Function<Cause, Bin> bins) {

    /// Takes writes back, unless somebody else wrote to the record since.
    ///
    /// @param stays the record was in before each of them, where they changed any
    Undone all(UUID id, Set<Integer> versions, Map<Integer, List<Move>> stays) {
        Undone[] undone = new Undone[1];
        Attempt attempt = Attempt.of(transaction().sql(), () -> {
            StoredRecord before = table.lock(
                            transaction().sql(), id, session.caller().visible(object))
                    .orElseThrow(Records::notFound);
            Undoing.Plan plan = new Undoing(session, object, versions).whole(id);
            if (plan.made()) {
                session.caller().require(Right.DELETE, object);
                bins.apply(Cause.REVERT).delete(object, id, Precondition.NONE);
                undone[0] = new Undone.Deleted();
                return new Written(before, List.of());
            }
            Written written = writes.apply(Cause.REVERT).undo(id, plan, stays.getOrDefault(plan.oldest(), List.of()));
            undone[0] = new Undone.Restored(null);
            return written;
        });
        return attempt instanceof Attempt.Failed(Refused refused) ? new Undone.Kept(refused) : undone[0];
    }

    /// Takes writes back, whosever the record is by now, but for the fields that somebody changed since.
    ///
    /// @param stays the record was in before those writes, where they changed any
    Undone unchanged(UUID id, Set<Integer> versions, List<Move> stays) {
        Undone[] undone = new Undone[1];
        Attempt attempt = Attempt.of(transaction().sql(), () -> {
            StoredRecord before = table.lock(transaction().sql(), List.of(id), RecordTable.Waiting.WAIT).stream()
                    .findFirst()
                    .orElseThrow(Records::notFound);
            Undoing.Plan plan = new Undoing(session, object, versions).unchanged(id);
            undone[0] = new Undone.Restored(plan.why());
            return switch (plan.bin()) {
                case NEITHER -> writes.apply(Cause.BULK_UNDO).undo(id, plan, stays);
                case IN -> new Written(bins.apply(Cause.BULK_UNDO).back(object, before), List.of());
                case OUT -> {
                    bins.apply(Cause.BULK_UNDO).delete(object, id, Precondition.NONE);
                    yield new Written(before, List.of());
                }
            };
        });
        return attempt instanceof Attempt.Failed(Refused refused) ? new Undone.Kept(refused) : undone[0];
    }

    private TenantTransaction transaction() {
        return session.transaction();
    }
}
