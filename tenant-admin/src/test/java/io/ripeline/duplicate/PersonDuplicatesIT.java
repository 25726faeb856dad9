package io.ripeline.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.json.StrictJson;
import io.ripeline.record.Cause;
import io.ripeline.record.DuplicateMatch;
import io.ripeline.record.Past;
import io.ripeline.record.Records;
import io.ripeline.record.StoredRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/// How well people are recognised in a public list of a thousand, half of whom are there twice with an error in their
/// name, address or birth date. Their number, which would tell, is left out.
@WithCompanies
class PersonDuplicatesIT {

    private static final Logger LOG = LoggerFactory.getLogger(PersonDuplicatesIT.class);
    private static final int ORIGINALS = 500;

    private static final String GUEST = """
            [{"op": "add", "path": "/objects/-", "value": {
               "key": "guest", "label": L, "nameField": "surname", "visibility": "public", "fields": [
                {"key": "given_name", "label": L, "type": "text"},
                {"key": "surname", "label": L, "type": "text"},
                {"key": "address", "label": L, "type": "text"},
                {"key": "town", "label": L, "type": "text"},
                {"key": "born", "label": L, "type": "text"}],
               "duplicates": [
                {"key": "alike", "fields": ["given_name", "surname", "address", "town", "born"], "match": "fuzzy",
                 "threshold": 0.5, "action": "warn"}]}}]""".replace("L,", "{\"en\": \"X\", \"zh-CN\": \"项\"},");

    @Autowired
    private Companies companies;

    @Autowired
    private Records records;

    private static Optional<Path> list() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path found = folder.resolve("shared/data/person_duplicates/dataset1.csv");
            if (Files.exists(found)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /// The number in `rec-122-dup-0`, with the values of the person.
    private record Guest(String person, Map<String, String> values) {

        static Guest of(String line) {
            List<String> cells =
                    List.of(line.split(",", -1)).stream().map(String::strip).toList();
            Map<String, String> values = new LinkedHashMap<>();
            values.put("given_name", cells.get(1));
            values.put("surname", cells.get(2));
            values.put("address", String.join(" ", cells.subList(3, 6)).strip());
            values.put("town", String.join(" ", cells.subList(6, 9)).strip());
            values.put("born", cells.get(9));
            values.values().removeIf(String::isEmpty);
            return new Guest(cells.get(0).split("-", -1)[1], values);
        }
    }

    @Test
    void areRecognisedByNameAddressAndBirthDate() throws IOException {
        Optional<Path> list = list();
        Assumptions.assumeTrue(list.isPresent(), "the public list is not here");
        List<Guest> guests = Files.readAllLines(list.orElseThrow()).stream()
                .skip(1)
                .map(Guest::of)
                .toList();
        Company company = companies.provision();
        company.publish(GUEST);

        Set<String> pairs = new TreeSet<>();
        Map<UUID, Guest> byId = new HashMap<>();
        for (int from = 0; from < guests.size(); from += 100) {
            List<Guest> some = guests.subList(from, Math.min(from + 100, guests.size()));
            company.admin().write(session -> written(session, some, byId, pairs));
        }

        long right = pairs.stream().filter(pair -> pair.endsWith("=")).count();
        double precision = (double) right / pairs.size();
        double recall = (double) right / ORIGINALS;
        double f1 = 2 * precision * recall / (precision + recall);
        LOG.warn(String.format(
                "F1 of the fuzzy finder on person_duplicates: %.4f (precision %.4f, recall %.4f)",
                f1, precision, recall));
        assertThat(f1).isGreaterThan(0.98);
    }

    private List<StoredRecord> written(
            io.ripeline.record.Session session, List<Guest> guests, Map<UUID, Guest> byId, Set<String> pairs) {
        var object = session.model().object("guest");
        List<StoredRecord> written = new ArrayList<>();
        for (Guest guest : guests) {
            var changes = Person.changes(session, "guest", StrictJson.MAPPER.writeValueAsString(guest.values()));
            var made = records.create(session, object, changes, Cause.IMPORT, Past.NONE);
            byId.put(made.record().id(), guest);
            for (DuplicateMatch match : made.duplicates()) {
                Guest other = Objects.requireNonNull(
                        byId.get(Objects.requireNonNull(match.record()).id()));
                String same = other.person().equals(guest.person()) ? "=" : "";
                pairs.add(made.record().id() + " " + match.record().id() + " " + same);
            }
            written.add(made.record());
        }
        return written;
    }
}
