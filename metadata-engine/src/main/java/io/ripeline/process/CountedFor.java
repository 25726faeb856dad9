package io.ripeline.process;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// Of which records the tasks are done by an activity: of the record it is about or that a lookup of its own names;
/// where neither has any, of the one open record below what it is about, such as the only open deal of a customer. A
/// contact stands for its customer too. Where there are several open ones, the activity has to name the one it counts
/// for.
public final class CountedFor {

    private CountedFor() {}

    /// A record with tasks.
    public record Target(ObjectModel object, UUID id) {}

    /// Whether activities do tasks of an object's records.
    static boolean hasTasks(ObjectModel object) {
        return object.funnels().stream()
                .flatMap(funnel -> funnel.stages().values().stream())
                .flatMap(stage -> stage.tasks().stream())
                .anyMatch(task -> task.when() != null);
    }

    /// Whether activities do tasks of any record.
    static boolean any(Model model) {
        return model.objects().stream().anyMatch(CountedFor::hasTasks);
    }

    /// The field by which an activity names a record of the object, where the definition has one.
    public static Optional<FieldModel> link(Model model, String object) {
        return model.object(StandardObjects.ACTIVITY).all().stream()
                .filter(field -> field.target().filter(object::equals).isPresent())
                .findFirst();
    }

    /// The records that each activity counts for, by its id.
    static Map<UUID, List<Target>> of(Session session, Collection<StoredRecord> activities) {
        Map<UUID, List<Target>> counted = new HashMap<>();
        Map<Subject, List<UUID>> unnamed = new LinkedHashMap<>();
        for (StoredRecord activity : activities) {
            List<Target> named = named(session, activity);
            counted.put(activity.id(), named);
            Subject subject = activity.subject();
            if (named.isEmpty() && subject != null) {
                unnamed.computeIfAbsent(subject, _ -> new ArrayList<>()).add(activity.id());
            }
        }
        Map<String, Set<UUID>> byObject = new LinkedHashMap<>();
        unnamed.keySet()
                .forEach(subject -> byObject.computeIfAbsent(subject.object(), _ -> new HashSet<>())
                        .add(subject.id()));
        byObject.forEach((key, ids) -> session.model().find(key).ifPresent(object -> {
            Map<UUID, Set<Target>> below = below(session, object, ids);
            ids.stream()
                    .filter(id -> below.getOrDefault(id, Set.of()).size() == 1)
                    .forEach(id -> unnamed.getOrDefault(new Subject(key, id), List.of())
                            .forEach(activity -> counted.put(activity, List.copyOf(below.getOrDefault(id, Set.of())))));
        }));
        return counted;
    }

    private static List<Target> named(Session session, StoredRecord activity) {
        Set<Target> named = new LinkedHashSet<>();
        Subject subject = activity.subject();
        if (subject != null) {
            session.model()
                    .find(subject.object())
                    .filter(CountedFor::hasTasks)
                    .ifPresent(object -> named.add(new Target(object, subject.id())));
        }
        for (FieldModel field : session.model().object(StandardObjects.ACTIVITY).all()) {
            field.target()
                    .flatMap(session.model()::find)
                    .filter(CountedFor::hasTasks)
                    .ifPresent(object -> activity.value(field.key())
                            .map(UUID.class::cast)
                            .ifPresent(id -> named.add(new Target(object, id))));
        }
        return List.copyOf(named);
    }

    /// The open records with tasks below records of an object and below those they belong to, by record: an activity
    /// about it counts for it by itself where there is one.
    public static Map<UUID, Set<Target>> below(Session session, ObjectModel object, Set<UUID> ids) {
        Map<UUID, Set<Target>> below = new HashMap<>();
        List<ObjectModel> tasked =
                session.model().objects().stream().filter(CountedFor::hasTasks).toList();
        if (tasked.isEmpty() || object.about()) {
            return below;
        }
        Map<UUID, Set<UUID>> above = above(session, object, ids);
        Set<UUID> all = new HashSet<>(ids);
        above.values().forEach(all::addAll);
        Set<String> objects = new HashSet<>(Set.of(object.key()));
        lists(object).forEach(field -> objects.add(field.target().orElseThrow()));
        Map<UUID, Set<Target>> pointing = new HashMap<>();
        tasked.forEach(each -> point(session, each, objects, all, pointing));
        for (UUID id : ids) {
            Set<Target> found = new LinkedHashSet<>(pointing.getOrDefault(id, Set.of()));
            above.getOrDefault(id, Set.of()).forEach(up -> found.addAll(pointing.getOrDefault(up, Set.of())));
            below.put(id, found);
        }
        return below;
    }

    /// The lookups by which an object's records stand in lists of others.
    private static List<FieldModel> lists(ObjectModel object) {
        return object.all().stream()
                .filter(field -> field.target().isPresent() && field.reverse().isPresent())
                .toList();
    }

    /// The records in whose lists each record stands.
    private static Map<UUID, Set<UUID>> above(Session session, ObjectModel object, Set<UUID> ids) {
        Map<UUID, Set<UUID>> above = new HashMap<>();
        List<Field<UUID>> columns = columns(lists(object));
        if (!columns.isEmpty()) {
            List<Field<?>> fields = new ArrayList<>(columns);
            fields.add(object.columns().id());
            session.transaction()
                    .sql()
                    .select(fields)
                    .from(object.table())
                    .where(object.columns().id().eq(DSL.any(ids.toArray(new UUID[0]))))
                    .forEach(row -> columns.stream()
                            .map(row::get)
                            .filter(Objects::nonNull)
                            .forEach(up -> above.computeIfAbsent(
                                            row.get(object.columns().id()), _ -> new HashSet<>())
                                    .add(up)));
        }
        return above;
    }

    private static List<Field<UUID>> columns(List<FieldModel> lookups) {
        return lookups.stream()
                .<Field<UUID>>map(field -> field.column().coerce(UUID.class))
                .toList();
    }

    /// Notes which open records of an object stand in lists of those records.
    private static void point(
            Session session, ObjectModel object, Set<String> objects, Set<UUID> all, Map<UUID, Set<Target>> pointing) {
        List<Field<UUID>> columns = columns(lists(object).stream()
                .filter(field -> field.target().filter(objects::contains).isPresent())
                .toList());
        Optional<Condition> points = columns.stream()
                .map(column -> column.eq(DSL.any(all.toArray(new UUID[0]))))
                .reduce(Condition::or);
        if (points.isEmpty()) {
            return;
        }
        List<Field<?>> fields = new ArrayList<>(columns);
        fields.add(object.columns().id());
        session.transaction()
                .sql()
                .select(fields)
                .from(object.table())
                .where(points.get())
                .and(OpenRecords.condition(object))
                .and(object.columns().deletedAt().isNull())
                .orderBy(object.columns().id())
                .forEach(row -> columns.stream()
                        .map(row::get)
                        .filter(Objects::nonNull)
                        .forEach(up -> pointing.computeIfAbsent(up, _ -> new LinkedHashSet<>())
                                .add(new Target(object, row.get(object.columns().id())))));
    }
}
