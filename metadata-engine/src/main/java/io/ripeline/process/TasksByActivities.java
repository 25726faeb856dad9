package io.ripeline.process;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Task;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.expression.Facts;
import io.ripeline.expression.Needs;
import io.ripeline.record.Callers;
import io.ripeline.record.RecordDeleted;
import io.ripeline.record.RecordWritten;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.record.Ticks;
import io.ripeline.record.Ticks.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Ticks off the tasks that an activity does, within the write that notes it. An activity of before the record entered
/// its stage, or one still to come, does none.
@Component
class TasksByActivities {

    private final Callers callers;
    private final ApplicationEventPublisher events;

    TasksByActivities(Callers callers, ApplicationEventPublisher events) {
        this.callers = callers;
        this.events = events;
    }

    @EventListener
    void on(RecordWritten written) {
        Optional<ObjectModel> object = concerned(written.model(), written.object(), written.after());
        if (object.isPresent()) {
            Session session = callers.following(written.transaction(), written.model());
            review(session, object.get(), written.after(), written.before() == null);
        }
    }

    /// What did a task is not there any more.
    @EventListener
    void on(RecordDeleted deleted) {
        Optional<ObjectModel> object = concerned(deleted.model(), deleted.object(), deleted.record());
        if (object.isPresent()) {
            Session session = callers.following(deleted.transaction(), deleted.model());
            Subject subject = Objects.requireNonNull(deleted.record().subject());
            Standing standing =
                    Ticks.standing(session, object.get(), List.of(subject.id())).get(subject.id());
            if (standing != null) {
                Ticks.untick(session, subject.id(), standing, deleted.record().id(), List.of());
            }
        }
    }

    /// The object an activity is about, where activities do tasks in one of its funnels.
    private static Optional<ObjectModel> concerned(Model model, ObjectModel object, StoredRecord activity) {
        Subject subject = activity.subject();
        if (subject == null || !object.key().equals(StandardObjects.ACTIVITY)) {
            return Optional.empty();
        }
        return model.find(subject.object())
                .filter(about -> about.funnels().stream()
                        .flatMap(funnel -> funnel.stages().values().stream())
                        .flatMap(stage -> stage.tasks().stream())
                        .anyMatch(task -> task.when() != null));
    }

    private void review(Session session, ObjectModel object, StoredRecord activity, boolean isNew) {
        Subject subject = Objects.requireNonNull(activity.subject());
        Standing standing =
                Ticks.standing(session, object, List.of(subject.id())).get(subject.id());
        if (standing == null) {
            return;
        }
        Set<String> done = carriedOut(session, activity, standing)
                ? done(session, tasks(session, object, subject, standing), activity)
                : Set.of();
        if (!isNew) {
            Ticks.untick(session, subject.id(), standing, activity.id(), done);
        }
        for (String task : done) {
            if (Ticks.tick(session, subject.id(), standing, task, activity.id(), null)) {
                events.publishEvent(new TaskDone(
                        session.transaction(), session.model(), object, subject.id(), standing.stage(), task));
            }
        }
    }

    private static boolean carriedOut(Session session, StoredRecord activity, Standing standing) {
        Instant started = activity.value("started_at")
                .map(Instant.class::cast)
                .orElse(session.transaction().now());
        LocalDate entered = session.transaction().tenant().dateAt(standing.enteredAt());
        return !started.isAfter(session.transaction().now())
                && !session.transaction().tenant().dateAt(started).isBefore(entered);
    }

    private static List<Task> tasks(Session session, ObjectModel object, Subject subject, Standing standing) {
        return funnel(session, object, subject)
                .map(funnel -> funnel.stages().get(standing.stage()))
                .map(Funnel.Stage::tasks)
                .orElse(List.of());
    }

    private static Optional<Funnel> funnel(Session session, ObjectModel object, Subject subject) {
        Map<String, @Nullable Object> values = new HashMap<>();
        Optional<FieldModel> by = object.funnelBy();
        if (by.isPresent()) {
            var column = DSL.field(by.get().column().getQualifiedName(), SQLDataType.CLOB);
            values.put(
                    by.get().key(),
                    session.transaction()
                            .sql()
                            .select(column)
                            .from(object.table())
                            .where(object.columns().id().eq(subject.id()))
                            .fetchOne(column));
        }
        return object.funnelOf(values);
    }

    private static Set<String> done(Session session, List<Task> tasks, StoredRecord activity) {
        List<Task> asked = tasks.stream().filter(task -> task.when() != null).toList();
        if (asked.isEmpty()) {
            return Set.of();
        }
        Needs needs = asked.stream()
                .map(task -> Objects.requireNonNull(task.when()).needs())
                .reduce(Needs.NONE, Needs::and);
        Facts facts = session.facts(session.model().object(StandardObjects.ACTIVITY), activity, needs);
        return asked.stream()
                .filter(task -> Objects.requireNonNull(task.when()).holds(facts))
                .map(Task::key)
                .collect(Collectors.toSet());
    }
}
