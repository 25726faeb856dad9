package io.ripeline.record;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// Which activities count as contacts: those for which the company's own condition is true, else all that are neither
/// notes nor demos and no mails that are not sent yet or never were. When they were carried out is another question.
public final class EffectiveContacts {

    private static final String KIND = "kind";
    private static final String MAIL_STATE = "mail_state";
    private static final String QUEUED = "queued";
    private static final String SENT = "sent";
    private static final String FAILED = "failed";
    private static final Set<String> NO_CONTACT = Set.of("note", "demo");

    private EffectiveContacts() {}

    /// The activities that count, as a condition on their table.
    public static Condition condition(Session session) {
        return session.model()
                .effectiveContact()
                .map(effective -> effective.condition(session.moment()))
                .orElseGet(() -> usual(session.model()));
    }

    /// Those that count where the company says nothing of it.
    public static Condition usual(Model model) {
        ObjectModel activity = activity(model);
        Field<String> kind = activity.field(KIND).orElseThrow().column().coerce(String.class);
        Condition usual = kind.notIn(NO_CONTACT);
        return mailState(activity).map(field -> usual.and(sent(field))).orElse(usual);
    }

    private static Condition sent(FieldModel mailState) {
        Field<String> state = mailState.column().coerce(String.class);
        return unsent(mailState).stream()
                .map(word -> state.isDistinctFrom(DSL.inline(word)))
                .reduce(DSL.noCondition(), Condition::and);
    }

    /// What a mail is marked with that is not sent; where sending marks nothing, one that waits counts as sent.
    private static Set<String> unsent(FieldModel mailState) {
        return mailState.offers(SENT) ? Set.of(QUEUED, FAILED) : Set.of(FAILED);
    }

    /// Whether an activity counts.
    public static boolean counts(Session session, StoredRecord activity) {
        ObjectModel object = activity(session.model());
        return session.model()
                .effectiveContact()
                .map(effective -> effective.holds(session.facts(object, activity, effective.needs())))
                .orElseGet(() -> activity.text(KIND)
                                .filter(kind -> !NO_CONTACT.contains(kind))
                                .isPresent()
                        && mailState(object)
                                .filter(field -> activity.text(field.key())
                                        .filter(unsent(field)::contains)
                                        .isPresent())
                                .isEmpty());
    }

    /// The fields of an activity by which it is told.
    public static Set<String> toldBy(Model model) {
        Set<String> fields = new LinkedHashSet<>(Set.of(KIND, MAIL_STATE));
        model.effectiveContact()
                .ifPresent(effective -> fields.addAll(effective.needs().own()));
        return fields;
    }

    private static ObjectModel activity(Model model) {
        return model.object(StandardObjects.ACTIVITY);
    }

    private static Optional<FieldModel> mailState(ObjectModel activity) {
        return activity.field(MAIL_STATE).filter(field -> field.type() == FieldType.SELECT);
    }
}
