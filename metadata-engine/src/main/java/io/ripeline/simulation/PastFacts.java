package io.ripeline.simulation;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import io.ripeline.expression.Facts;
import io.ripeline.expression.Moment;
import io.ripeline.record.PastRecords;
import io.ripeline.record.PastRecords.At;
import io.ripeline.record.PastRecords.Known;
import io.ripeline.record.PastRecords.Was;
import io.ripeline.record.Session;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What expressions of a draft see of records as they were.
final class PastFacts {

    /// A record as it was, ready to be asked.
    ///
    record Asked(Facts facts, Known known) {}

    private final PastRecords past;
    private final ObjectModel standing;
    private final Set<String> readable;

    /// @param standing the object as its records stand
    /// @param next the object as the draft has it
    PastFacts(PastRecords past, ObjectModel standing, ObjectModel next) {
        this.past = past;
        this.standing = standing;
        this.readable = readable(standing, next);
    }

    /// What has the same sort of value in the draft as it has in the records.
    private static Set<String> readable(ObjectModel standing, ObjectModel next) {
        Set<String> readable = new HashSet<>();
        for (FieldModel field : next.all()) {
            standing.field(field.key())
                    .filter(old -> old.type().kind() == field.type().kind())
                    .ifPresent(old -> readable.add(old.key()));
        }
        return readable;
    }

    /// Each entry's record as it was then; without those that are gone.
    ///
    /// @param stayedIn takes the stage or grade an entry names; absent where it names none
    Map<Entry, Asked> of(Session session, List<Entry> entries, @Nullable String stayedIn) {
        Map<At, Was> were =
                past.of(session, standing, entries.stream().map(Entry::when).toList());
        Map<Entry, Asked> asked = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Was was = were.get(entry.when());
            if (was != null) {
                Map<String, Object> values = values(was);
                if (stayedIn != null && entry.stage() != null) {
                    values.put(stayedIn, entry.stage());
                }
                Moment moment = session.momentAt(entry.at(), entry.actor());
                asked.put(entry, new Asked(new Facts(values, moment.now(), moment.today(), moment.me()), was.known()));
            }
        }
        return asked;
    }

    private Map<String, Object> values(Was was) {
        Map<String, Object> values = new HashMap<>(past.values(standing, was.record()));
        values.keySet().removeIf(key -> !readable.contains(key) && !SystemNames.isSystem(key));
        return values;
    }
}
