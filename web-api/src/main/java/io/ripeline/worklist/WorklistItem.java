package io.ripeline.worklist;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ripeline.definition.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of the day's list, as it is answered.
///
/// @param originalDueOn the day it was planned for first
/// @param because the rule that wants it; absent where a person planned it
/// @param overdueDays how many days after its day the list is for; 0 where it is not late
/// @param grade of what it is about, where that is graded and seen by the reader
/// @param phone of what it is about, where it has one and is seen by the reader
/// @param movedTimes how many times people put it off
/// @param lastContactOn when somebody was last in touch about what it is about
/// @param amount of what it is about, where it has one and is seen by the reader
/// @param reclaimOn when what it is about falls back to a pool unless somebody is in touch
/// @param step the number of the rhythm's step, from 0
/// @param by who planned it, where a person did
/// @param openSubject whether what it is about is neither won nor lost
/// @param onBehalfOf whose it is, where the member stands in for her
/// @param version to be sent as `If-Match` with what is done to it
@JsonInclude(JsonInclude.Include.ALWAYS)
public record WorklistItem(
        UUID id,
        About subject,
        LocalDate dueOn,
        @Nullable LocalDate originalDueOn,
        @Nullable String channel,
        @Nullable String purpose,
        @Nullable Because because,
        long overdueDays,
        @Nullable GradeView grade,
        @Nullable String phone,
        int movedTimes,
        @Nullable LocalDate lastContactOn,
        @Nullable Amount amount,
        @Nullable LocalDate reclaimOn,
        int step,
        Planned planned,
        @Nullable Person by,
        boolean openSubject,
        @JsonProperty("for") @Nullable Person onBehalfOf,
        int version) {

    /// What put an item on the list.
    enum Planned {
        /// A rhythm that goes from contact to contact.
        @JsonProperty("rhythm")
        RHYTHM,
        /// A rhythm that comes again each year.
        @JsonProperty("occasion")
        OCCASION,
        /// What the company has done by itself when records change.
        @JsonProperty("automation")
        AUTOMATION,
        /// A person.
        @JsonProperty("person")
        PERSON,
        /// A task of a stage.
        @JsonProperty("task")
        TASK
    }

    /// What it is about.
    public record About(String object, UUID id, String name) {}

    /// Which rule of which version of the definition put it there.
    public record Because(String rule, String label, long version) {}

    /// A member.
    record Person(UUID id, String name) {}

    /// An amount: its digits, with at least the currency's own decimals.
    record Amount(String amount, String currency) {

        static Amount of(Money money) {
            return new Amount(money.digits(), money.currency());
        }
    }

    /// How ripe what it is about is.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record GradeView(
            String key,
            String label,
            @Nullable String color,
            @Nullable Integer ripeness) {}

    /// How ripe what it is about is; -1 where nobody has said.
    int ripeness() {
        return grade == null || grade.ripeness() == null ? -1 : grade.ripeness();
    }

    /// How much is at stake; less than nothing where nobody has said.
    BigDecimal stake() {
        return amount == null ? BigDecimal.valueOf(Long.MIN_VALUE) : new BigDecimal(amount.amount());
    }
}
