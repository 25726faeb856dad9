package io.ripeline.identity;

import static io.ripeline.identity.IdentityError.MEMBER_NOT_FOUND;

import io.ripeline.refusal.Text;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All members of a company as of one revision: immutable, shared between requests.
public final class MemberDirectory {

    private final Map<UUID, Member> byId = new LinkedHashMap<>();
    private final Map<UUID, List<UUID>> reports = new HashMap<>();
    private final Map<UUID, List<Leave>> leaves = new HashMap<>();
    private final Map<UUID, List<Leave>> deputising = new HashMap<>();
    private final Map<ZoneId, List<UUID>> abroad = new LinkedHashMap<>();

    MemberDirectory(Collection<Member> members, Collection<Leave> away) {
        for (Leave leave : away) {
            leaves.computeIfAbsent(leave.memberId(), key -> new ArrayList<>()).add(leave);
            if (leave.deputyId() != null) {
                deputising
                        .computeIfAbsent(leave.deputyId(), key -> new ArrayList<>())
                        .add(leave);
            }
        }
        for (Member member : members) {
            byId.put(member.id(), member);
            if (member.timeZone() != null) {
                abroad.computeIfAbsent(member.timeZone(), key -> new ArrayList<>())
                        .add(member.id());
            }
            if (member.managerId() != null) {
                reports.computeIfAbsent(member.managerId(), key -> new ArrayList<>())
                        .add(member.id());
            }
        }
    }

    /// Every member, by name.
    public List<Member> all() {
        return List.copyOf(byId.values());
    }

    /// The member with this id.
    public Optional<Member> find(@Nullable UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The member with this id; refuses with `member-not-found`.
    public Member get(UUID id) {
        return find(id).orElseThrow(() -> MEMBER_NOT_FOUND.because(Text.of("There is no such member.", "没有这位成员。")));
    }

    /// A member's name, for showing; empty where nobody bears the id.
    public String nameOf(@Nullable UUID id) {
        return find(id).map(Member::name).orElse("");
    }

    /// The member and everyone below, however deep.
    public Set<UUID> withReports(UUID top) {
        Set<UUID> found = new LinkedHashSet<>();
        Deque<UUID> open = new ArrayDeque<>(List.of(top));
        while (!open.isEmpty()) {
            UUID id = open.pop();
            if (found.add(id)) {
                open.addAll(reports.getOrDefault(id, List.of()));
            }
        }
        return found;
    }

    /// Whether the other one is the member herself or works below her, however deep. It goes up from the other one: a
    /// few steps, where {@link #withReports} gathers hundreds.
    public boolean leads(UUID member, UUID other) {
        Set<UUID> seen = new HashSet<>();
        Member at = byId.get(other);
        while (at != null && seen.add(at.id())) {
            if (at.id().equals(member)) {
                return true;
            }
            at = at.managerId() == null ? null : byId.get(at.managerId());
        }
        return false;
    }

    /// Whether anybody reports to the member.
    public boolean hasReports(UUID member) {
        return reports.containsKey(member);
    }

    /// When a member is away, the earliest leave first.
    public List<Leave> leavesOf(UUID member) {
        return List.copyOf(leaves.getOrDefault(member, List.of()));
    }

    /// The leave that a member is on, on a day of hers.
    public Optional<Leave> leaveOn(UUID member, LocalDate day) {
        return leaves.getOrDefault(member, List.of()).stream()
                .filter(leave -> leave.covers(day))
                .findFirst();
    }

    /// The leaves for which a member is named as deputy.
    List<Leave> deputising(UUID deputy) {
        return deputising.getOrDefault(deputy, List.of());
    }

    /// Those with a time zone of their own, by it.
    Map<ZoneId, List<UUID>> abroad() {
        return abroad;
    }

    /// The member and those with the same manager.
    public Set<UUID> withColleagues(UUID id) {
        Set<UUID> found = new LinkedHashSet<>(List.of(id));
        find(id).map(Member::managerId).ifPresent(manager -> found.addAll(reports.getOrDefault(manager, List.of())));
        return found;
    }
}
