package io.ripeline.publishing;

import static io.ripeline.publishing.PublishingError.VALUES_NOT_UNIQUE;
import static io.ripeline.publishing.PublishingError.VALUE_NOT_CONVERTIBLE;

import io.ripeline.record.Session;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import io.ripeline.schema.Conversions;
import io.ripeline.schema.SchemaChange.ChangeType;
import io.ripeline.schema.SchemaChange.ChangeUnique;
import io.ripeline.schema.SchemaPlan;
import java.util.ArrayList;
import java.util.List;

/// Keeps a publish from losing values that nobody gave up, and from promising that values are unique which are not.
final class Losses {

    private final Session session;
    private final SchemaPlan plan;
    private final List<ValueMapping> mappings;

    Losses(Session session, SchemaPlan plan, List<ValueMapping> mappings) {
        this.session = session;
        this.plan = plan;
        this.mappings = mappings;
    }

    /// Refuses with `value-not-convertible` or `values-not-unique`.
    void orRefuse() {
        List<Violation> violations = new ArrayList<>();
        plan.conversions().forEach(change -> conversion(change, violations));
        plan.restrictions().forEach(change -> restriction(change, violations));
        if (!violations.isEmpty()) {
            PublishingError code = violations.getFirst().code().equals(VALUES_NOT_UNIQUE.code())
                    ? VALUES_NOT_UNIQUE
                    : VALUE_NOT_CONVERTIBLE;
            throw new Refused(code, violations.getFirst().message(), violations);
        }
    }

    private void conversion(ChangeType change, List<Violation> violations) {
        if (mappings.stream()
                .anyMatch(mapping ->
                        mapping.drops(change.object().key(), change.field().key()))) {
            return;
        }
        long lost = Conversions.lost(session.transaction(), session.model(), change);
        if (lost > 0) {
            Text label = change.field().definition().label().text();
            violations.add(new Violation(
                    "/migrations",
                    VALUE_NOT_CONVERTIBLE.code(),
                    new Text(
                            "%d %s of %s cannot be converted to the new type; correct them, or accept losing them by {\"object\": \"%s\", \"field\": \"%s\", \"convert\": \"drop\"} in migrations."
                                    .formatted(
                                            lost,
                                            lost == 1 ? "value" : "values",
                                            label.en(),
                                            change.object().key(),
                                            change.field().key()),
                            "“%s”有 %d 个值无法转换为新类型，请先修改，或在 migrations 中以 {\"object\": \"%s\", \"field\": \"%s\", \"convert\": \"drop\"} 确认丢弃。"
                                    .formatted(
                                            label.zh(),
                                            lost,
                                            change.object().key(),
                                            change.field().key()))));
        }
    }

    private void restriction(ChangeUnique change, List<Violation> violations) {
        DuplicateValues.Found found = new DuplicateValues(session.transaction()).of(change);
        if (found.count().failing() > 0) {
            Text label = change.field().definition().label().text();
            String values = String.join(", ", found.values());
            violations.add(new Violation(
                    "/objects",
                    VALUES_NOT_UNIQUE.code(),
                    new Text(
                            "%d records share a value of %s (%s); make them different first."
                                    .formatted(found.count().failing(), label.en(), values),
                            "有 %d 条记录的“%s”重复（%s），请先修改。".formatted(found.count().failing(), label.zh(), values))));
        }
    }
}
