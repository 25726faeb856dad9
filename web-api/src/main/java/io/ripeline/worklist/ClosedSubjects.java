package io.ripeline.worklist;

import static io.ripeline.worklist.WorklistError.SUBJECT_CLOSED;

import io.ripeline.definition.ObjectModel;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Text;
import org.jooq.Condition;

/// Planning by hand about records that were won or lost: nothing follows on these, unless a rhythm of the company goes
/// on with them, such as the care after a sale.
final class ClosedSubjects {

    private ClosedSubjects() {}

    /// Whether a record is closed and cared for; refuses with `subject-closed` one that is closed and is not.
    static boolean areCaredFor(Session session, ObjectModel object, StoredRecord subject, String pointer) {
        if (NextStep.isOpen(object, subject)) {
            return false;
        }
        if (ApplicableCadence.of(session, object, subject).isEmpty()
                && ApplicableCadence.yearly(session, object, subject).isEmpty()) {
            throw SUBJECT_CLOSED.at(
                    pointer,
                    Text.of(
                            "It was won or lost, and no rhythm goes on with it; move it back to an open stage first.",
                            "该记录已成交或已丢单，且没有适用的跟进节奏；请先将其移回进行中的阶段。"));
        }
        return true;
    }

    /// The items that stand on the day's list whatever their subject has come to: a rhythm wants them, or a person
    /// planned them while one went on with the closed subject. Only these know a version of the definition.
    static Condition standing(ObjectModel followUp) {
        return Columns.of(followUp, FollowUp.RULE, String.class)
                .isNotNull()
                .or(Columns.of(followUp, FollowUp.RULE_VERSION, Long.class).isNotNull());
    }
}
