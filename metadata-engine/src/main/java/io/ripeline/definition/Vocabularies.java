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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;

/// What expressions over each object may use: its own values, those of the records its lookups point to, and the lists
/// of the records that point to it or are about it.
final class Vocabularies {

    private final Map<String, ObjectModel> objects;
    private final CheckedTrees trees;
    private final Map<String, Vocabulary> vocabularies = new HashMap<>();

    Vocabularies(Map<String, ObjectModel> objects, CheckedTrees trees) {
        this.objects = objects;
        this.trees = trees;
    }

    /// The objects with their vocabularies.
    Map<String, ObjectModel> attach() {
        Map<String, ObjectModel> attached = new LinkedHashMap<>();
        objects.forEach((key, object) -> {
            Vocabulary vocabulary = of(object);
            vocabularies.put(key, vocabulary);
            attached.put(key, object.with(vocabulary));
        });
        return attached;
    }

    private Vocabulary of(ObjectModel object) {
        List<Name> names = names(object);
        Set<String> taken = new HashSet<>();
        names.forEach(name -> taken.add(name.key()));
        List<Related> lists =
                children(object).stream().filter(list -> taken.add(list.key())).toList();
        List<Related> parents = parents(object).stream()
                .filter(parent -> taken.contains(parent.key()))
                .toList();
        return new Vocabulary(names, parents, lists).keeping(object.key(), trees);
    }

    private static List<Name> names(ObjectModel object) {
        SystemColumns columns = object.columns();
        List<Name> names = new ArrayList<>();
        object.all().stream()
                .filter(field -> isUsable(field.key()))
                .forEach(field -> names.add(new Name(field.key(), field.type().kind(), field.column())));
        names.add(new Name(SystemNames.ID, ValueKind.TEXT, columns.id()));
        names.add(new Name(SystemNames.OWNER_ID, ValueKind.TEXT, columns.ownerId()));
        names.add(new Name(SystemNames.CREATED_BY, ValueKind.TEXT, columns.createdBy()));
        names.add(new Name(SystemNames.CREATED_AT, ValueKind.DATE_TIME, columns.createdAt()));
        names.add(new Name(SystemNames.UPDATED_AT, ValueKind.DATE_TIME, columns.updatedAt()));
        if (columns.subjectId() != null && columns.subjectObject() != null) {
            names.add(new Name(SystemNames.SUBJECT_OBJECT, ValueKind.TEXT, columns.subjectObject()));
            names.add(new Name(SystemNames.SUBJECT_ID, ValueKind.TEXT, columns.subjectId()));
        }
        Set<String> seen = new HashSet<>();
        return names.stream().filter(name -> seen.add(name.key())).toList();
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
                            new Link(
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
                            new Link(
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
        Field<UUID> subject = Objects.requireNonNull(from.columns().subjectId());
        Field<String> object = Objects.requireNonNull(from.columns().subjectObject());
        Link link = new Link(
                from.table(), subject, to.columns().id(), from.columns().deletedAt(), new About(object, to.key()));
        return listOf(from).filter(Vocabularies::isUsable).map(key -> related(key, from, link));
    }

    /// How every object calls the list of the records that are about it.
    static Optional<String> listOf(ObjectModel about) {
        return Optional.ofNullable(about.definition().reverse()).or(() -> standardList(about.key()));
    }

    /// How a standard object is called where it does not say.
    static Optional<String> standardList(String object) {
        return Optional.ofNullable(Reverse.USUAL.get(object));
    }

    private Related related(String key, ObjectModel other, Link link) {
        return new Related(key, other.key(), () -> vocabulary(other.key()), link);
    }

    private Vocabulary vocabulary(String object) {
        return Objects.requireNonNull(vocabularies.get(object), object);
    }

    private static Field<UUID> id(FieldModel lookup) {
        return lookup.column().coerce(UUID.class);
    }
}
