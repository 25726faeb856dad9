package io.ripeline.notification;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role;
import io.ripeline.definition.Role.FieldAccess;
import io.ripeline.identity.Member;
import io.ripeline.identity.MemberDirectory;
import io.ripeline.record.Masked;
import io.ripeline.record.Onlookers;
import io.ripeline.record.Onlookers.Sighted;
import io.ripeline.tenancy.TenantTransaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Which records members other than the acting one see, and how they see them called.
@Component
public class Sightings {

    private final Onlookers onlookers;

    Sightings(Onlookers onlookers) {
        this.onlookers = onlookers;
    }

    /// A company as a transaction sees it.
    public record Here(TenantTransaction transaction, Model model, MemberDirectory directory) {}

    private record Named(Sighted sighted, String name) {}

    /// How a member sees the live records with these ids called, by id; those she does not see are left out.
    public Map<UUID, String> names(Here here, UUID reader, String object, Collection<UUID> ids) {
        Optional<ObjectModel> found = here.model().find(object);
        Optional<Role> role = here.directory().find(reader).map(Member::role).flatMap(here.model()::role);
        if (found.isEmpty() || role.isEmpty() || ids.isEmpty()) {
            return Map.of();
        }
        List<Named> records = records(here, found.get(), ids);
        Onlookers.Sees sees = onlookers
                .over(
                        here.transaction(),
                        here.model(),
                        here.directory(),
                        records.stream().map(Named::sighted).toList())
                .of(reader);
        Map<UUID, String> names = new LinkedHashMap<>();
        records.stream()
                .filter(record -> sees.record(record.sighted()))
                .forEach(record -> names.put(record.sighted().id(), shown(role.get(), found.get(), record.name())));
        return names;
    }

    /// Whether a member sees a live record.
    public boolean sees(Here here, UUID reader, String object, UUID id) {
        return names(here, reader, object, List.of(id)).containsKey(id);
    }

    private static String shown(Role role, ObjectModel object, String name) {
        FieldModel field = object.nameField();
        return field == null || role.access(object.key(), field).compareTo(FieldAccess.READ) >= 0
                ? name
                : Masked.of(field, name);
    }

    private static List<Named> records(Here here, ObjectModel object, Collection<UUID> ids) {
        var columns = object.columns();
        FieldModel named = object.nameField();
        Field<String> name = named == null
                ? DSL.inline("", SQLDataType.CLOB)
                : DSL.coalesce(named.column().coerce(String.class), "");
        Field<String> about =
                Optional.ofNullable(columns.subjectObject()).orElseGet(() -> DSL.castNull(SQLDataType.CLOB));
        Field<UUID> aboutId = Optional.ofNullable(columns.subjectId()).orElseGet(() -> DSL.castNull(SQLDataType.UUID));
        return here.transaction()
                .sql()
                .select(columns.id(), columns.ownerId(), about, aboutId, name)
                .from(object.table())
                .where(columns.id()
                        .eq(DSL.any(ids.toArray(new UUID[0])))
                        .and(columns.deletedAt().isNull()))
                .fetch(row -> new Named(
                        new Sighted(object.key(), row.value1(), row.value2(), row.value3(), row.value4(), false),
                        row.value5()));
    }

    /// How the member sees records called that notices are about, by id.
    Map<UUID, String> names(Here here, UUID reader, Collection<Told> told) {
        Map<String, java.util.Set<UUID>> byObject = new LinkedHashMap<>();
        for (Told each : told) {
            @Nullable String object = each.object();
            @Nullable UUID record = each.record();
            if (object != null && record != null) {
                byObject.computeIfAbsent(object, key -> new java.util.LinkedHashSet<>())
                        .add(record);
            }
        }
        Map<UUID, String> names = new HashMap<>();
        byObject.forEach((object, ids) -> names.putAll(names(here, reader, object, ids)));
        return names;
    }
}
