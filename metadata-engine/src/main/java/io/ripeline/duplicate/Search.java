package io.ripeline.duplicate;

import io.ripeline.definition.DuplicateRule;
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

/// One look for the duplicates of some records, whoever may see them: one query for their keys, one for what is found.
final class Search {

    /// Of what shares keys with a record the likeliest are compared with it.
    private static final int COMPARED = 60;

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
            return shared.entrySet().stream()
                    .sorted(Map.Entry.<UUID, Integer>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(COMPARED)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    /// For each record what the rules find, the likeliest first; among them those of the records that come before it.
    ///
    /// @param holding whether nobody else may write what a blocking rule finds until the transaction ends
    List<List<Found>> among(List<StoredRecord> wanted, boolean holding) {
        List<Asked> asked = asked(wanted);
        if (holding) {
            hold(asked);
        }
        Set<Long> all = new LinkedHashSet<>();
        asked.forEach(each -> all.addAll(each.keys()));
        Map<Long, Set<UUID>> byKey = new HashMap<>();
        keys.find(all).forEach((key, ids) -> byKey.put(key, new LinkedHashSet<>(ids)));
        return found(wanted, asked, byKey);
    }

    private List<Asked> asked(List<StoredRecord> wanted) {
        List<Asked> asked = new ArrayList<>();
        for (int number = 0; number < wanted.size(); number++) {
            StoredRecord record = wanted.get(number);
            for (Comparison comparison : comparisons) {
                long[] its = comparison.keys(record);
                if (its.length > 0 && applies(comparison.rule(), record)) {
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
        Map<UUID, StoredRecord> known = new HashMap<>();
        Set<UUID> unknown = new LinkedHashSet<>();
        for (Asked each : asked) {
            List<UUID> its = each.candidates(byKey);
            candidates.put(each, its);
            unknown.addAll(its);
            known.put(each.record().id(), each.record());
            for (long key : each.keys()) {
                byKey.computeIfAbsent(key, fresh -> new LinkedHashSet<>())
                        .add(each.record().id());
            }
        }
        unknown.removeAll(known.keySet());
        records.live(session, object, unknown).forEach(record -> known.put(record.id(), record));
        List<List<Found>> found = new ArrayList<>();
        wanted.forEach(record -> found.add(new ArrayList<>()));
        for (Asked each : asked) {
            found.get(each.number()).addAll(compared(each, candidates.getOrDefault(each, List.of()), known));
        }
        return found;
    }

    private List<Found> compared(Asked asked, List<UUID> candidates, Map<UUID, StoredRecord> known) {
        DuplicateRule rule = asked.comparison().rule();
        return candidates.stream()
                .filter(known::containsKey)
                .map(known::get)
                .map(other -> new Found(rule, other, asked.comparison().score(asked.record(), other)))
                .filter(found -> found.score() > 0)
                .sorted(Comparator.comparingDouble(Found::score).reversed())
                .filter(found -> applies(rule, found.other()))
                .limit(TOLD)
                .toList();
    }
}
