package io.ripeline.worklist;

import static io.ripeline.worklist.WorklistError.NEXT_STEP_MISSING;

import io.ripeline.definition.Funnel.StageKind;
import io.ripeline.definition.ObjectModel;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.refusal.Text;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Sees to it that nothing is finished without a next step, where the company wants one.
@Component
class NextStep {

    private final FollowUps followUps;

    NextStep(FollowUps followUps) {
        this.followUps = followUps;
    }

    /// Refuses with `next-step-missing` where an item was finished, nothing is planned about its subject any more, and
    /// that is neither won nor lost.
    void require(Session session, UUID finished) {
        if (!session.model().workday().nextStepRequired()) {
            return;
        }
        Subject subject = followUps.lock(session, finished).subject();
        Optional<ObjectModel> object = session.model().find(subject.object());
        boolean wanted = object.isPresent()
                && followUps.open(session, subject.id()).isEmpty()
                && isOpen(object.get(), followUps.lock(session, object.get(), subject.id()));
        if (wanted) {
            throw NEXT_STEP_MISSING.at(
                    "/next",
                    Text.of("Say what comes next, and when: the company wants a next step.", "请填写下一步及日期：公司要求必须有下一步。"));
        }
    }

    /// Whether a record is neither won nor lost.
    static boolean isOpen(ObjectModel object, StoredRecord record) {
        return object.funnelOf(record.values())
                .flatMap(funnel -> record.text(funnel.field())
                        .flatMap(stage -> Optional.ofNullable(funnel.stages().get(stage))))
                .map(stage -> stage.kind() == StageKind.OPEN)
                .orElse(true);
    }
}
