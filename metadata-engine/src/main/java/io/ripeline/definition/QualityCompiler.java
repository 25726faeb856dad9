package io.ripeline.definition;

import io.ripeline.definition.DuplicateRule.Match;
import io.ripeline.refusal.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Compiles the rules by which records stay sound: validations and duplicate rules.
final class QualityCompiler {

    private static final Set<String> SEVERITIES = Set.of("block", "warn");
    private static final Set<FieldType> COMPARABLE = Set.of(
            FieldType.TEXT,
            FieldType.PHONE,
            FieldType.EMAIL,
            FieldType.URL,
            FieldType.INTEGER,
            FieldType.DECIMAL,
            FieldType.CURRENCY,
            FieldType.DATE,
            FieldType.SELECT,
            FieldType.LOOKUP,
            FieldType.MEMBER);
    private static final BigDecimal LEAST = new BigDecimal("0.1");
    private static final BigDecimal USUAL = new BigDecimal("0.8");
    private static final int MOST_FIELDS = 5;

    private final Problems problems;

    QualityCompiler(Problems problems) {
        this.problems = problems;
    }

    List<Validation> validations(ObjectModel object, String objectPointer) {
        List<ValidationDefinition> written = object.definition().validations();
        String pointer = objectPointer + "/validations";
        problems.atMost(pointer, written.size(), Limits.RULES);
        List<Validation> validations = new ArrayList<>();
        Set<String> keys = problems.newKeys();
        for (int index = 0; index < written.size(); index++) {
            ValidationDefinition rule = written.get(index);
            String at = pointer + "/" + index;
            problems.key(at, rule.key(), keys);
            problems.label(at + "/label", rule.label());
            problems.label(at + "/message", rule.message());
            problems.oneOf(at + "/severity", rule.severity(), SEVERITIES);
            Conditions.check(rule.when(), object.names(), at + "/when", problems)
                    .ifPresent(fault -> validations.add(new Validation(rule, !"warn".equals(rule.severity()), fault)));
        }
        return validations;
    }

    List<DuplicateRule> duplicates(ObjectModel object, String objectPointer) {
        List<DuplicateDefinition> written = object.definition().duplicates();
        String pointer = objectPointer + "/duplicates";
        problems.atMost(pointer, written.size(), Limits.RULES);
        List<DuplicateRule> rules = new ArrayList<>();
        Set<String> keys = problems.newKeys();
        for (int index = 0; index < written.size(); index++) {
            DuplicateDefinition rule = written.get(index);
            String at = pointer + "/" + index;
            problems.key(at, rule.key(), keys);
            problems.label(at + "/label", rule.label());
            problems.label(at + "/message", rule.message());
            problems.oneOf(at + "/action", rule.action(), SEVERITIES);
            Match match =
                    problems.word(at + "/match", rule.match(), Match.class).orElse(Match.EXACT);
            threshold(rule, match, at);
            rules.add(new DuplicateRule(
                    rule,
                    compared(rule, match, object, at),
                    match,
                    rule.threshold() == null ? USUAL : rule.threshold(),
                    "block".equals(rule.action()),
                    Conditions.optional(rule.when(), object, at + "/when", problems)));
        }
        return rules;
    }

    private List<FieldModel> compared(DuplicateDefinition rule, Match match, ObjectModel object, String pointer) {
        if (rule.fields().isEmpty()) {
            problems.error(
                    pointer + "/fields",
                    "fields-missing",
                    Text.of("The rule compares no field.", "规则没有要比较的字段。"),
                    Text.of("Name at least one.", "请至少指定一个字段。"));
        }
        problems.atMost(pointer + "/fields", rule.fields().size(), MOST_FIELDS);
        List<FieldModel> compared = new ArrayList<>();
        for (int index = 0; index < rule.fields().size(); index++) {
            String at = pointer + "/fields/" + index;
            Optional<FieldModel> field = problems.field(at, rule.fields().get(index), object);
            field.ifPresent(found -> comparable(found, match, at));
            field.ifPresent(compared::add);
        }
        return compared;
    }

    private void comparable(FieldModel field, Match match, String pointer) {
        if (!COMPARABLE.contains(field.type())
                || field.derived()
                || match == Match.FUZZY && !field.type().isText() && field.type() != FieldType.DATE) {
            problems.error(
                    pointer,
                    "field-incomparable",
                    Text.of("Values of \"%s\" cannot be compared in this way.", "字段“%s”不能这样比较。", field.key()),
                    Text.of(
                            "Fuzzy rules compare text and dates; no rule compares long text, yes or no, times or"
                                    + " computed values.",
                            "模糊规则只能比较文本和日期；长文本、是否、时间和计算值不能比较。"));
        }
    }

    private void threshold(DuplicateDefinition rule, Match match, String pointer) {
        BigDecimal threshold = rule.threshold();
        boolean fits = threshold == null
                || match == Match.FUZZY && threshold.compareTo(LEAST) >= 0 && threshold.compareTo(BigDecimal.ONE) <= 0;
        if (!fits) {
            problems.error(
                    pointer + "/threshold",
                    "threshold-malformed",
                    Text.of("This threshold does not fit.", "相似度阈值不适用。"),
                    Text.of("Fuzzy rules have one from 0.1 to 1, others have none.", "仅模糊规则可设阈值，范围为 0.1 到 1。"));
        }
    }
}
