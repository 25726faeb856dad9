package io.ripeline.duplicate;

import static io.ripeline.record.RecordError.DUPLICATE;

import io.ripeline.definition.DuplicateRule;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.record.AllRecords;
import io.ripeline.record.Cause;
import io.ripeline.record.DuplicateMatch;
import io.ripeline.record.DuplicateWatch;
import io.ripeline.record.FieldView;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds the records that are the same as others by the rules of their object.
@Component
public class Duplicates implements DuplicateWatch {

    private final AllRecords records;

    Duplicates(AllRecords records) {
        this.records = records;
    }

    @Override
    public List<DuplicateMatch> look(
            Session session, ObjectModel object, @Nullable StoredRecord before, StoredRecord after, Cause cause) {
        List<DuplicateRule> rules = cause.asksForDuplicates() ? asked(object, before, after, cause) : List.of();
        if (rules.isEmpty()) {
            return List.of();
        }
        List<Found> found = new Search(session, object, rules, records)
                .among(List.of(after), true)
                .getFirst();
        if (found.isEmpty()) {
            return List.of();
        }
        Telling telling = new Telling(session, object, found, Set.of());
        List<DuplicateMatch> matches = found.stream().map(telling::tell).toList();
        if (matches.stream().anyMatch(DuplicateMatch::blocks)) {
            throw refused(object, matches);
        }
        return matches;
    }

    @Override
    public List<List<DuplicateMatch>> lookAll(
            Session session, ObjectModel object, List<StoredRecord> many, Cause cause) {
        return cause.asksForDuplicates()
                ? findAll(session, object, many)
                : many.stream().map(each -> List.<DuplicateMatch>of()).toList();
    }

    private static List<DuplicateRule> asked(
            ObjectModel object, @Nullable StoredRecord before, StoredRecord after, Cause cause) {
        return object.duplicates().stream()
                .filter(rule -> rule.blocks() || cause.duplicates() == Cause.Duplicates.ALL)
                .filter(rule -> before == null
                        || rule.fields().stream()
                                .map(FieldModel::key)
                                .anyMatch(key -> !Objects.equals(before.value(key), after.value(key))))
                .toList();
    }

    /// What a new record, or one with changes, would be the same as; of rules whose every field the member reads.
    public List<DuplicateMatch> find(Session session, ObjectModel object, StoredRecord supposed) {
        FieldView view = FieldView.of(session, object);
        List<DuplicateRule> rules = object.duplicates().stream()
                .filter(rule -> rule.fields().stream().allMatch(view::reads))
                .toList();
        List<Found> found = rules.isEmpty()
                ? List.of()
                : new Search(session, object, rules, records)
                        .among(List.of(supposed), false)
                        .getFirst();
        Telling telling = new Telling(session, object, found, Set.of());
        return found.stream().map(telling::tell).toList();
    }

    /// What each of many records is the same as, asked of all at once: records of the company, and those before
    /// it in the list. Until the transaction ends nobody else can write one that a blocking rule takes for the
    /// same; so they may then be written with {@link Cause.Duplicates#NONE}.
    public List<List<DuplicateMatch>> findAll(Session session, ObjectModel object, List<StoredRecord> many) {
        return findAll(session, object, many, (number, rule) -> true);
    }

    @Override
    public List<List<DuplicateMatch>> lookAll(
            Session session, ObjectModel object, List<StoredRecord> before, List<StoredRecord> after, Cause cause) {
        if (!cause.asksForDuplicates()) {
            return after.stream().map(each -> List.<DuplicateMatch>of()).toList();
        }
        List<Set<DuplicateRule>> rules = IntStream.range(0, after.size())
                .mapToObj(number -> Set.copyOf(asked(object, before.get(number), after.get(number), cause)))
                .toList();
        return findAll(
                session, object, after, (number, rule) -> rules.get(number).contains(rule));
    }

    private List<List<DuplicateMatch>> findAll(
            Session session, ObjectModel object, List<StoredRecord> many, Search.Asks asks) {
        if (object.duplicates().isEmpty()) {
            return many.stream().map(each -> List.<DuplicateMatch>of()).toList();
        }
        List<List<Found>> found = new Search(session, object, object.duplicates(), records).among(many, true, asks);
        Set<UUID> own = many.stream().map(StoredRecord::id).collect(Collectors.toSet());
        Telling telling = new Telling(
                session, object, found.stream().flatMap(List::stream).toList(), own);
        return found.stream()
                .map(its -> its.stream().map(telling::tell).toList())
                .toList();
    }

    @Override
    public Refused refusal(ObjectModel object, List<DuplicateMatch> matches) {
        return refused(object, matches);
    }

    /// The refusal of a record that is there already.
    public static Refused refused(ObjectModel object, List<DuplicateMatch> matches) {
        List<DuplicateMatch> blocking =
                matches.stream().filter(DuplicateMatch::blocks).toList();
        Set<String> fields = new LinkedHashSet<>();
        blocking.forEach(match -> fields.addAll(match.fields()));
        Text detail = detail(blocking.getFirst());
        List<Violation> violations = fields.stream()
                .filter(field -> object.field(field).isPresent())
                .map(field -> new Violation(Violation.pointer("/values", field), DUPLICATE.code(), detail))
                .toList();
        return new Refused(DUPLICATE, detail, violations).with("matches", matches);
    }

    private static Text detail(DuplicateMatch match) {
        DuplicateMatch.Twin twin = match.record();
        if (twin == null) {
            return Text.of(
                    "There is such a record already; you may not read it. Ask an admin.", "已有相同的记录，但您无权查看，请联系管理员。");
        }
        if (twin.owner() != null) {
            return Text.of(
                    "There is such a record already: \"%s\". It belongs to %s; ask them to share it or to hand it over.",
                    "已有相同的记录：“%s”，负责人是 %s，可请其共享或移交。", twin.name(), twin.owner().name());
        }
        if (twin.pool() != null) {
            return Text.of(
                    "There is such a record already: \"%s\". It lies in the pool %s; claim it there.",
                    "已有相同的记录：“%s”，在公海“%s”中，可前往领取。", twin.name(), twin.pool().label());
        }
        return Text.of(
                "There is such a record already: \"%s\". It has no owner; ask an admin for it.",
                "已有相同的记录：“%s”，暂无负责人，请联系管理员。", twin.name());
    }
}
