package io.ripeline.process;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Task;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.expression.Facts;
import io.ripeline.expression.Needs;
import io.ripeline.process.CountedFor.Target;
import io.ripeline.record.Callers;
import io.ripeline.record.RecordDeleted;
import io.ripeline.record.RecordWritten;
import io.ripeline.record.RecordsWritten;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
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
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Ticks off the tasks that an activity does, within the write that notes it. An activity of before the record entered
/// its stage, or one still to come, does none. For which records it counts: see {@link CountedFor}.
@Component
class TasksByActivities {

    private final Callers callers;
    private final ApplicationEventPublisher events;

    TasksByActivities(Callers callers, ApplicationEventPublisher events) {
        this.callers = callers;
        this.events = events;
    }

    @EventListener
    void on(RecordsWritten written) {
        if (!concerned(written.model(), written.object())) {
            return;
        }
        Session session = callers.following(written.transaction(), written.model());
        Map<UUID, List<Target>> counted = CountedFor.of(
                session, written.all().stream().map(RecordWritten::after).toList());
        for (RecordWritten each : written.all()) {
            List<Target> targets = counted.getOrDefault(each.after().id(), List.of());
            if (each.before() != null) {
                takeBack(session, each.after(), targets);
            }
            targets.forEach(target -> review(session, target, each.after()));
        }
    }

    /// What did a task is not there any more.
    @EventListener
    void on(RecordDeleted deleted) {
        if (concerned(deleted.model(), deleted.object())) {
            Session session = callers.following(deleted.transaction(), deleted.model());
            takeBack(session, deleted.record(), List.of());
        }
    }

    private static boolean concerned(Model model, ObjectModel object) {
        return object.key().equals(StandardObjects.ACTIVITY) && CountedFor.any(model);
    }

    /// Takes back what an activity did and, as it is now, does not do.
    private void takeBack(Session session, StoredRecord activity, List<Target> targets) {
        Map<UUID, String> records = new HashMap<>();
        Ticks.doneBy(session, activity.id()).forEach(done -> records.put(done.record(), done.object()));
        records.forEach((record, key) -> {
            ObjectModel object = session.model().object(key);
            Standing standing = Ticks.standing(session, object, List.of(record)).get(record);
            if (standing != null) {
                Target target = new Target(object, record);
                Set<String> still =
                        targets.contains(target) ? done(session, target, standing, activity) : Set.<String>of();
                Ticks.untick(session, record, standing, activity.id(), still)
                        .forEach(task -> events.publishEvent(new TaskReopened(
                                session.transaction(), session.model(), object, record, standing.stage(), task)));
            }
        });
    }

    private void review(Session session, Target target, StoredRecord activity) {
        Standing standing =
                Ticks.standing(session, target.object(), List.of(target.id())).get(target.id());
        if (standing == null) {
            return;
        }
        for (String task : done(session, target, standing, activity)) {
            if (Ticks.tick(session, target.id(), standing, task, activity.id(), null)) {
                events.publishEvent(new TaskDone(
                        session.transaction(), session.model(), target.object(), target.id(), standing.stage(), task));
            }
        }
    }

    private static Set<String> done(Session session, Target target, Standing standing, StoredRecord activity) {
        return carriedOut(session, activity, standing)
                ? done(session, tasks(session, target, standing), activity)
                : Set.of();
    }

    private static boolean carriedOut(Session session, StoredRecord activity, Standing standing) {
        Instant started = activity.value("started_at")
                .map(Instant.class::cast)
                .orElse(session.transaction().now());
        LocalDate entered = session.transaction().tenant().dateAt(standing.enteredAt());
        return !started.isAfter(session.transaction().now())
                && !session.transaction().tenant().dateAt(started).isBefore(entered);
    }

    private static List<Task> tasks(Session session, Target target, Standing standing) {
        return funnel(session, target)
                .map(funnel -> funnel.stages().get(standing.stage()))
                .map(Funnel.Stage::tasks)
                .orElse(List.of());
    }

    private static Optional<Funnel> funnel(Session session, Target target) {
        ObjectModel object = target.object();
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
                            .where(object.columns().id().eq(target.id()))
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
