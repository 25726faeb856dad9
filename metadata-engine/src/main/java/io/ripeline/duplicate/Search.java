package io.ripeline.duplicate;

import io.ripeline.definition.DuplicateRule;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Expression;
import io.ripeline.record.AllRecords;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One look for the duplicates of some records, whoever may see them: one query for their keys, one for what is found.
final class Search {

    /// Of what shares keys with a record the likeliest are compared with it.
    private static final int COMPARED = 60;

    /// Of what shares only one of a record's many keys, which among very many records is mostly chance, so many.
    private static final int BY_CHANCE = 8;

    private static final int TOLD = 10;

    /// From so many keys on, a rule is locked as a whole: each lock takes room in the server's memory.
    private static final int MANY_LOCKS = 400;

    private final Session session;
    private final ObjectModel object;
    private final List<Comparison> comparisons;
    private final AllRecords records;
    private final DuplicateKeys keys;

    Search(Session session, ObjectModel object, Collection<DuplicateRule> rules, AllRecords records) {
        this.session = session;
        this.object = object;
        this.comparisons =
                rules.stream().map(rule -> new Comparison(object, rule)).toList();
        this.records = records;
        this.keys = new DuplicateKeys(session.transaction());
    }

    /// One record under one rule.
    private record Asked(int number, StoredRecord record, Comparison comparison, List<Long> keys) {

        Asked {
            keys = List.copyOf(keys);
        }

        /// What shares keys with it, the likeliest first.
        List<UUID> candidates(Map<Long, Set<UUID>> byKey) {
            Map<UUID, Integer> shared = new HashMap<>();
            for (long key : keys) {
                byKey.getOrDefault(key, Set.of()).forEach(id -> shared.merge(id, 1, Integer::sum));
            }
            shared.remove(record.id());
            List<UUID> likely = shared.entrySet().stream()
                    .filter(each -> keys.size() == 1 || each.getValue() > 1)
                    .sorted(Map.Entry.<UUID, Integer>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(COMPARED)
                    .map(Map.Entry::getKey)
                    .toList();
            Stream<UUID> byChance = shared.entrySet().stream()
                    .filter(each -> keys.size() > 1 && each.getValue() == 1)
                    .map(Map.Entry::getKey)
                    .sorted()
                    .limit(Math.min(BY_CHANCE, COMPARED - likely.size()));
            return Stream.concat(likely.stream(), byChance).toList();
        }
    }

    /// Whether a rule is asked about the record with a number.
    @FunctionalInterface
    interface Asks {
        boolean test(int number, DuplicateRule rule);
    }

    /// For each record what the rules find, the likeliest first; among them those of the records that come before it.
    ///
    /// @param holding whether nobody else may write what a blocking rule finds until the transaction ends
    List<List<Found>> among(List<StoredRecord> wanted, boolean holding) {
        return among(wanted, holding, (number, rule) -> true);
    }

    /// The same with some of the rules for each.
    List<List<Found>> among(List<StoredRecord> wanted, boolean holding, Asks asks) {
        List<Asked> asked = asked(wanted, asks);
        if (holding) {
            hold(asked);
        }
        Set<Long> all = new LinkedHashSet<>();
        asked.forEach(each -> all.addAll(each.keys()));
        return found(wanted, asked, keys.find(all));
    }

    private List<Asked> asked(List<StoredRecord> wanted, Asks asks) {
        List<Asked> asked = new ArrayList<>();
        List<Map<Comparison, long[]>> keys = wanted.parallelStream()
                .map(record -> comparisons.stream().collect(Collectors.toMap(each -> each, each -> each.keys(record))))
                .toList();
        for (int number = 0; number < wanted.size(); number++) {
            StoredRecord record = wanted.get(number);
            for (Comparison comparison : comparisons) {
                long[] its = keys.get(number).getOrDefault(comparison, Comparison.NONE);
                boolean isAsked = its.length > 0 && asks.test(number, comparison.rule());
                if (isAsked && applies(comparison.rule(), record)) {
                    asked.add(new Asked(
                            number,
                            record,
                            comparison,
                            Arrays.stream(its).boxed().toList()));
                }
            }
        }
        return asked;
    }

    private boolean applies(DuplicateRule rule, StoredRecord record) {
        Expression when = rule.when();
        return when == null || when.holds(session.facts(object, record, when.needs()));
    }

    private void hold(List<Asked> asked) {
        TreeSet<Long> rules = new TreeSet<>();
        TreeSet<Long> single = new TreeSet<>();
        asked.stream().filter(each -> each.comparison().rule().blocks()).forEach(each -> {
            rules.add(each.comparison().lock());
            single.addAll(each.keys());
        });
        boolean many = single.size() > MANY_LOCKS;
        keys.lock(rules, many);
        if (!many) {
            keys.lock(single, true);
        }
    }

    private List<List<Found>> found(List<StoredRecord> wanted, List<Asked> asked, Map<Long, Set<UUID>> byKey) {
        IdentityHashMap<Asked, List<UUID>> candidates = new IdentityHashMap<>();
        Map<UUID, StoredRecord> own = new HashMap<>();
        Set<UUID> unknown = new LinkedHashSet<>();
        for (Asked each : asked) {
            List<UUID> its = each.candidates(byKey);
            candidates.put(each, its);
            unknown.addAll(its);
            own.put(each.record().id(), each.record());
            for (long key : each.keys()) {
                byKey.computeIfAbsent(key, fresh -> new LinkedHashSet<>())
                        .add(each.record().id());
            }
        }
        unknown.removeAll(own.keySet());
        Map<UUID, StoredRecord> compared = new HashMap<>(own);
        records.live(session, object, unknown, fields()).forEach(record -> compared.put(record.id(), record));
        // Comparing needs no database, which meanwhile waits: all processors may do it.
        List<Likely> likely = asked.parallelStream()
                .flatMap(each -> likely(each, candidates.getOrDefault(each, List.of()), compared).stream())
                .toList();
        return told(wanted, likely, whole(likely, own));
    }

    /// The keys of the fields that are compared.
    private Set<String> fields() {
        return comparisons.stream()
                .flatMap(each -> each.rule().fields().stream())
                .map(FieldModel::key)
                .collect(Collectors.toSet());
    }

    /// What a rule takes for the same as a record.
    private record Likely(Asked asked, UUID other, double score) {}

    private static List<Likely> likely(Asked asked, List<UUID> candidates, Map<UUID, StoredRecord> compared) {
        List<Likely> likely = new ArrayList<>();
        Comparison.Compared itself =
                candidates.isEmpty() ? null : asked.comparison().compared(asked.record());
        for (UUID id : candidates) {
            StoredRecord other = compared.get(id);
            double score = other == null || itself == null ? 0 : itself.score(other);
            if (score > 0) {
                likely.add(new Likely(asked, id, score));
            }
        }
        likely.sort(Comparator.comparingDouble(Likely::score).reversed());
        return likely;
    }

    /// The records that are told of, with all their values.
    private Map<UUID, StoredRecord> whole(List<Likely> likely, Map<UUID, StoredRecord> own) {
        Set<UUID> others = likely.stream().map(Likely::other).collect(Collectors.toCollection(LinkedHashSet::new));
        others.removeAll(own.keySet());
        Map<UUID, StoredRecord> whole = new HashMap<>(own);
        records.live(session, object, others).forEach(record -> whole.put(record.id(), record));
        return whole;
    }

    private List<List<Found>> told(List<StoredRecord> wanted, List<Likely> likely, Map<UUID, StoredRecord> whole) {
        List<List<Found>> found = new ArrayList<>();
        wanted.forEach(record -> found.add(new ArrayList<>()));
        IdentityHashMap<Asked, Integer> told = new IdentityHashMap<>();
        for (Likely each : likely) {
            DuplicateRule rule = each.asked().comparison().rule();
            StoredRecord other = whole.get(each.other());
            if (other != null && told.getOrDefault(each.asked(), 0) < TOLD && applies(rule, other)) {
                told.merge(each.asked(), 1, Integer::sum);
                found.get(each.asked().number()).add(new Found(rule, other, each.score()));
            }
        }
        return found;
    }
}
