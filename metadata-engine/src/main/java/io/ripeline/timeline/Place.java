package io.ripeline.timeline;

import static io.ripeline.timeline.TimelineError.CURSOR_INVALID;

import io.ripeline.database.Ids;
import io.ripeline.json.StrictJson;
import io.ripeline.record.JsonValues;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import tools.jackson.core.JacksonException;

/// A place in a timeline, right after an event, going back in time. Events of one instant are ordered by their source,
/// record and number, so that none is lost or told twice at the end of a page.
///
/// @param list which timeline it is a place of
record Place(String list, String at, int source, String id, int number) implements Comparable<Place> {

    static Place of(String list, Instant at, int source, UUID id, int number) {
        return new Place(list, at.toString(), source, id.toString(), number);
    }

    /// The place a cursor names; refuses with `cursor-invalid`, also one of another timeline.
    static Place of(String cursor, String list) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(cursor);
            Place place = StrictJson.complete(
                    StrictJson.MAPPER.readValue(new String(json, StandardCharsets.UTF_8), Place.class));
            if (place.list.equals(list)
                    && Ids.parse(place.id).isPresent()
                    && JsonValues.instant(place.at).isPresent()) {
                return place;
            }
            throw malformed();
        } catch (IllegalArgumentException | JacksonException malformed) {
            throw malformed();
        }
    }

    private static Refused malformed() {
        return CURSOR_INVALID.because(
                Text.of("This is no cursor of this timeline; begin anew without it.", "分页游标无效，请重新查询。"));
    }

    String cursor() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(StrictJson.MAPPER.writeValueAsBytes(this));
    }

    Instant instant() {
        return JsonValues.instant(at).orElseThrow(Place::malformed);
    }

    private UUID record() {
        return UUID.fromString(id);
    }

    /// What of a source lies behind this place.
    Condition behind(int of, Field<Instant> time, Field<UUID> record, Field<Integer> counted) {
        if (of > source) {
            return time.lt(instant());
        }
        if (of < source) {
            return time.le(instant());
        }
        Condition among =
                time.eq(instant()).and(DSL.row(record, counted).lt(DSL.row(DSL.val(record()), DSL.val(number))));
        return time.le(instant()).and(time.lt(instant()).or(among));
    }

    /// The later one first.
    @Override
    public int compareTo(Place other) {
        int byTime = other.instant().compareTo(instant());
        if (byTime != 0) {
            return byTime;
        }
        int bySource = Integer.compare(other.source, source);
        if (bySource != 0) {
            return bySource;
        }
        int byRecord = other.id.compareTo(id);
        return byRecord == 0 ? Integer.compare(other.number, number) : byRecord;
    }
}
