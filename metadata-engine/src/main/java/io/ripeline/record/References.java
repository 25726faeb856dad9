package io.ripeline.record;

import static io.ripeline.record.RecordError.RECORD_INVALID;

import io.ripeline.database.KeptStatement;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectModel;
import io.ripeline.identity.Member;
import io.ripeline.refusal.Text;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Whether what a record points to is there: members, other records, its subject. What is pointed to stays until the
/// writing transaction ends: deleting it waits, changing it does not.
final class References {

    private final Session session;
    private final RecordTables tables;
    private final Cause cause;

    /// The records that were found already, by object.
    private final Map<String, Set<UUID>> known = new HashMap<>();

    /// How those are called that were looked for one by one.
    private final Map<UUID, String> names = new HashMap<>();

    References(Session session, RecordTables tables, Cause cause) {
        this.session = session;
        this.tables = tables;
        this.cause = cause;
    }

    /// Whether a lookup's or member's target is there and, where the member's rights are asked, visible.
    boolean exists(FieldModel field, UUID id) {
        if (field.type() == FieldType.MEMBER) {
            return session.caller().directory().find(id).isPresent();
        }
        return field.target()
                .flatMap(session.model()::find)
                .map(target -> isThere(target, id))
                .orElse(false);
    }

    /// Looks at once for all the records that these changes point to; they stay from then on.
    void expect(ObjectModel object, List<RecordChanges> changes) {
        if (object.about()) {
            expectSubjects(changes);
        }
        for (FieldModel field : object.all()) {
            Optional<ObjectModel> target = field.target().flatMap(session.model()::find);
            target.ifPresent(found -> expect(
                    found,
                    changes.stream()
                            .map(each -> each.values().get(field.key()))
                            .filter(UUID.class::isInstance)
                            .map(UUID.class::cast)
                            .collect(Collectors.toCollection(TreeSet::new))));
        }
    }

    private void expectSubjects(List<RecordChanges> changes) {
        Map<String, Set<UUID>> subjects = new TreeMap<>();
        for (RecordChanges each : changes) {
            Subject subject = each.subject();
            if (subject != null) {
                subjects.computeIfAbsent(subject.object(), key -> new TreeSet<>())
                        .add(subject.id());
            }
        }
        subjects.forEach((key, ids) -> session.model().find(key).ifPresent(target -> expect(target, ids)));
    }

    private void expect(ObjectModel target, Set<UUID> ids) {
        if (!ids.isEmpty()) {
            session.transaction()
                    .sql()
                    .select(target.columns().id())
                    .from(target.table())
                    .where(target.columns().id().eq(DSL.any(ids.toArray(new UUID[0]))))
                    .and(visible(target))
                    .orderBy(target.columns().id())
                    .forKeyShare()
                    .forEach(row -> known.computeIfAbsent(target.key(), key -> new HashSet<>())
                            .add(row.value1()));
        }
    }

    private boolean isThere(ObjectModel target, UUID id) {
        return known.getOrDefault(target.key(), Set.of()).contains(id) || isStored(target, id);
    }

    private boolean isStored(ObjectModel target, UUID id) {
        List<@Nullable String> found = named(target, id);
        found.forEach(name -> names.put(id, Objects.requireNonNullElse(name, "")));
        return !found.isEmpty();
    }

    private List<@Nullable String> named(ObjectModel target, UUID id) {
        DSLContext sql = session.transaction().sql();
        RecordStatements statements = tables.of(session.model(), target).statements();
        if (!cause.rights() || session.caller().seesAll(target)) {
            KeptStatement.Filled referring = statements.referring().with(sql, List.of(DSL.val(id, SQLDataType.UUID)));
            return KeptStatement.fetch(sql, referring, List.of(statements.name()))
                    .map(row -> row.get(0, String.class));
        }
        return sql.select(statements.name())
                .from(target.table())
                .where(target.columns().id().eq(id).and(visible(target)))
                .forKeyShare()
                .fetch(0, String.class);
    }

    /// How the records are called that a record points to, by field; nothing where that is not known of all of them.
    Optional<Map<String, String>> names(ObjectModel object, StoredRecord record) {
        Map<String, String> named = new HashMap<>();
        for (FieldModel field : object.all()) {
            if (field.type() == FieldType.LOOKUP && record.values().get(field.key()) instanceof UUID id) {
                String name = names.get(id);
                if (name == null) {
                    return Optional.empty();
                }
                named.put(field.key(), name);
            }
        }
        return Optional.of(named);
    }

    /// The records of an object that the write may see.
    Condition visible(ObjectModel object) {
        return cause.rights()
                ? session.caller().visible(object)
                : object.columns().deletedAt().isNull();
    }

    /// Refuses an owner who is no active member.
    void checkOwner(@Nullable UUID owner) {
        if (owner != null
                && session.caller()
                        .directory()
                        .find(owner)
                        .filter(Member::active)
                        .isEmpty()) {
            throw RECORD_INVALID.at("/ownerId", Text.of("The owner is not an active member.", "负责人不是有效成员。"));
        }
    }

    /// Refuses a record of an object with `about` that is about nothing.
    void checkSubject(ObjectModel object, @Nullable Subject subject) {
        if (!object.about()) {
            return;
        }
        boolean there = subject != null
                && session.model()
                        .find(subject.object())
                        .filter(target -> isThere(target, subject.id()))
                        .isPresent();
        if (!there) {
            throw RECORD_INVALID.at(
                    "/subject", Text.of("Say which record this is about: {object, id}.", "请指明所属记录：{object, id}。"));
        }
    }
}
