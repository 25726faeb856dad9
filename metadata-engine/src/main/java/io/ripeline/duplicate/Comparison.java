package io.ripeline.duplicate;

import io.ripeline.definition.DuplicateRule;
import io.ripeline.definition.DuplicateRule.Match;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.record.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How one rule compares the records of its object.
final class Comparison {

    static final long[] NONE = {};

    private final DuplicateRule rule;
    private final long salt;

    Comparison(ObjectModel object, DuplicateRule rule) {
        this.rule = rule;
        this.salt = salt(object, rule);
    }

    /// Stands for all that makes the keys of a rule what they are.
    static long salt(ObjectModel object, DuplicateRule rule) {
        long salt = Hashing.of(Hashing.BEGIN, object.key());
        salt = Hashing.of(salt, rule.key());
        salt = Hashing.of(salt, rule.match().name());
        for (FieldModel field : rule.fields()) {
            salt = Hashing.of(salt, field.key() + ":" + field.type().key());
        }
        return rule.match() == Match.FUZZY
                ? Hashing.of(salt, rule.threshold().stripTrailingZeros().toPlainString())
                : salt;
    }

    DuplicateRule rule() {
        return rule;
    }

    /// The number whoever writes records one by one shares, and whoever writes very many at once has alone.
    long lock() {
        return Hashing.mix(salt);
    }

    /// The keys of a record, of which one that is the same shares one; none where it has not the values to compare.
    long[] keys(StoredRecord record) {
        if (rule.match() == Match.FUZZY) {
            Trigrams trigrams = trigrams(record);
            return trigrams.isEmpty()
                    ? NONE
                    : trigrams.keys(salt, rule.threshold().doubleValue());
        }
        List<Form> forms = forms(record);
        if (forms.isEmpty()) {
            return NONE;
        }
        long key = salt;
        for (Form form : forms) {
            key = Hashing.of(key, form.key());
        }
        return new long[] {key};
    }

    /// A record that others are compared with.
    @FunctionalInterface
    interface Compared {

        /// How alike another one is, from 0 to 1; 0 where the rule does not take both for the same.
        double score(StoredRecord other);
    }

    /// A record, to compare others with it.
    Compared compared(StoredRecord record) {
        if (rule.match() == Match.FUZZY) {
            Trigrams its = trigrams(record);
            double threshold = rule.threshold().doubleValue();
            return other -> {
                double likeness = its.likeness(trigrams(other));
                return likeness >= threshold ? likeness : 0;
            };
        }
        List<Form> its = forms(record);
        return other -> agree(its, forms(other)) ? 1 : 0;
    }

    private static boolean agree(List<Form> some, List<Form> others) {
        boolean agree = !some.isEmpty() && some.size() == others.size();
        for (int index = 0; agree && index < some.size(); index++) {
            agree = some.get(index).agrees(others.get(index));
        }
        return agree;
    }

    /// The form of each value; empty where one is absent.
    private List<Form> forms(StoredRecord record) {
        List<Form> forms = new ArrayList<>();
        for (FieldModel field : rule.fields()) {
            Optional<Form> form = record.value(field.key()).flatMap(value -> Form.of(rule.match(), field, value));
            if (form.isEmpty()) {
                return List.of();
            }
            forms.add(form.get());
        }
        return forms;
    }

    private Trigrams trigrams(StoredRecord record) {
        return new Trigrams(rule.fields().stream()
                .map(field -> record.value(field.key())
                        .map(value -> Trigrams.of(Form.words(field, value)))
                        .orElse(NONE))
                .toList());
    }
}
