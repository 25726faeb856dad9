package io.ripeline.worklist;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.Definition.StepDefinition;
import io.ripeline.record.Session;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One touch as it shall stand on the list.
///
/// @param rule key of the rhythm that wants it; absent for what a person planned outside of one
/// @param step the number of the rhythm's step, from 0
record Plan(
        LocalDate dueOn,
        String channel,
        @Nullable String purpose,
        @Nullable String rule,
        int step) {

    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    /// A step of a rhythm, counted from the last contact; nothing where the rhythm has ended.
    ///
    /// @param locale the company's language, in which the purpose is noted
    static Optional<Plan> of(Cadence cadence, int step, LocalDate contact, Locale locale) {
        return cadence.step(step)
                .map(next -> new Plan(
                        within(cadence.calendar().plus(contact, next.after())),
                        next.channel(),
                        purpose(next, locale),
                        cadence.key(),
                        step));
    }

    private static LocalDate within(LocalDate day) {
        return day.isAfter(LAST_DAY) ? LAST_DAY : day;
    }

    private static @Nullable String purpose(StepDefinition step, Locale locale) {
        return step.purpose() == null ? null : step.purpose().in(locale);
    }

    /// The same, its purpose cut to what the field holds.
    Plan fitting(Session session) {
        return purpose == null
                ? this
                : new Plan(dueOn, channel, FollowUps.fitting(session, FollowUp.PURPOSE, purpose), rule, step);
    }

    /// The same, on the given day at the earliest.
    Plan notBefore(LocalDate day) {
        return dueOn.isBefore(day) ? new Plan(day, channel, purpose, rule, step) : this;
    }
}
