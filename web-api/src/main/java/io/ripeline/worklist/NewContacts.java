package io.ripeline.worklist;

import io.ripeline.record.Cause;
import io.ripeline.record.RecordWritten;
import io.ripeline.record.RecordsWritten;
import io.ripeline.record.Session;
import io.ripeline.record.Subject;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// Activities that were written together, seen by the rhythms of the records they are about.
record NewContacts(Session session, FollowUps followUps, RecordsWritten written) {

    /// Those that rhythms have to see to. Of a history that is brought along that is only the last contact with each
    /// record; of many at once those with records that have something planned.
    Collection<RecordWritten> concerning() {
        Collection<RecordWritten> contacts = contacts();
        if (contacts.size() < 2 || written.cause().key().equals(Cause.WORKLIST.key())) {
            return contacts;
        }
        Set<UUID> planned = planned(contacts);
        return contacts.stream()
                .filter(each -> subject(each)
                        .filter(subject -> planned.contains(subject.id()))
                        .isPresent())
                .toList();
    }

    private Collection<RecordWritten> contacts() {
        if (!Rhythm.HISTORY_BROUGHT.contains(written.cause().key())) {
            return written.all();
        }
        Map<Optional<Subject>, RecordWritten> last = new LinkedHashMap<>();
        written.each(each -> last.put(subject(each), each));
        return last.values();
    }

    private static Optional<Subject> subject(RecordWritten activity) {
        return Optional.ofNullable(activity.after().subject());
    }

    /// The records that have something planned. All are locked, so that nothing is planned for the others meanwhile.
    private Set<UUID> planned(Collection<RecordWritten> contacts) {
        Map<String, Set<UUID>> subjects = new TreeMap<>();
        contacts.stream()
                .flatMap(each -> subject(each).stream())
                .forEach(subject -> subjects.computeIfAbsent(subject.object(), _ -> new TreeSet<>())
                        .add(subject.id()));
        Set<UUID> planned = new HashSet<>();
        subjects.forEach((key, ids) -> session.model()
                .find(key)
                .filter(object -> ApplicableCadence.any(session.model(), object))
                .ifPresent(object -> {
                    followUps.locked(session, object, ids);
                    planned.addAll(followUps.open(session, ids).keySet());
                }));
        return planned;
    }
}
