package io.ripeline.record;

import static io.ripeline.record.RecordError.DUPLICATE;

import io.ripeline.definition.ObjectModel;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/// Makes many records of one object with a few statements (ADR 0026). Each passes the same checks as alone; then all
/// rows, histories and numbers are written together, and the events follow in the order of the records. That is only
/// done where no record can tell that it was: where the rules and automations of the object read nothing that another
/// record of the batch could change. Elsewhere, and where a statement refuses, the
/// records are made one after another.
final class BatchWrite {

    private static final NewOwner NOBODY_YET = (session, object, record) -> Optional.empty();

    private final Session session;
    private final ObjectModel object;
    private final RecordWrite write;
    private final NewOwner newOwner;
    private final boolean newOnly;
    private final DSLContext sql;
    private boolean shared;

    /// @param newOnly whether records that are like others are refused also where the rules only warn
    BatchWrite(Session session, ObjectModel object, RecordWrite write, NewOwner newOwner, boolean newOnly) {
        this.session = session;
        this.object = object;
        this.write = write;
        this.newOwner = newOwner;
        this.newOnly = newOnly;
        this.sql = session.transaction().sql();
    }

    /// A record found right, and its place among those wanted.
    private record Waiting(int place, NewRecord wanted, Prepared prepared) implements Halving.Waiting {}

    /// Makes the records; what became of each, in their order. Failures of the database that no value caused pass
    /// through.
    List<Attempt> create(List<NewRecord> wanted) {
        Attempt[] attempts = new Attempt[wanted.size()];
        if (Independence.ofNew(session.model(), object)) {
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

    private boolean isShared(List<NewRecord> wanted) {
        return !session.model().assignments(object.key()).isEmpty()
                && wanted.stream().anyMatch(each -> each.changes().owner() == null);
    }

    /// Those that can be written together; those that are refused already have their attempt, and those that are like
    /// another one of them are left for afterwards, as are those refused before it is known whose they will be.
    private List<Waiting> waiting(List<NewRecord> wanted, Attempt[] attempts) {
        shared = isShared(wanted);
        write.expect(wanted.stream().map(NewRecord::changes).toList());
        List<Waiting> right = new ArrayList<>();
        for (int index = 0; index < attempts.length; index++) {
            NewRecord each = wanted.get(index);
            try {
                NewOwner owner = shared ? NOBODY_YET : newOwner;
                right.add(new Waiting(index, each, write.prepare(each.changes(), each.past(), owner)));
            } catch (Refused refused) {
                if (!shared) {
                    attempts[index] = new Attempt.Failed(refused);
                }
            }
        }
        return object.duplicates().isEmpty() ? right : compared(right, attempts);
    }

    private List<Waiting> compared(List<Waiting> right, Attempt[] attempts) {
        List<StoredRecord> records =
                right.stream().map(each -> each.prepared().record()).toList();
        Set<UUID> own = records.stream().map(StoredRecord::id).collect(Collectors.toSet());
        List<List<DuplicateMatch>> found = write.alike(records);
        List<Waiting> different = new ArrayList<>();
        for (int index = 0; index < right.size(); index++) {
            Waiting each = right.get(index);
            List<DuplicateMatch> alike = found.get(index);
            boolean likeAnother = alike.stream().anyMatch(match -> match.isOneOf(own));
            if (!likeAnother && refuses(alike)) {
                attempts[each.place()] = new Attempt.Failed(refusal(alike));
            } else if (!likeAnother) {
                different.add(
                        new Waiting(each.place(), each.wanted(), each.prepared().like(alike)));
            }
        }
        return different;
    }

    private boolean refuses(List<DuplicateMatch> alike) {
        return newOnly ? !alike.isEmpty() : alike.stream().anyMatch(DuplicateMatch::blocks);
    }

    private Refused refusal(List<DuplicateMatch> alike) {
        return alike.stream().anyMatch(DuplicateMatch::blocks) ? write.refusal(alike) : refusalOfWarnings(alike);
    }

    private static Refused refusalOfWarnings(List<DuplicateMatch> alike) {
        DuplicateMatch.Twin twin = alike.getFirst().record();
        String name = twin == null ? "?" : twin.name();
        return DUPLICATE
                .because(Text.of("There is such a record already: \"%s\".", "已有相同的记录：“%s”。", name))
                .with("matches", alike);
    }

    private Attempt alone(NewRecord wanted) {
        return Attempt.of(sql, () -> {
            Written written = write.create(wanted.changes(), wanted.past(), newOwner);
            if (newOnly && !written.duplicates().isEmpty()) {
                throw refusal(written.duplicates());
            }
            return written;
        });
    }

    private List<Written> together(List<Waiting> waiting) {
        return write.createAll(
                shared
                        ? sharedOut(waiting)
                        : waiting.stream().map(Waiting::prepared).toList());
    }

    /// The records checked once more, each with the owner that it gets in its turn.
    private List<Prepared> sharedOut(List<Waiting> waiting) {
        NewOwner.Sharing sharing = newOwner.sharing(session, object);
        List<Prepared> owned = new ArrayList<>();
        for (Waiting each : waiting) {
            Prepared prepared = write.prepare(
                    each.wanted().changes(), each.wanted().past(), (its, kind, record) -> sharing.next(record));
            sharing.took(prepared.record());
            owned.add(prepared.like(each.prepared().alike()));
        }
        sharing.end();
        return owned;
    }
}
