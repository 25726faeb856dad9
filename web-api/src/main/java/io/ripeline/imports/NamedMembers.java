package io.ripeline.imports;

import io.ripeline.identity.Member;
import io.ripeline.record.NormalisedKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Members by e-mail or name: exactly, then as people write it.
final class NamedMembers {

    private final Map<String, Set<UUID>> exactly = new HashMap<>();
    private final Map<String, Set<UUID>> alike = new HashMap<>();

    NamedMembers(Collection<Member> members) {
        for (Member member : members) {
            put(exactly, member.email().value(), member.id());
            put(exactly, member.name(), member.id());
            put(alike, member.email().key(), member.id());
            put(alike, NameKey.of(member.name()), member.id());
        }
    }

    private static void put(Map<String, Set<UUID>> names, String name, UUID id) {
        names.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(id);
    }

    /// Whom a cell names.
    Found find(String cell) {
        String name = cell.strip();
        if (name.isEmpty()) {
            return new Found.Blank();
        }
        Collection<UUID> exact = exactly.getOrDefault(name, Set.of());
        if (!exact.isEmpty()) {
            return Found.among(exact);
        }
        String mail = NormalisedKey.of(name);
        String key = NameKey.of(name);
        Set<UUID> found = new LinkedHashSet<>(alike.getOrDefault(mail, Set.of()));
        found.addAll(key.isEmpty() ? Set.of() : alike.getOrDefault(key, Set.of()));
        return Found.among(found);
    }
}
