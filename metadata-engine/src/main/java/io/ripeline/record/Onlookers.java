package io.ripeline.record;

import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.identity.Member;
import io.ripeline.identity.MemberDirectory;
import io.ripeline.tenancy.TenantTransaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who of many members sees which of some records. The predicate is the one of every read; but where the owner alone
/// decides, as for nearly all, no query is made for each of them.
@Component
public class Onlookers {

    private static final Field<UUID> SHARED = DSL.field(DSL.name("_share", "record_id"), SQLDataType.UUID);

    private final SharedObjects shared;

    Onlookers(SharedObjects shared) {
        this.shared = shared;
    }

    /// A record, or many of one owner's where there is no id, as far as who sees it depends on it.
    ///
    /// @param gone whether it is in the bin, where queries no longer find it
    public record Sighted(
            String object,
            @Nullable UUID id,
            @Nullable UUID owner,
            @Nullable String subjectObject,
            @Nullable UUID subjectId,
            boolean gone) {}

    /// Prepares to ask about some records.
    public Watch over(
            TenantTransaction transaction, Model model, MemberDirectory directory, Collection<Sighted> records) {
        return new Watch(transaction, model, directory, records);
    }

    /// Some records, asked about.
    public final class Watch {

        private final TenantTransaction transaction;
        private final Model model;
        private final MemberDirectory directory;

        /// Of whom the live records are that others are about.
        private final Map<UUID, UUID> subjectOwners = new HashMap<>();

        /// Ids by object that more than the owner decides about.
        private final Map<String, Set<UUID>> doubtful = new HashMap<>();

        /// The same of those in the bin.
        private final Map<String, Set<UUID>> gone = new HashMap<>();

        Watch(TenantTransaction transaction, Model model, MemberDirectory directory, Collection<Sighted> records) {
            this.transaction = transaction;
            this.model = model;
            this.directory = directory;
            readSubjectOwners(records);
            Set<UUID> shared = shared(records);
            shared.addAll(pointing(records));
            for (Sighted record : records) {
                boolean more = shared.contains(record.id())
                        || shared.contains(record.subjectId())
                        || record.owner() == null
                                && !model.pools(record.object()).isEmpty();
                if (more && record.id() != null) {
                    (record.gone() ? gone : doubtful)
                            .computeIfAbsent(record.object(), key -> new HashSet<>())
                            .add(record.id());
                }
            }
        }

        private void readSubjectOwners(Collection<Sighted> records) {
            Map<String, Set<UUID>> subjects = new HashMap<>();
            for (Sighted record : records) {
                if (record.subjectObject() != null && record.subjectId() != null) {
                    subjects.computeIfAbsent(record.subjectObject(), key -> new HashSet<>())
                            .add(record.subjectId());
                }
            }
            subjects.forEach((key, ids) -> model.find(key)
                    .ifPresent(object -> transaction
                            .sql()
                            .select(object.columns().id(), object.columns().ownerId())
                            .from(object.table())
                            .where(object.columns().id().eq(DSL.any(ids.toArray(new UUID[0]))))
                            .and(object.columns().deletedAt().isNull())
                            .and(object.columns().ownerId().isNotNull())
                            .forEach(row -> subjectOwners.put(row.value1(), row.value2()))));
        }

        private Set<UUID> shared(Collection<Sighted> records) {
            UUID[] ids = records.stream()
                    .flatMap(record ->
                            Stream.of(Optional.ofNullable(record.id()), Optional.ofNullable(record.subjectId())))
                    .flatMap(Optional::stream)
                    .distinct()
                    .toArray(UUID[]::new);
            return ids.length == 0
                    ? new HashSet<>()
                    : new HashSet<>(transaction
                            .sql()
                            .selectDistinct(SHARED)
                            .from(DSL.table(DSL.name("_share")))
                            .where(SHARED.eq(DSL.any(ids)))
                            .fetch(SHARED));
        }

        /// Those that point to a record which is shared together with such.
        private Set<UUID> pointing(Collection<Sighted> records) {
            Map<String, Set<UUID>> byObject = new HashMap<>();
            for (Sighted record : records) {
                note(byObject, record.object(), record.id());
                note(byObject, record.subjectObject(), record.subjectId());
            }
            Set<UUID> pointing = new HashSet<>();
            byObject.forEach((key, ids) -> model.find(key)
                    .filter(object -> object.all().stream()
                            .anyMatch(field -> field.target().isPresent()))
                    .ifPresent(object -> pointing.addAll(transaction
                            .sql()
                            .select(object.columns().id())
                            .from(object.table())
                            .where(object.columns().id().eq(DSL.any(ids.toArray(new UUID[0]))))
                            .and(SharedSight.pointing(object))
                            .fetch(object.columns().id()))));
            return pointing;
        }

        private static void note(Map<String, Set<UUID>> byObject, @Nullable String object, @Nullable UUID id) {
            if (object != null && id != null) {
                byObject.computeIfAbsent(object, key -> new HashSet<>()).add(id);
            }
        }

        /// What a member sees.
        public Sees of(UUID member) {
            boolean known = directory
                    .find(member)
                    .filter(Member::active)
                    .filter(each -> model.role(each.role()).isPresent())
                    .isPresent();
            return new Sees(
                    this, known ? Caller.of(member, directory, new Sight.Place(transaction, model, shared)) : null);
        }
    }

    /// What one member sees; nothing where she is none.
    public static final class Sees {

        private final Watch watch;
        private final @Nullable Caller caller;
        private final Map<String, Optional<Set<UUID>>> owners = new HashMap<>();
        private final Map<String, Set<UUID>> found = new HashMap<>();
        private final Map<String, Set<UUID>> foundGone = new HashMap<>();

        Sees(Watch watch, @Nullable Caller caller) {
            this.watch = watch;
            this.caller = caller;
        }

        /// Whether she sees a record.
        public boolean record(Sighted record) {
            Caller reader = caller;
            Optional<ObjectModel> object = watch.model.find(record.object());
            if (reader == null || object.isEmpty() || !reader.role().may(Right.READ, record.object())) {
                return false;
            }
            if (owns(reader, object.get(), record.owner(), true)) {
                return true;
            }
            if (record.id() == null) {
                return false;
            }
            return belongs(reader, record)
                    || (record.gone() ? watch.gone : watch.doubtful)
                                    .getOrDefault(record.object(), Set.of())
                                    .contains(record.id())
                            && found(reader, object.get(), record.gone()).contains(record.id());
        }

        /// Whether somebody else has now what she saw while it was this member's.
        public boolean lost(Sighted record, @Nullable UUID former) {
            Caller reader = caller;
            return reader != null
                    && former != null
                    && watch.model
                            .find(record.object())
                            .filter(object -> owns(reader, object, former, false))
                            .isPresent()
                    && !record(record);
        }

        private boolean owns(Caller reader, ObjectModel object, @Nullable UUID owner, boolean whereAll) {
            return owners.computeIfAbsent(object.key(), key -> reader.shownOwners(object))
                    .map(seen -> owner != null && seen.contains(owner))
                    .orElse(whereAll);
        }

        /// Whether it is about a record of those whose records she sees.
        private boolean belongs(Caller reader, Sighted record) {
            UUID owner = record.subjectId() == null ? null : watch.subjectOwners.get(record.subjectId());
            return owner != null
                    && Optional.ofNullable(record.subjectObject())
                            .flatMap(watch.model::find)
                            .filter(subject -> owns(reader, subject, owner, false))
                            .isPresent();
        }

        /// Those of the doubtful ones that she sees.
        private Set<UUID> found(Caller reader, ObjectModel object, boolean gone) {
            return (gone ? foundGone : found).computeIfAbsent(object.key(), key -> {
                Set<UUID> asked = (gone ? watch.gone : watch.doubtful).getOrDefault(key, Set.of());
                return Set.copyOf(watch.transaction
                        .sql()
                        .select(object.columns().id())
                        .from(object.table())
                        .where(object.columns().id().eq(DSL.any(asked.toArray(new UUID[0]))))
                        .and(gone ? reader.sighted(object) : reader.visible(object))
                        .fetch(object.columns().id()));
            });
        }

        /// Whether something of a member's is hers or an admin's to know, or of one who reports to her.
        public boolean worksFor(@Nullable UUID member, boolean team) {
            Caller reader = caller;
            return reader != null
                    && member != null
                    && (reader.role().admin()
                            || reader.member().id().equals(member)
                            || team
                                    && watch.directory
                                            .withReports(reader.member().id())
                                            .contains(member));
        }
    }
}
