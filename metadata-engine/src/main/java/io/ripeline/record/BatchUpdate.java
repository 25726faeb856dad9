package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import io.ripeline.refusal.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/// Changes many records of one object with a few statements, as {@link BatchWrite} makes them: each passes the same
/// checks as alone, then rows and histories are written together and the events follow in the order of the changes. A
/// record that is to be changed twice, and one that is like another of them, waits until the others are written.
final class BatchUpdate {

    private final Session session;
    private final ObjectModel object;
    private final Cause cause;
    private final RecordWrite write;
    private final DSLContext sql;

    BatchUpdate(Session session, ObjectModel object, Cause cause, RecordWrite write) {
        this.session = session;
        this.object = object;
        this.cause = cause;
        this.write = write;
        this.sql = session.transaction().sql();
    }

    /// A change found right, and its place among those wanted.
    private record Waiting(int place, ChangedRecord wanted, Planned planned, List<DuplicateMatch> alike)
            implements Halving.Waiting {}

    /// Changes the records; what became of each, in their order. Failures of the database that no value caused pass
    /// through.
    List<Attempt> update(List<ChangedRecord> wanted) {
        Attempt[] attempts = new Attempt[wanted.size()];
        if (wanted.size() > 1 && Independence.ofStanding(session.model(), object)) {
            new Halving<Waiting>(sql, this::together, each -> alone(each.wanted()))
                    .write(waiting(wanted, attempts), attempts);
        }
        for (int index = 0; index < attempts.length; index++) {
            if (attempts[index] == null) {
                attempts[index] = alone(wanted.get(index));
            }
        }
        return List.of(attempts);
    }

    private Attempt alone(ChangedRecord wanted) {
        return Attempt.of(sql, () -> write.update(wanted.id(), wanted.changes(), Precondition.NONE, wanted.past()));
    }

    private List<Waiting> waiting(List<ChangedRecord> wanted, Attempt[] attempts) {
        write.expect(wanted.stream().map(ChangedRecord::changes).toList());
        Map<UUID, StoredRecord> standing = new HashMap<>();
        write.locked(wanted.stream().map(ChangedRecord::id).collect(Collectors.toCollection(LinkedHashSet::new)))
                .forEach(record -> standing.put(record.id(), record));
        PastStays stays = new PastStays(session, object, cause)
                .expecting(wanted.stream()
                        .filter(each -> !each.past().entries().isEmpty())
                        .map(ChangedRecord::id)
                        .toList());
        Set<UUID> seen = new HashSet<>();
        List<Waiting> right = new ArrayList<>();
        for (int index = 0; index < wanted.size(); index++) {
            ChangedRecord each = wanted.get(index);
            StoredRecord before = standing.get(each.id());
            if (before == null) {
                attempts[index] = new Attempt.Failed(Records.notFound());
            } else if (seen.add(each.id())) {
                plan(index, each, before, stays, attempts).ifPresent(right::add);
            }
        }
        return object.duplicates().isEmpty() ? right : compared(right, attempts);
    }

    private Optional<Waiting> plan(
            int index, ChangedRecord each, StoredRecord before, PastStays stays, Attempt[] attempts) {
        try {
            write.authorise(before, each.changes());
            Optional<Planned> planned = write.plan(before, each.changes(), stays, each.past());
            if (planned.isEmpty()) {
                attempts[index] = new Attempt.Made(new Written(before, List.of()));
            }
            return planned.map(found -> new Waiting(index, each, found, List.of()));
        } catch (Refused refused) {
            attempts[index] = new Attempt.Failed(refused);
            return Optional.empty();
        }
    }

    private List<Waiting> compared(Collection<Waiting> right, Attempt[] attempts) {
        List<Waiting> all = List.copyOf(right);
        Set<UUID> own = all.stream().map(each -> each.wanted().id()).collect(Collectors.toSet());
        List<List<DuplicateMatch>> found =
                write.alikeChanged(all.stream().map(Waiting::planned).toList());
        List<Waiting> different = new ArrayList<>();
        for (int index = 0; index < all.size(); index++) {
            Waiting each = all.get(index);
            List<DuplicateMatch> alike = found.get(index);
            boolean likeAnother = alike.stream().anyMatch(match -> match.isOneOf(own));
            if (!likeAnother && alike.stream().anyMatch(DuplicateMatch::blocks)) {
                attempts[each.place()] = new Attempt.Failed(write.refusal(alike));
            } else if (!likeAnother) {
                different.add(new Waiting(each.place(), each.wanted(), each.planned(), alike));
            }
        }
        return different;
    }

    private List<Written> together(List<Waiting> waiting) {
        write.changeAll(waiting.stream().map(Waiting::planned).toList());
        return waiting.stream()
                .map(each -> new Written(each.planned().after(), each.planned().warnings(), each.alike()))
                .toList();
    }
}
