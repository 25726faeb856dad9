package io.ripeline.team;

import static io.ripeline.team.TeamError.DATE_INVALID;

import io.ripeline.database.Ids;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.definition.StandardObjects;
import io.ripeline.identity.IdentityError;
import io.ripeline.notification.Sightings;
import io.ripeline.record.Caller;
import io.ripeline.record.EffectiveContacts;
import io.ripeline.record.FieldView;
import io.ripeline.record.JsonValues;
import io.ripeline.record.Session;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The days of members, for themselves and those above them.
@Component
public class Days {

    private static final int MOST = 2_000;
    private static final String CALL = "call";

    private final Sightings sightings;

    Days(Sightings sightings) {
        this.sightings = sightings;
    }

    /// The member whose days the acting one may look at; refuses with `member-not-found`.
    public static UUID member(Session session, String text) {
        Caller caller = session.caller();
        return Ids.parse(text)
                .filter(id -> caller.directory().find(id).isPresent())
                .filter(caller::oversees)
                .orElseThrow(Days::unknownMember);
    }

    /// The day that is named, the member's today where none is; refuses with `date-invalid`.
    public static LocalDate day(Session session, UUID member, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return session.days().today(member);
        }
        return JsonValues.date(text)
                .orElseThrow(() -> DATE_INVALID.at(
                        "/on", Text.of("A date such as 2026-01-31 is expected.", "应为日期，例如 2026-01-31。")));
    }

    private static Refused unknownMember() {
        return IdentityError.MEMBER_NOT_FOUND.because(
                Text.of("There is no such member, or you may not see the days.", "没有这位成员，或您无权查看其工作日。"));
    }

    /// From the begin of a day of the member's to the begin of the next.
    public static Span bounds(Session session, UUID member, LocalDate on) {
        return new Span(session.days().begin(member, on), session.days().begin(member, on.plusDays(1)));
    }

    /// What a member did on a day of hers; refuses with `right-missing` who may not read activities.
    public DayStrip strip(Session session, UUID member, LocalDate on) {
        Span day = bounds(session, member, on);
        return DayStrip.of(
                named(session, touches(session, member, day)),
                WorkTimes.lunch(session, member, on).orElse(null));
    }

    private static List<Touch> touches(Session session, UUID member, Span day) {
        ObjectModel activity = session.model().object(StandardObjects.ACTIVITY);
        session.caller().require(Right.READ, activity);
        Reading reading = new Reading(activity, FieldView.of(session, activity));
        Field<Instant> startedAt = reading.startedAt();
        Instant now = session.transaction().now();
        return session.transaction()
                .sql()
                .select(
                        activity.columns().id(),
                        Objects.requireNonNull(activity.columns().subjectObject()),
                        Objects.requireNonNull(activity.columns().subjectId()),
                        startedAt.as("started"),
                        reading.text("kind").as("kind_"),
                        reading.text("outcome").as("outcome_"),
                        reading.text("note").as("note_"),
                        reading.number("duration_seconds").as("duration_"),
                        reading.number("talk_seconds").as("talk_"),
                        DSL.field(EffectiveContacts.condition(session)).as("counts_"))
                .from(activity.table())
                .where(activity.columns().ownerId().eq(member))
                .and(startedAt.ge(day.from()).and(startedAt.lt(day.to())))
                .and(session.caller().visible(activity))
                .orderBy(startedAt, activity.columns().id())
                .limit(MOST)
                .fetch(row -> touch(row, activity, now));
    }

    /// The columns of the activities that the reader may read; nothing stands for the others.
    private record Reading(ObjectModel activity, FieldView view) {

        Field<Instant> startedAt() {
            return activity.field("started_at").orElseThrow().column().coerce(Instant.class);
        }

        Field<String> text(String key) {
            return readable(key)
                    .map(field -> field.column().coerce(String.class))
                    .orElseGet(() -> DSL.castNull(String.class));
        }

        Field<Long> number(String key) {
            return readable(key)
                    .map(field -> field.column().coerce(Long.class))
                    .orElseGet(() -> DSL.castNull(Long.class));
        }

        private Optional<FieldModel> readable(String key) {
            return activity.field(key).filter(view::reads);
        }
    }

    private static Touch touch(Record row, ObjectModel activity, Instant now) {
        String kind = row.get("kind_", String.class);
        Instant startedAt = row.get("started", Instant.class);
        Long duration = row.get("duration_", Long.class);
        Long talk = row.get("talk_", Long.class);
        boolean contact = !startedAt.isAfter(now) && Boolean.TRUE.equals(row.get("counts_", Boolean.class));
        return new Touch(
                row.get(activity.columns().id()),
                kind,
                contact,
                startedAt,
                Objects.requireNonNullElse(duration, 0L),
                CALL.equals(kind) ? (talk == null ? duration : talk) : null,
                row.get("outcome_", String.class),
                row.get("note_", String.class),
                row.get(activity.columns().subjectObject()),
                row.get(activity.columns().subjectId()),
                null);
    }

    private List<Touch> named(Session session, List<Touch> touches) {
        Map<String, Set<UUID>> subjects = new LinkedHashMap<>();
        touches.forEach(touch -> {
            if (touch.subjectObject() != null && touch.subjectId() != null) {
                subjects.computeIfAbsent(touch.subjectObject(), key -> new LinkedHashSet<>())
                        .add(touch.subjectId());
            }
        });
        Map<UUID, String> names = names(session, subjects);
        return touches.stream()
                .map(touch -> new Touch(
                        touch.id(),
                        touch.kind(),
                        touch.contact(),
                        touch.startedAt(),
                        touch.seconds(),
                        touch.talkSeconds(),
                        touch.outcome(),
                        touch.note(),
                        touch.subjectObject(),
                        touch.subjectId(),
                        touch.subjectId() == null ? null : names.get(touch.subjectId())))
                .toList();
    }

    /// How the acting member sees records called, by id; those she does not see are left out.
    public Map<UUID, String> names(Session session, Map<String, Set<UUID>> records) {
        Sightings.Here here = new Sightings.Here(
                session.transaction(), session.model(), session.caller().directory());
        Map<UUID, String> names = new HashMap<>();
        records.forEach((object, ids) ->
                names.putAll(sightings.names(here, session.caller().member().id(), object, ids)));
        return names;
    }
}
