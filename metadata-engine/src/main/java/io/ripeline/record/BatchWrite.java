package io.ripeline.record;

import static io.ripeline.record.RecordError.DUPLICATE;

import io.ripeline.definition.Criterion;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Needs;
import io.ripeline.record.RecordWrite.Prepared;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.springframework.dao.DataAccessException;

/// Makes many records of one object with a few statements (ADR 0026). Each passes the same checks as alone; then all
/// rows, histories and numbers are written together, and the events follow in the order of the records. That is only
/// done where no record can tell that it was: where the rules and automations of the object read nothing that another
/// record of the batch could change. Elsewhere, and where a statement refuses, the
/// records are made one after another.
final class BatchWrite {

    private final Session session;
    private final ObjectModel object;
    private final RecordWrite write;
    private final NewOwner newOwner;
    private final boolean newOnly;
    private final DSLContext sql;

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
    private record Waiting(int place, NewRecord wanted, Prepared prepared) {}

    /// Makes the records; what became of each, in their order. Failures of the database that no value caused pass
    /// through.
    List<Attempt> create(List<NewRecord> wanted) {
        Attempt[] attempts = new Attempt[wanted.size()];
        if (isPlain() && isOwned(wanted)) {
            together(waiting(wanted, attempts), attempts);
        }
        for (int index = 0; index < attempts.length; index++) {
            if (attempts[index] == null) {
                attempts[index] = alone(wanted.get(index));
            }
        }
        return List.of(attempts);
    }

    private boolean isOwned(List<NewRecord> wanted) {
        return session.model().assignments(object.key()).isEmpty()
                || wanted.stream().allMatch(each -> each.changes().owner() != null);
    }

    /// Those that can be written together; those that are refused already have their attempt, and those that are like
    /// another one of them are left for afterwards.
    private List<Waiting> waiting(List<NewRecord> wanted, Attempt[] attempts) {
        write.expect(wanted.stream().map(NewRecord::changes).toList());
        List<Waiting> right = new ArrayList<>();
        for (int index = 0; index < attempts.length; index++) {
            NewRecord each = wanted.get(index);
            try {
                right.add(new Waiting(index, each, write.prepare(each.changes(), each.past(), newOwner)));
            } catch (Refused refused) {
                attempts[index] = new Attempt.Failed(refused);
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
            boolean likeAnother = alike.stream()
                    .map(DuplicateMatch::record)
                    .anyMatch(twin -> twin != null && twin.id() != null && own.contains(twin.id()));
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

    private static Refused refusal(List<DuplicateMatch> alike) {
        DuplicateMatch.Twin twin = alike.getFirst().record();
        String name = twin == null ? "?" : twin.name();
        return DUPLICATE
                .because(Text.of("There is such a record already: \"%s\".", "已有相同的记录：“%s”。", name))
                .with("matches", alike);
    }

    /// Whether records of the object can be made together.
    private boolean isPlain() {
        Stream<Criterion> criteria = object.funnels().stream()
                .flatMap(funnel -> funnel.stages().values().stream())
                .flatMap(stage -> stage.criteria().stream());
        Needs needs = Stream.concat(
                        Stream.of(object.rules().needs(), Criterion.needs(criteria.toList())),
                        object.validations().stream().map(rule -> rule.fault().needs()))
                .reduce(Needs.NONE, Needs::and);
        FollowingWrites following = FollowingWrites.of(session.model(), object);
        if (!following.none()) {
            return following.mayWait() && needs.and(following.needs()).areOwn();
        }
        return needs.areOwn()
                || needs.children().isEmpty() && object.derived().fed().isEmpty() && !readsItsOwnKind(needs);
    }

    private boolean readsItsOwnKind(Needs needs) {
        return needs.parents().keySet().stream()
                .flatMap(key -> object.field(key).stream())
                .flatMap(field -> field.target().stream())
                .anyMatch(object.key()::equals);
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

    /// Writes records that were found right; where the database refuses one of them, each half by itself.
    private void together(List<Waiting> waiting, Attempt[] attempts) {
        if (waiting.size() == 1) {
            attempts[waiting.getFirst().place()] = alone(waiting.getFirst().wanted());
        } else if (!waiting.isEmpty() && !written(waiting, attempts)) {
            int middle = waiting.size() / 2;
            together(waiting.subList(0, middle), attempts);
            together(waiting.subList(middle, waiting.size()), attempts);
        }
    }

    private boolean written(List<Waiting> waiting, Attempt[] attempts) {
        Savepoint savepoint = Savepoint.set(sql);
        try {
            List<Written> made =
                    write.createAll(waiting.stream().map(Waiting::prepared).toList());
            for (int index = 0; index < made.size(); index++) {
                attempts[waiting.get(index).place()] = new Attempt.Made(made.get(index));
            }
            savepoint.release();
            return true;
        } catch (Refused refused) {
            savepoint.undo();
            return false;
        } catch (DataAccessException broken) {
            savepoint.undo();
            Unstorable.refusal(broken);
            return false;
        }
    }
}
