package io.ripeline.call;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.definition.StandardObjects;
import io.ripeline.duplicate.PhoneNumber;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.search.Telephones;
import io.ripeline.search.Telephones.Found;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Tells whose a number is: a customer's, else that of the customer of a contact who has it, else the contact's or the
/// lead's own. Of several the one that the member on the telephone owns, else the one changed last.
@Component
class Matching {

    private static final String CONTACT = "contact";
    private static final List<String> OBJECTS = List.of(StandardObjects.CUSTOMER, CONTACT, "lead");

    private final Telephones telephones;
    private final Records records;

    Matching(Telephones telephones, Records records) {
        this.telephones = telephones;
        this.records = records;
    }

    /// The records of many numbers, for one object.
    private record Candidates(ObjectModel object, Map<PhoneNumber, List<Found>> found) {}

    /// Whose each of some numbers is.
    static final class Owners {

        private final Matching matching;
        private final Session session;
        private final List<Candidates> candidates;

        private Owners(Matching matching, Session session, List<Candidates> candidates) {
            this.matching = matching;
            this.session = session;
            this.candidates = candidates;
        }

        /// What a call with this number is about, for a member on the telephone.
        Optional<Subject> of(PhoneNumber number, UUID member) {
            return candidates.stream()
                    .flatMap(each -> each.found().getOrDefault(number, List.of()).stream()
                            .sorted(Comparator.comparing((Found found) -> !member.equals(found.owner()))
                                    .thenComparing(Found::updatedAt, Comparator.reverseOrder())
                                    .thenComparing(Found::id))
                            .limit(1)
                            .map(found -> matching.subject(session, each.object(), found.id())))
                    .findFirst();
        }
    }

    Owners owners(Session session, Collection<PhoneNumber> numbers) {
        Set<PhoneNumber> open = new HashSet<>(numbers);
        List<Candidates> candidates = OBJECTS.stream()
                .flatMap(key -> session.model().find(key).stream())
                .filter(object -> session.caller().role().may(Right.READ, object.key()))
                .map(object -> {
                    Map<PhoneNumber, List<Found>> found =
                            open.isEmpty() ? new HashMap<>() : telephones.find(session, object, open);
                    open.removeAll(found.keySet());
                    return new Candidates(object, found);
                })
                .toList();
        return new Owners(this, session, candidates);
    }

    private Subject subject(Session session, ObjectModel object, UUID id) {
        Subject own = new Subject(object.key(), id);
        if (!object.key().equals(CONTACT)) {
            return own;
        }
        Optional<FieldModel> customer = object.field(StandardObjects.CUSTOMER)
                .filter(field ->
                        field.target().filter(StandardObjects.CUSTOMER::equals).isPresent());
        return customer.flatMap(field -> records.find(session, object, id)
                        .flatMap(contact -> contact.value(field.key()))
                        .flatMap(target ->
                                records.find(session, session.model().object(StandardObjects.CUSTOMER), (UUID) target)))
                .map(StoredRecord::id)
                .map(found -> new Subject(StandardObjects.CUSTOMER, found))
                .orElse(own);
    }
}
