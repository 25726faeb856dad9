package io.ripeline.rule;

import static io.ripeline.rule.RuleError.AUTOMATION_DEPTH;

import io.ripeline.database.Ids;
import io.ripeline.definition.Automation;
import io.ripeline.definition.Automation.Action;
import io.ripeline.definition.AutomationDefinition.FollowUpDefinition;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Money;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.expression.ValueExpression;
import io.ripeline.record.Callers;
import io.ripeline.record.Cause;
import io.ripeline.record.Past;
import io.ripeline.record.Precondition;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.RecordWritten;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Subject;
import io.ripeline.refusal.Text;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Acts on changes of records as the company's automations say, within the write that gave cause: it commits or fails
/// with all that follows from it. What an automation writes may set off others, a few deep; refuses with
/// `automation-depth` where they would go on for ever.
@Component
class Automations {

    private static final int DEEPEST = 8;
    private static final ScopedValue<Integer> DEPTH = ScopedValue.newInstance();
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final Records records;
    private final Callers callers;

    Automations(Records records, Callers callers) {
        this.records = records;
        this.callers = callers;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void on(RecordWritten written) {
        List<Automation> automations =
                written.model().automations(written.object().key());
        if (automations.isEmpty() || !written.cause().isOfCompany()) {
            return;
        }
        Session session = callers.following(written.transaction(), written.model());
        for (Automation automation : automations) {
            if (Trigger.of(written).sets(automation) && applies(session, automation, written)) {
                act(session, automation, written);
            }
        }
    }

    private static boolean applies(Session session, Automation automation, RecordWritten written) {
        var condition = automation.condition();
        return condition == null
                || condition.holds(session.facts(written.object(), written.after(), condition.needs()));
    }

    private void act(Session session, Automation automation, RecordWritten written) {
        int depth = DEPTH.isBound() ? DEPTH.get() : 0;
        if (depth == DEEPEST) {
            Text name = automation.definition().label().text();
            throw AUTOMATION_DEPTH.because(new Text(
                    "Automations set each other off more than %d deep, %s among them; an admin can break the circle."
                            .formatted(DEEPEST, name.en()),
                    "自动化连续触发超过 %d 层（包括“%s”），请联系管理员修改。".formatted(DEEPEST, name.zh())));
        }
        ScopedValue.where(DEPTH, depth + 1)
                .run(() -> automation.actions().forEach(action -> act(session, automation, action, written)));
    }

    private void act(Session session, Automation automation, Action action, RecordWritten written) {
        Cause cause = Cause.automation(automation.key());
        switch (action) {
            case Action.SetValues set ->
                records.update(
                        session,
                        written.object(),
                        written.after().id(),
                        RecordChanges.of(values(session, written, written.object(), set.values())),
                        Precondition.NONE,
                        cause);
            case Action.PlanFollowUp plan -> plan(session, written, plan.definition(), cause);
            case Action.CreateRecord create -> {
                ObjectModel object = session.model().object(create.object());
                RecordChanges changes = RecordChanges.of(values(session, written, object, create.values()))
                        .about(subject(written));
                records.create(session, object, owned(written, object, changes), cause, Past.NONE);
            }
        }
    }

    /// What an automation makes belongs to whom the record belongs to, unless the company assigns such records.
    private static RecordChanges owned(RecordWritten written, ObjectModel object, RecordChanges changes) {
        return written.model().assignments(object.key()).isEmpty()
                ? changes.ownedBy(written.after().ownerId())
                : changes;
    }

    private static Subject subject(RecordWritten written) {
        return new Subject(written.object().key(), written.after().id());
    }

    private void plan(Session session, RecordWritten written, FollowUpDefinition followUp, Cause cause) {
        ObjectModel object = session.model().object(StandardObjects.FOLLOW_UP);
        LocalDate today = session.days().today(written.after().ownerId());
        LocalDate planned = session.model().calendar().plus(today, followUp.after());
        LocalDate due = planned.isAfter(LAST_DAY) ? LAST_DAY : planned;
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("due_on", due);
        values.put("original_due_on", due);
        values.put("channel", followUp.channel());
        values.put("state", "open");
        if (followUp.purpose() != null) {
            String purpose =
                    followUp.purpose().in(session.transaction().tenant().locale());
            values.put("purpose", fitting(object, "purpose", purpose));
        }
        records.create(
                session,
                object,
                RecordChanges.of(values).ownedBy(written.after().ownerId()).about(subject(written)),
                cause,
                Past.NONE);
    }

    private static String fitting(ObjectModel object, String field, String text) {
        Integer most = object.field(field).map(found -> found.maxLength()).orElse(null);
        return most == null || text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    /// The values of an action over the record that set it off; null where one has none there.
    private static Map<String, @Nullable Object> values(
            Session session, RecordWritten written, ObjectModel target, Map<String, ValueExpression> wanted) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        wanted.forEach((key, expression) -> target.field(key).ifPresent(field -> {
            var facts = session.facts(written.object(), written.after(), expression.needs());
            values.put(
                    key,
                    expression
                            .value(facts)
                            .flatMap(value -> typed(field, value))
                            .orElse(null));
        }));
        return values;
    }

    private static Optional<Object> typed(FieldModel field, Object value) {
        return switch (field.type()) {
            case LOOKUP, MEMBER -> Ids.parse((String) value).map(Object.class::cast);
            case CURRENCY -> Optional.of(new Money((BigDecimal) value, field.currency()));
            default -> Optional.of(value);
        };
    }
}
