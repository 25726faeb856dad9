package io.ripeline.definition;

import io.ripeline.definition.ObjectModel.SystemColumns;
import io.ripeline.expression.CheckedTrees;
import io.ripeline.expression.ValueKind;
import io.ripeline.expression.Vocabulary;
import io.ripeline.expression.Vocabulary.About;
import io.ripeline.expression.Vocabulary.Link;
import io.ripeline.expression.Vocabulary.Name;
import io.ripeline.expression.Vocabulary.Related;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// What expressions over each object may use: its own values, those of the records its lookups point to, and the lists
/// of the records that point to it or are about it.
final class Vocabularies {

    private final CheckedTrees trees;
    private Map<String, ObjectModel> objects = Map.of();

    Vocabularies(CheckedTrees trees) {
        this.trees = trees;
    }

    /// The objects with their vocabularies.
    Map<String, ObjectModel> attach(Map<String, ObjectModel> unnamed) {
        Map<String, ObjectModel> named = new LinkedHashMap<>();
        unnamed.forEach((key, object) -> named.put(
                key, object.with(Vocabulary.of(new ObjectNames(object.key())).keeping(key, trees))));
        objects = named;
        return named;
    }

    /// Takes the objects as they are when they are whole, so that none of those before are kept.
    Map<String, ObjectModel> whole(Map<String, ObjectModel> complete) {
        objects = InOrder.of(complete);
        return objects;
    }

    private ObjectModel object(String key) {
        return Objects.requireNonNull(objects.get(key), key);
    }

    /// The names of one object, told when they are asked for: what each stands in is asked of its object then.
    private final class ObjectNames implements Vocabulary.Source {

        private final String object;

        ObjectNames(String object) {
            this.object = object;
        }

        @Override
        public List<Name> names() {
            return Vocabularies.names(object(object));
        }

        @Override
        public List<Related> parents() {
            Set<String> own = ownKeys();
            return Vocabularies.this.parents(object(object)).stream()
                    .filter(parent -> own.contains(parent.key()))
                    .toList();
        }

        @Override
        public List<Related> children() {
            Set<String> taken = ownKeys();
            return Vocabularies.this.children(object(object)).stream()
                    .filter(list -> taken.add(list.key()))
                    .toList();
        }

        private Set<String> ownKeys() {
            Set<String> keys = new HashSet<>();
            names().forEach(name -> keys.add(name.key()));
            return keys;
        }
    }

    private static List<Name> names(ObjectModel object) {
        List<Name> names = new ArrayList<>();
        object.all().stream()
                .filter(field -> isUsable(field.key()))
                .forEach(field -> names.add(new Name(field.key(), field.type().kind(), field::column)));
        names.add(system(SystemNames.ID, ValueKind.TEXT, object, SystemColumns::id));
        names.add(system(SystemNames.OWNER_ID, ValueKind.TEXT, object, SystemColumns::ownerId));
        names.add(system(SystemNames.CREATED_BY, ValueKind.TEXT, object, SystemColumns::createdBy));
        names.add(system(SystemNames.CREATED_AT, ValueKind.DATE_TIME, object, SystemColumns::createdAt));
        names.add(system(SystemNames.UPDATED_AT, ValueKind.DATE_TIME, object, SystemColumns::updatedAt));
        if (object.about()) {
            names.add(system(SystemNames.SUBJECT_OBJECT, ValueKind.TEXT, object, SystemColumns::subjectObject));
            names.add(system(SystemNames.SUBJECT_ID, ValueKind.TEXT, object, SystemColumns::subjectId));
        }
        Set<String> seen = new HashSet<>();
        return names.stream().filter(name -> seen.add(name.key())).toList();
    }

    private static Name system(
            String key, ValueKind kind, ObjectModel object, Function<SystemColumns, @Nullable Field<?>> column) {
        return new Name(key, kind, () -> Objects.requireNonNull(column.apply(object.columns())));
    }

    /// A key that is malformed or reserved is a problem told elsewhere.
    private static boolean isUsable(String key) {
        return !Vocabulary.reserves(key) && Problems.KEY.matcher(key).matches();
    }

    private List<Related> parents(ObjectModel object) {
        List<Related> parents = new ArrayList<>();
        for (FieldModel field : object.all()) {
            field.target()
                    .map(objects::get)
                    .ifPresent(target -> parents.add(related(
                            field.key(),
                            target,
                            () -> new Link(
                                    target.table(),
                                    target.columns().id(),
                                    id(field),
                                    target.columns().deletedAt(),
                                    null))));
        }
        return parents;
    }

    private List<Related> children(ObjectModel object) {
        List<Related> lists = new ArrayList<>();
        for (ObjectModel other : objects.values()) {
            pointing(other, object).forEach(lists::add);
            about(other, object).ifPresent(lists::add);
        }
        return lists;
    }

    private Collection<Related> pointing(ObjectModel from, ObjectModel to) {
        List<Related> lists = new ArrayList<>();
        for (FieldModel field : from.all()) {
            boolean points = field.target().filter(to.key()::equals).isPresent();
            field.reverse()
                    .filter(key -> points && isUsable(key))
                    .ifPresent(key -> lists.add(related(
                            key,
                            from,
                            () -> new Link(
                                    from.table(),
                                    id(field),
                                    to.columns().id(),
                                    from.columns().deletedAt(),
                                    null))));
        }
        return lists;
    }

    private Optional<Related> about(ObjectModel from, ObjectModel to) {
        if (!from.about() || to.about()) {
            return Optional.empty();
        }
        return listOf(from).filter(Vocabularies::isUsable).map(key -> related(key, from, () -> link(from, to)));
    }

    private static Link link(ObjectModel from, ObjectModel to) {
        SystemColumns columns = from.columns();
        return new Link(
                from.table(),
                Objects.requireNonNull(columns.subjectId()),
                to.columns().id(),
                columns.deletedAt(),
                new About(Objects.requireNonNull(columns.subjectObject()), to.key()));
    }

    /// How every object calls the list of the records that are about it.
    static Optional<String> listOf(ObjectModel about) {
        return about.list().or(() -> standardList(about.key()));
    }

    /// How a standard object is called where it does not say.
    static Optional<String> standardList(String object) {
        return Optional.ofNullable(Reverse.USUAL.get(object));
    }

    private Related related(String key, ObjectModel other, Supplier<Link> link) {
        return new Related(key, other.key(), () -> object(other.key()).names(), link);
    }

    private static Field<UUID> id(FieldModel lookup) {
        return lookup.column().coerce(UUID.class);
    }
}
