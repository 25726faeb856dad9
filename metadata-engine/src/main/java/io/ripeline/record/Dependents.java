package io.ripeline.record;

import static io.ripeline.record.RecordError.DELETE_TOO_LARGE;
import static io.ripeline.record.RecordError.RECORD_IN_USE;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantScope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/// Everything that deleting one record touches: what is deleted with it, what loses a value, and what keeps it from
/// being deleted. Whatever it finds is locked until the transaction ends.
final class Dependents {

    private static final int MOST = 10_000;

    /// A record of some object.
    record Reference(ObjectModel object, UUID id) {}

    private record Use(ObjectModel object, FieldModel field, Set<UUID> ids) {}

    private final Session session;
    private final Map<String, Reference> doomed = new LinkedHashMap<>();
    private final Map<String, Reference> losing = new LinkedHashMap<>();
    private final Map<String, Set<String>> lost = new LinkedHashMap<>();
    private final List<Use> keeping = new ArrayList<>();

    private Dependents(Session session) {
        this.session = session;
    }

    /// What hangs on a record; refuses with `record-in-use` where something keeps it, and with `delete-too-large`.
    static Dependents of(Session session, ObjectModel object, UUID id) {
        Dependents dependents = new Dependents(session);
        dependents.follow(new Reference(object, id));
        dependents.refuseWhereKept();
        return dependents;
    }

    /// The records to delete, the given one first, each before those deleted for it.
    List<Reference> doomed() {
        return List.copyOf(doomed.values());
    }

    /// The records that stay and lose values, with the fields they lose.
    Map<Reference, Set<String>> losing() {
        Map<Reference, Set<String>> fields = new LinkedHashMap<>();
        losing.forEach((key, reference) -> {
            if (!doomed.containsKey(key)) {
                fields.put(reference, lost.getOrDefault(key, Set.of()));
            }
        });
        return fields;
    }

    private void follow(Reference first) {
        Deque<Map.Entry<ObjectModel, Set<UUID>>> next = new ArrayDeque<>();
        doomed.put(key(first.object(), first.id()), first);
        next.add(Map.entry(first.object(), Set.of(first.id())));
        while (!next.isEmpty()) {
            var batch = next.remove();
            for (ObjectModel object : session.model().objects()) {
                for (FieldModel field : object.all()) {
                    if (field.target().filter(batch.getKey().key()::equals).isPresent()) {
                        Set<UUID> doomedNow = use(object, field, batch.getValue());
                        if (!doomedNow.isEmpty()) {
                            next.add(Map.entry(object, doomedNow));
                        }
                    }
                }
            }
        }
    }

    /// Notes the records that point to some that are deleted, and answers those that are deleted for it.
    private Set<UUID> use(ObjectModel object, FieldModel field, Set<UUID> targets) {
        Set<UUID> ids = pointing(object, field, targets);
        return switch (field.onDelete()) {
            case RESTRICT -> {
                if (!ids.isEmpty()) {
                    keeping.add(new Use(object, field, ids));
                }
                yield Set.of();
            }
            case CLEAR -> {
                ids.forEach(id -> {
                    losing.put(key(object, id), new Reference(object, id));
                    lost.computeIfAbsent(key(object, id), key -> new LinkedHashSet<>())
                            .add(field.key());
                });
                bounded();
                yield Set.of();
            }
            case CASCADE -> {
                ids.removeIf(id -> doomed.putIfAbsent(key(object, id), new Reference(object, id)) != null);
                bounded();
                yield ids;
            }
        };
    }

    private Set<UUID> pointing(ObjectModel object, FieldModel field, Set<UUID> targets) {
        Condition points = StoredValues.column(field, UUID.class).eq(DSL.any(targets.toArray(new UUID[0])));
        return session
                .transaction()
                .sql()
                .select(object.columns().id())
                .from(object.table())
                .where(points.and(object.columns().deletedAt().isNull()))
                .orderBy(object.columns().id())
                .limit(MOST + 1)
                .forUpdate()
                .fetch()
                .stream()
                .map(row -> row.value1())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void bounded() {
        if (doomed.size() + losing.size() > MOST) {
            throw DELETE_TOO_LARGE.because(Text.of(
                    "More than %d records hang on this one; delete some of them first.",
                    "关联的记录超过 %d 条，请先删除其中一部分。", MOST));
        }
    }

    private void refuseWhereKept() {
        keeping.forEach(use -> use.ids().removeIf(id -> doomed.containsKey(key(use.object(), id))));
        keeping.removeIf(use -> use.ids().isEmpty());
        if (keeping.isEmpty()) {
            return;
        }
        Locale locale = TenantScope.current().locale();
        List<Map<String, Object>> uses = keeping.stream()
                .map(use -> Map.<String, Object>of(
                        "object", use.object().key(),
                        "field", use.field().key(),
                        "label", use.object().definition().label().in(locale),
                        "count", use.ids().size()))
                .toList();
        throw refusal().with("usedBy", uses);
    }

    private Refused refusal() {
        return RECORD_IN_USE.because(new Text(
                "Other records need this one: " + uses(use -> label(use).en(), ", ") + ".",
                "其他记录依赖此记录：" + uses(use -> label(use).zh(), "，") + "。"));
    }

    private static Text label(Use use) {
        return use.object().definition().label().text();
    }

    private String uses(Function<Use, String> label, String separator) {
        return keeping.stream()
                .map(use -> use.ids().size() + " " + label.apply(use))
                .collect(Collectors.joining(separator));
    }

    private static String key(ObjectModel object, UUID id) {
        return object.key() + "/" + id;
    }
}
