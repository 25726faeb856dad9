package io.ripeline.simulation;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import io.ripeline.expression.Facts;
import io.ripeline.expression.Needs;
import io.ripeline.record.PastRecords;
import io.ripeline.record.PastRecords.At;
import io.ripeline.record.PastRecords.Known;
import io.ripeline.record.PastRecords.Was;
import io.ripeline.record.Session;
import io.ripeline.simulation.PastSurroundings.Around;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What rules of a draft see of records as they were.
final class PastFacts {

    /// A record as it was, ready to be asked.
    record Asked(Facts facts, Known known) {}

    /// An object as its records stand and as the draft has it.
    record Pair(ObjectModel standing, ObjectModel next) {}

    private final PastRecords past;
    private final Pair object;
    private final PastSurroundings surroundings;

    /// @param needs what the rules read
    PastFacts(PastRecords past, Model draft, Pair object, Needs needs) {
        this.past = past;
        this.object = object;
        this.surroundings = new PastSurroundings(past, draft, object.next(), needs);
    }

    /// Each entry's record as it was then; without those that are gone.
    ///
    /// @param stayedIn takes the stage or grade an entry names; absent where it names none
    Map<Entry, Asked> of(Session session, List<Entry> entries, @Nullable String stayedIn) {
        Map<At, Was> were = past.of(
                session, object.standing(), entries.stream().map(Entry::when).toList());
        Map<Entry, Map<String, Object>> own = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Was was = were.get(entry.when());
            if (was != null) {
                Map<String, Object> values = values(past, object.standing(), object.next(), was);
                if (stayedIn != null && entry.stage() != null) {
                    values.put(stayedIn, entry.stage());
                }
                own.put(entry, values);
            }
        }
        Map<Entry, Around> around = surroundings.of(session, own);
        Map<Entry, Asked> asked = new LinkedHashMap<>();
        own.forEach((entry, values) -> {
            Around near = around.getOrDefault(entry, new Around(Map.of(), Map.of()));
            Facts facts =
                    new Facts(values, near.parents(), near.children(), session.momentAt(entry.at(), entry.actor()));
            Was was = were.get(entry.when());
            asked.put(entry, new Asked(facts, was == null ? Known.AS_IT_WAS : was.known()));
        });
        return asked;
    }

    /// The values of a record that have the same sort of value in the draft as they have in the records.
    static Map<String, Object> values(PastRecords past, ObjectModel standing, ObjectModel next, Was was) {
        Map<String, Object> values = new HashMap<>(past.values(standing, was.record()));
        values.keySet().removeIf(key -> !SystemNames.isSystem(key) && !alike(standing, next, key));
        return values;
    }

    private static boolean alike(ObjectModel standing, ObjectModel next, String key) {
        FieldModel old = standing.fields().get(key);
        FieldModel kept = next.fields().get(key);
        return old != null && kept != null && old.type().kind() == kept.type().kind();
    }
}
