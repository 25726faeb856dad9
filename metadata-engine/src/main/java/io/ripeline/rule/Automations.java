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
import io.ripeline.expression.Needs;
import io.ripeline.expression.ValueExpression;
import io.ripeline.record.Attempt;
import io.ripeline.record.Callers;
import io.ripeline.record.Cause;
import io.ripeline.record.ChangedRecord;
import io.ripeline.record.NewRecord;
import io.ripeline.record.Past;
import io.ripeline.record.Precondition;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.RecordWritten;
import io.ripeline.record.Records;
import io.ripeline.record.RecordsSettled;
import io.ripeline.record.RecordsWritten;
import io.ripeline.record.Session;
import io.ripeline.record.Subject;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
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
    void on(RecordsSettled settled) {
        RecordsWritten written = settled.written();
        List<Automation> automations =
                written.model().automations(written.object().key());
        if (automations.isEmpty() || !written.cause().isOfCompany()) {
            return;
        }
        Session session = callers.following(written.transaction(), written.model());
        if (automations.stream().allMatch(Automations::readsItselfOnly)) {
            act(session, automations, written.all());
        } else {
            written.each(each -> act(session, automations, List.of(each)));
        }
    }

    /// Whether what others of the records become is nothing to it.
    private static boolean readsItselfOnly(Automation automation) {
        Stream<Needs> values = automation.actions().stream()
                .flatMap(action -> switch (action) {
                    case Action.SetValues set -> set.values().values().stream();
                    case Action.CreateRecord create -> create.values().values().stream();
                    case Action.PlanFollowUp _ -> Stream.<ValueExpression>empty();
                })
                .map(ValueExpression::needs);
        var condition = automation.condition();
        return values.allMatch(Needs::areOwn)
                && (condition == null || condition.needs().areOwn());
    }

    private void act(Session session, List<Automation> automations, List<RecordWritten> written) {
        for (Automation automation : automations) {
            List<RecordWritten> set = written.stream()
                    .filter(each -> Trigger.of(each).sets(automation) && applies(session, automation, each))
                    .toList();
            if (!set.isEmpty()) {
                act(session, automation, set);
            }
        }
    }

    private static boolean applies(Session session, Automation automation, RecordWritten written) {
        var condition = automation.condition();
        return condition == null
                || condition.holds(session.facts(written.object(), written.after(), condition.needs()));
    }

    private void act(Session session, Automation automation, List<RecordWritten> written) {
        int depth = DEPTH.isBound() ? DEPTH.get() : 0;
        if (depth == DEEPEST) {
            Text name = automation.definition().label().text();
            throw AUTOMATION_DEPTH.because(new Text(
                    "Automations set each other off more than %d deep, %s among them; an admin can break the circle."
                            .formatted(DEEPEST, name.en()),
                    "自动化连续触发超过 %d 层（包括“%s”），请联系管理员修改。".formatted(DEEPEST, name.zh())));
        }
        Cause cause = Cause.automation(automation.key());
        ScopedValue.where(DEPTH, depth + 1)
                .run(() -> automation.actions().forEach(action -> act(session, action, written, cause)));
    }

    /// Acts on all the records; what is refused for one of them is refused.
    private void act(Session session, Action action, List<RecordWritten> written, Cause cause) {
        switch (action) {
            case Action.SetValues set -> change(session, set, written, cause);
            case Action.PlanFollowUp plan -> {
                ObjectModel object = session.model().object(StandardObjects.FOLLOW_UP);
                create(session, object, written, each -> planned(session, object, each, plan.definition()), cause);
            }
            case Action.CreateRecord create -> {
                ObjectModel object = session.model().object(create.object());
                create(session, object, written, each -> made(session, object, each, create), cause);
            }
        }
    }

    private void change(Session session, Action.SetValues set, List<RecordWritten> written, Cause cause) {
        ObjectModel object = written.getFirst().object();
        List<ChangedRecord> wanted = written.stream()
                .map(each -> new ChangedRecord(
                        each.after().id(), RecordChanges.of(values(session, each, object, set.values())), Past.NONE))
                .toList();
        if (wanted.size() == 1) {
            ChangedRecord one = wanted.getFirst();
            records.update(session, object, one.id(), one.changes(), Precondition.NONE, cause);
        } else {
            orRefuse(records.updateAll(session, object, wanted, cause));
        }
    }

    private void create(
            Session session,
            ObjectModel object,
            List<RecordWritten> written,
            Function<RecordWritten, RecordChanges> changes,
            Cause cause) {
        if (written.size() == 1) {
            records.create(session, object, changes.apply(written.getFirst()), cause, Past.NONE);
        } else {
            List<NewRecord> wanted = written.stream()
                    .map(each -> new NewRecord(changes.apply(each), Past.NONE))
                    .toList();
            orRefuse(records.createAll(session, object, wanted, false, cause));
        }
    }

    private static void orRefuse(List<Attempt> attempts) {
        for (Attempt attempt : attempts) {
            if (attempt instanceof Attempt.Failed(Refused refused)) {
                throw refused;
            }
        }
    }

    private static RecordChanges made(
            Session session, ObjectModel object, RecordWritten written, Action.CreateRecord create) {
        RecordChanges changes = RecordChanges.of(values(session, written, object, create.values()))
                .about(subject(written));
        return owned(written, object, changes);
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

    private static RecordChanges planned(
            Session session, ObjectModel object, RecordWritten written, FollowUpDefinition followUp) {
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
        return RecordChanges.of(values).ownedBy(written.after().ownerId()).about(subject(written));
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
