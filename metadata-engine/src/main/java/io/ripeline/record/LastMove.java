package io.ripeline.record;

import static io.ripeline.record.RecordError.UNDO_EXPIRED;
import static io.ripeline.record.RecordError.UNDO_NOT_YOURS;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.ObjectModel;
import io.ripeline.refusal.Text;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The last move of a record and how it is taken back: the stage before holds again as if it had never been left, and
/// so do the values written with the move, unless somebody changed them since.
public final class LastMove {

    private static final Set<String> BY_A_PERSON = Set.of(Cause.MOVE.key(), Cause.API.key());

    private final Session session;
    private final ObjectModel object;
    private final StoredRecord record;

    public LastMove(Session session, ObjectModel object, StoredRecord record) {
        this.session = session;
        this.object = object;
        this.record = record;
    }

    /// A move that can be taken back.
    public record Undoable(Instant until, Stage to) {}

    /// Whether the member can take it back now.
    public Optional<Undoable> undoable() {
        return open(stays())
                .filter(move -> move.actor().equals(session.caller().member().id()))
                .flatMap(this::undoable);
    }

    private Optional<Undoable> undoable(Move move) {
        Instant now = session.transaction().now();
        return object.funnelOf(record.values()).flatMap(funnel -> {
            Instant until = move.enteredAt().plus(funnel.undo());
            Stage to = funnel.stages().get(String.valueOf(move.from()));
            return to == null || !until.isAfter(now) || !BY_A_PERSON.contains(move.cause())
                    ? Optional.empty()
                    : Optional.of(new Undoable(until, to));
        });
    }

    private List<Move> stays() {
        return Stays.of(session.transaction(), List.of(record.id())).getOrDefault(record.id(), List.of());
    }

    private Optional<Move> open(List<Move> stays) {
        return open(stays, object.funnelOf(record.values()).map(Funnel::field).orElse(""));
    }

    private static Optional<Move> open(List<Move> stays, String field) {
        return stays.stream()
                .filter(move -> move.field().equals(field) && move.leftAt() == null)
                .findFirst();
    }

    /// The values that take it back; refuses with `undo-expired` or `undo-not-yours`.
    RecordChanges undone() {
        List<Move> stays = stays();
        Move move = open(stays)
                .filter(each -> undoable(each).isPresent())
                .orElseThrow(() -> UNDO_EXPIRED.because(Text.of(
                        "There is no move to take back here, or its time is over; move the record instead.",
                        "此处没有可撤销的移动，或已超过可撤销的时间；请直接移动记录。")));
        if (!move.actor().equals(session.caller().member().id())) {
            throw UNDO_NOT_YOURS.because(
                    Text.of("Somebody else made the last move; move the record instead.", "最近一次移动由他人完成；请直接移动记录。"));
        }
        return RecordChanges.of(before(move, stays));
    }

    private Map<String, @Nullable Object> before(Move move, List<Move> stays) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(move.field(), move.from());
        Set<String> since = new HashSet<>();
        UUID id = record.id();
        for (Changes.Change change :
                Changes.of(session.transaction(), List.of(id)).getOrDefault(id, List.of())) {
            boolean made =
                    change.at().equals(move.enteredAt()) && change.fields().contains(move.field());
            if (made) {
                change.fields().stream()
                        .filter(key -> !since.contains(key) && !key.equals(move.field()) && standing(key, move, stays))
                        .flatMap(key -> object.field(key).stream())
                        .filter(field -> !field.madeByPlatform())
                        .forEach(field -> values.put(field.key(), was(field, change)));
                break;
            }
            since.addAll(change.fields());
        }
        return values;
    }

    private static @Nullable Object was(FieldModel field, Changes.Change change) {
        return PastValues.of(field, change.before().get(field.key())).orElse(null);
    }

    /// A grade or funnel that came with the move goes with it only where the record has it still from then.
    private boolean standing(String key, Move move, List<Move> stays) {
        return !Stages.fields(object).contains(key)
                || open(stays, key)
                        .filter(stay -> stay.enteredAt().equals(move.enteredAt()) && stay.from() != null)
                        .isPresent();
    }
}
