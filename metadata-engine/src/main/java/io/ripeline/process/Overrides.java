package io.ripeline.process;

import static io.ripeline.record.RecordError.CURSOR_INVALID;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.record.FieldView;
import io.ripeline.record.JsonValues;
import io.ripeline.record.Session;
import io.ripeline.record.Unmet;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Moves that were made although criteria were unmet, of the records the member sees, the newest first.
@Component
public class Overrides {

    private static final Table<?> STAY = table(name("_stay"));
    private static final Field<UUID> ID = field(name("_stay", "id"), SQLDataType.UUID);
    private static final Field<String> OBJECT = field(name("_stay", "object"), SQLDataType.CLOB);
    private static final Field<UUID> RECORD_ID = field(name("_stay", "record_id"), SQLDataType.UUID);
    private static final Field<String> CAME_FROM = field(name("_stay", "came_from"), SQLDataType.CLOB);
    private static final Field<String> VALUE = field(name("_stay", "value"), SQLDataType.CLOB);
    private static final Field<Instant> ENTERED_AT = field(name("_stay", "entered_at"), SQLDataType.INSTANT);
    private static final Field<String> REASON = field(name("_stay", "reason"), SQLDataType.CLOB);
    private static final Field<UUID> ACTOR = field(name("_stay", "actor"), SQLDataType.UUID);
    private static final Field<String> UNMET = field(name("_stay", "unmet"), SQLDataType.CLOB);

    /// Which overrides are wanted.
    ///
    /// @param member who made them
    /// @param from included
    /// @param to excluded
    public record Wanted(
            @Nullable String object,
            @Nullable UUID member,
            @Nullable Instant from,
            @Nullable Instant to,
            int limit,
            @Nullable String cursor) {}

    /// One move.
    ///
    /// @param from the stage it came from; absent where the record was made in the other one
    /// @param unmet what was let pass
    public record OverriddenMove(
            String object,
            UUID record,
            @Nullable String from,
            String to,
            @Nullable String reason,
            UUID by,
            Instant at,
            List<Unmet.Kept> unmet) {

        public OverriddenMove {
            unmet = List.copyOf(unmet);
        }
    }

    /// Some of them.
    ///
    /// @param next where the next ones begin; absent at the end
    public record Page(List<OverriddenMove> items, @Nullable String next) {

        public Page {
            items = List.copyOf(items);
        }
    }

    private record Place(Instant at, UUID id) {

        static Place of(String cursor) {
            String text = new String(decoded(cursor), StandardCharsets.UTF_8);
            int bar = text.indexOf('|');
            Optional<Instant> at = bar < 0 ? Optional.empty() : JsonValues.instant(text.substring(0, bar));
            Optional<UUID> id = Ids.parse(text.substring(bar + 1));
            return at.isPresent() && id.isPresent() ? new Place(at.get(), id.get()) : malformed();
        }

        private static byte[] decoded(String cursor) {
            try {
                return Base64.getUrlDecoder().decode(cursor);
            } catch (IllegalArgumentException malformed) {
                throw refusal();
            }
        }

        private static Place malformed() {
            throw refusal();
        }

        private static Refused refusal() {
            return CURSOR_INVALID.because(
                    Text.of("This is no cursor of this list; begin anew without it.", "分页游标无效，请重新查询。"));
        }

        String cursor() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((at + "|" + id).getBytes(StandardCharsets.UTF_8));
        }

        Condition behind() {
            return ENTERED_AT.le(at).and(DSL.row(ENTERED_AT, ID).lt(DSL.row(DSL.val(at), DSL.val(id))));
        }
    }

    /// A page of them; refuses with `cursor-invalid`.
    public Page of(Session session, Wanted wanted) {
        Condition condition = UNMET.isNotNull().and(visible(session, wanted.object()));
        if (wanted.member() != null) {
            condition = condition.and(ACTOR.eq(wanted.member()));
        }
        if (wanted.from() != null) {
            condition = condition.and(ENTERED_AT.ge(wanted.from()));
        }
        if (wanted.to() != null) {
            condition = condition.and(ENTERED_AT.lt(wanted.to()));
        }
        if (wanted.cursor() != null) {
            condition = condition.and(Place.of(wanted.cursor()).behind());
        }
        var rows = session.transaction()
                .sql()
                .select(ID, OBJECT, RECORD_ID, CAME_FROM, VALUE, REASON, ACTOR, ENTERED_AT, UNMET)
                .from(STAY)
                .where(condition)
                .orderBy(ENTERED_AT.desc(), ID.desc())
                .limit(wanted.limit() + 1)
                .fetch();
        boolean more = rows.size() > wanted.limit();
        List<OverriddenMove> items =
                rows.stream().limit(wanted.limit()).map(Overrides::read).toList();
        Record last = more ? rows.get(wanted.limit() - 1) : null;
        return new Page(items, last == null ? null : new Place(last.get(ENTERED_AT), last.get(ID)).cursor());
    }

    private static OverriddenMove read(Record row) {
        return new OverriddenMove(
                row.get(OBJECT),
                row.get(RECORD_ID),
                row.get(CAME_FROM),
                row.get(VALUE),
                row.get(REASON),
                row.get(ACTOR),
                row.get(ENTERED_AT),
                Unmet.Kept.of(row.get(UNMET)));
    }

    /// The records of objects with funnels whose stages the member reads.
    private static Condition visible(Session session, @Nullable String only) {
        List<Condition> objects = new ArrayList<>();
        for (ObjectModel object : session.model().objects()) {
            boolean asked = only == null || only.equals(object.key());
            boolean read = session.caller().role().may(Right.READ, object.key())
                    && object.stageField()
                            .flatMap(object::field)
                            .filter(FieldView.of(session, object)::reads)
                            .isPresent();
            if (asked && read) {
                objects.add(OBJECT.eq(object.key())
                        .and(RECORD_ID.in(DSL.select(object.columns().id())
                                .from(object.table())
                                .where(session.caller().visible(object)))));
            }
        }
        return objects.isEmpty() ? DSL.falseCondition() : DSL.or(objects);
    }
}
