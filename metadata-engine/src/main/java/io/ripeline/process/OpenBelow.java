package io.ripeline.process;

import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.Funnel.Task;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.process.CountedFor.Target;
import io.ripeline.record.FieldView;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Ticks;
import io.ripeline.record.Ticks.Tick;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// For which records an activity would count that is noted about a record, as the member sees them: see
/// {@link CountedFor}.
@Component
public class OpenBelow {

    private static final int LISTED = 20;

    private final Records records;

    OpenBelow(Records records) {
        this.records = records;
    }

    /// A record with tasks.
    ///
    /// @param tasks that are not done and that activities do
    public record Open(ObjectModel object, StoredRecord record, Optional<Stage> stage, List<Task> tasks) {

        public Open {
            tasks = List.copyOf(tasks);
        }
    }

    /// The open records found.
    ///
    /// @param only for which it counts when nobody says which, where the member sees that one
    /// @param seen of those it may count for; twenty at most
    public record Found(Optional<Open> only, List<Open> seen) {

        public Found {
            seen = List.copyOf(seen);
        }
    }

    /// Refuses with `record-not-found` or `right-missing`.
    public Found of(Session session, ObjectModel object, UUID id) {
        StoredRecord record = records.get(session, object, id);
        Set<Target> all = CountedFor.hasTasks(object)
                ? Set.of(new Target(object, record.id()))
                : CountedFor.below(session, object, Set.of(id)).getOrDefault(id, Set.of());
        Set<ObjectModel> objects = new LinkedHashSet<>();
        all.forEach(target -> objects.add(target.object()));
        List<Open> seen = new ArrayList<>();
        objects.stream()
                .filter(each -> session.caller().role().may(Right.READ, each.key()))
                .forEach(each -> seen.addAll(open(session, each, all)));
        return new Found(
                all.size() == 1 ? seen.stream().findFirst() : Optional.empty(),
                seen.stream().limit(LISTED).toList());
    }

    private List<Open> open(Session session, ObjectModel object, Set<Target> all) {
        List<UUID> ids = all.stream()
                .filter(target -> target.object().equals(object))
                .map(Target::id)
                .toList();
        boolean told = object.stageField()
                .flatMap(object::field)
                .filter(FieldView.of(session, object)::reads)
                .isPresent();
        Map<UUID, Map<String, Tick>> ticks = Ticks.of(session, object, ids);
        return records.all(session, object, ids).stream()
                .map(record -> {
                    Optional<Stage> stage = told ? stage(object, record) : Optional.empty();
                    Set<String> done = ticks.getOrDefault(record.id(), Map.of()).keySet();
                    return new Open(
                            object,
                            record,
                            stage,
                            stage.stream()
                                    .flatMap(found -> found.tasks().stream())
                                    .filter(task -> task.when() != null && !done.contains(task.key()))
                                    .toList());
                })
                .toList();
    }

    private static Optional<Stage> stage(ObjectModel object, StoredRecord record) {
        return object.funnelOf(record.values())
                .flatMap(funnel -> record.text(funnel.field())
                        .flatMap(key -> Optional.ofNullable(funnel.stages().get(key))));
    }
}
