package io.ripeline.record;

import static io.ripeline.record.RecordError.FIELD_NOT_READABLE;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role;
import io.ripeline.definition.Role.FieldAccess;
import io.ripeline.definition.Role.Right;
import io.ripeline.expression.Needs;
import io.ripeline.expression.Vocabulary.Related;
import io.ripeline.refusal.Text;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What the acting member sees of the values of one object's records.
public final class FieldView {

    private final Session session;
    private final ObjectModel object;
    private final Role role;
    private final Map<String, FieldAccess> computed = new ConcurrentHashMap<>();

    private FieldView(Session session, ObjectModel object) {
        this.session = session;
        this.object = object;
        this.role = session.caller().role();
    }

    /// What the session's member sees of an object.
    public static FieldView of(Session session, ObjectModel object) {
        return new FieldView(session, object);
    }

    /// What she may do with a field. A computed one tells of those it is computed from: unless her role decides about
    /// it by name, it is as closed as the most closed of them.
    public FieldAccess access(FieldModel field) {
        FieldAccess own = role.access(object.key(), field);
        if (!field.derived() || role.decides(object.key(), field)) {
            return own;
        }
        return computed.computeIfAbsent(
                field.key(),
                key -> Sources.of(session, object, field)
                        .map(source -> of(session, source.object()).access(source.field()))
                        .reduce(own, FieldView::lesser));
    }

    private static FieldAccess lesser(FieldAccess one, FieldAccess other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /// Whether she sees the values of a field as they are.
    public boolean reads(FieldModel field) {
        return access(field).compareTo(FieldAccess.READ) >= 0;
    }

    /// Whether she knows of a field at all.
    public boolean knows(FieldModel field) {
        return access(field) != FieldAccess.NONE;
    }

    /// A value as she sees it: itself, covered as text, or not at all.
    public Optional<Object> value(FieldModel field, Object value) {
        return switch (access(field)) {
            case NONE -> Optional.empty();
            case MASKED -> Optional.of(Masked.of(field, value));
            case READ, EDIT -> Optional.of(value);
        };
    }

    /// How she sees a record of the object called.
    public String name(String name) {
        FieldModel field = object.nameField();
        return field == null || reads(field) ? name : Masked.of(field, name);
    }

    /// How she sees the record called that a lookup points to.
    public String nameOfTarget(FieldModel lookup, String name) {
        return lookup.target()
                .flatMap(session.model()::find)
                .map(target -> of(session, target).name(name))
                .orElse(name);
    }

    /// Refuses with `field-not-readable` to look for records by values that she does not see.
    public void requireReadable(Collection<String> fields, String pointer) {
        fields.stream()
                .map(object::field)
                .flatMap(Optional::stream)
                .filter(field -> !reads(field))
                .findFirst()
                .ifPresent(field -> {
                    throw notReadable(field, pointer);
                });
    }

    /// The same for everything that an expression reads, also of the records around; refuses with `right-missing` to
    /// read records of an object that she may not read.
    void requireReadable(Needs needs, String pointer) {
        requireReadable(needs.own(), pointer);
        needs.parents().forEach((key, names) -> requireReadable(object.names().parent(key), names, pointer));
        needs.children().forEach((key, names) -> requireReadable(object.names().list(key), names, pointer));
    }

    private void requireReadable(Optional<Related> related, Set<String> names, String pointer) {
        related.map(Related::object).flatMap(session.model()::find).ifPresent(target -> {
            session.caller().require(Right.READ, target);
            of(session, target).requireReadable(names, pointer);
        });
    }

    /// Refuses with `field-not-readable` to search in fields of which she reads none.
    public void requireAnyReadable(List<FieldModel> fields, String pointer) {
        if (!fields.isEmpty() && fields.stream().noneMatch(this::reads)) {
            throw notReadable(fields.getFirst(), pointer);
        }
    }

    private static io.ripeline.refusal.Refused notReadable(FieldModel field, String pointer) {
        Text label = field.definition().label().text();
        return FIELD_NOT_READABLE.at(
                pointer,
                new Text(
                        "Your role does not read %s, so nothing can be sought or ordered by it.".formatted(label.en()),
                        "您的角色不能查看“%s”，因此不能按它筛选或排序。".formatted(label.zh())));
    }
}
