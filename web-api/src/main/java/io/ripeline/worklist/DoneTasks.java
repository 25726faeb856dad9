package io.ripeline.worklist;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Task;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.record.FieldView;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Ticks;
import io.ripeline.record.Ticks.Done;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.worklist.WorklistItem.About;
import io.ripeline.worklist.WorklistResponses.TaskDone;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Which tasks of stages an activity did, as the member sees their records.
@Component
class DoneTasks {

    private final Records records;

    DoneTasks(Records records) {
        this.records = records;
    }

    List<TaskDone> by(Session session, UUID activity) {
        return Ticks.doneBy(session, activity).stream()
                .flatMap(done -> told(session, done).stream())
                .toList();
    }

    private Optional<TaskDone> told(Session session, Done done) {
        return session.model()
                .find(done.object())
                .filter(object -> session.caller().role().may(Right.READ, object.key()))
                .flatMap(object -> records.find(session, object, done.record())
                        .flatMap(record -> task(object, record, done)
                                .map(task -> new TaskDone(
                                        new About(object.key(), record.id(), name(session, object, record)),
                                        task.key(),
                                        task.definition()
                                                .label()
                                                .in(TenantScope.current().locale())))));
    }

    private static Optional<Task> task(ObjectModel object, StoredRecord record, Done done) {
        return object.funnelOf(record.values())
                .map(Funnel::stages)
                .flatMap(stages -> Optional.ofNullable(stages.get(done.stage())))
                .flatMap(stage -> stage.task(done.task()));
    }

    private static String name(Session session, ObjectModel object, StoredRecord record) {
        FieldModel named = object.nameField();
        return named == null
                ? ""
                : record.text(named.key())
                        .map(FieldView.of(session, object)::name)
                        .orElse("");
    }
}
