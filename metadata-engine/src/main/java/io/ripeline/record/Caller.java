package io.ripeline.record;

import static io.ripeline.identity.IdentityError.MEMBER_INACTIVE;
import static io.ripeline.record.RecordError.POOL_NOT_FOUND;
import static io.ripeline.record.RecordError.RIGHT_MISSING;

import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.ObjectModel.Visibility;
import io.ripeline.definition.Pool;
import io.ripeline.definition.Role;
import io.ripeline.definition.Role.Right;
import io.ripeline.definition.Role.Scope;
import io.ripeline.identity.Member;
import io.ripeline.identity.MemberDirectory;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/// The acting member with what she may do and see. The one visibility predicate stands here.
public final class Caller {

    private static final int FEW = 5;

    private final Member member;
    private final Role role;
    private final MemberDirectory directory;
    private final Sight sight;

    private Caller(Member member, Role role, MemberDirectory directory, Sight.Place place, boolean known) {
        this.member = member;
        this.role = role;
        this.directory = directory;
        this.sight = new Sight(this, place, known);
    }

    /// The member with this id; refuses with `member-inactive` one who may not act.
    static Caller of(UUID memberId, MemberDirectory directory, Sight.Place place) {
        Member member = directory.find(memberId).filter(Member::active).orElseThrow(Caller::inactive);
        Role role = place.model().role(member.role()).orElseThrow(Caller::inactive);
        return new Caller(member, role, directory, place, true);
    }

    /// The member with this id, though she may have left: for what the platform itself does on her behalf. She herself
    /// sees nothing where her role is gone.
    static Caller onBehalfOf(UUID memberId, MemberDirectory directory, Sight.Place place) {
        Member member = directory
                .find(memberId)
                .orElseThrow(() -> new IllegalStateException("Nobody of the company has the id " + memberId));
        Model model = place.model();
        Role role = model.role(member.role())
                .orElseGet(() -> model.roles().iterator().next());
        boolean known = member.active() && model.role(member.role()).isPresent();
        return new Caller(member, role, directory, place, known);
    }

    private static Refused inactive() {
        return MEMBER_INACTIVE.because(
                Text.of("You are not an active member of this company; ask its admin.", "您不是该公司的有效成员，请联系管理员。"));
    }

    /// The acting member.
    public Member member() {
        return member;
    }

    /// Her role.
    public Role role() {
        return role;
    }

    /// Everyone of the company.
    public MemberDirectory directory() {
        return directory;
    }

    /// Refuses with `right-missing` what the role may not do.
    public void require(Right right, ObjectModel object) {
        if (!role.may(right, object.key())) {
            Text name = object.definition().label().text();
            Text named = role.definition().label().text();
            throw RIGHT_MISSING.because(new Text(
                    "The role %s may not %s %s; an admin can grant it."
                            .formatted(named.en(), right.name().toLowerCase(java.util.Locale.ROOT), name.en()),
                    "角色“%s”没有对“%s”的此项权限，请联系管理员授权。".formatted(named.zh(), name.zh())));
        }
    }

    /// Refuses with `right-missing` anyone but an admin.
    public void requireAdmin() {
        if (!role.admin()) {
            throw RIGHT_MISSING.because(Text.of("Only an admin may do this.", "只有管理员可以执行此操作。"));
        }
    }

    /// Refuses with `right-missing` who may not move records whose criteria are unmet.
    public void requireOverride() {
        if (!role.mayOverrideCriteria()) {
            throw RIGHT_MISSING.because(Text.of(
                    "The role %s may not override criteria; an admin can grant it."
                            .formatted(role.definition().label().text().en()),
                    "角色“%s”不能越过准入条件，请联系管理员授权。"
                            .formatted(role.definition().label().text().zh())));
        }
    }

    /// Whose records the member sees; empty for everyone's.
    public java.util.Optional<Set<UUID>> seenOwners(ObjectModel object) {
        if (role.scope() == Scope.ALL || object.visibility() == Visibility.PUBLIC) {
            return java.util.Optional.empty();
        }
        Set<UUID> owners = new java.util.LinkedHashSet<>(
                role.scope() == Scope.TEAM ? directory.withReports(member.id()) : Set.of(member.id()));
        if (object.visibility() == Visibility.TEAM) {
            owners.addAll(directory.withColleagues(member.id()));
        }
        return java.util.Optional.of(owners);
    }

    /// The same with those of the members on leave for whom she stands in today.
    java.util.Optional<Set<UUID>> shownOwners(ObjectModel object) {
        Set<UUID> absent = sight.deputising();
        return absent.isEmpty()
                ? seenOwners(object)
                : seenOwners(object).map(owners -> {
                    Set<UUID> all = new java.util.LinkedHashSet<>(owners);
                    all.addAll(absent);
                    return all;
                });
    }

    /// Whether this owner is among those whose records she sees.
    boolean seesOwner(ObjectModel object, @Nullable UUID owner) {
        if (role.scope() == Scope.ALL || object.visibility() == Visibility.PUBLIC) {
            return true;
        }
        if (owner == null) {
            return false;
        }
        return owner.equals(member.id())
                || role.scope() == Scope.TEAM && directory.leads(member.id(), owner)
                || object.visibility() == Visibility.TEAM
                        && directory.withColleagues(member.id()).contains(owner);
    }

    /// For whom she stands in today, of the members on leave.
    public Set<UUID> deputising() {
        return sight.deputising();
    }

    /// Which records of the object the member sees.
    public Condition visible(ObjectModel object) {
        return object.columns().deletedAt().isNull().and(sight.seen(object));
    }

    /// Whether these are all that are not in the bin.
    boolean seesAll(ObjectModel object) {
        return sight.all(object);
    }

    /// Which records of these owners the member sees: all of them, where she sees whatever they own.
    public Condition visibleOf(ObjectModel object, Set<UUID> owners) {
        boolean all =
                shownOwners(object).map(shown -> shown.containsAll(owners)).orElse(true);
        return all ? object.columns().deletedAt().isNull() : visible(object);
    }

    /// Whether she sees the records of so few members that it is best to begin with them, whatever is sought.
    public boolean seesFew(ObjectModel object) {
        return shownOwners(object).filter(owners -> owners.size() <= FEW).isPresent();
    }

    /// What she sees without the records of pools, of which lists show only those of the pool asked for.
    Condition listed(ObjectModel object) {
        return object.columns().deletedAt().isNull().and(sight.listed(object));
    }

    /// The same, for lists in the order of their ids.
    Condition listedById(ObjectModel object) {
        return object.columns().deletedAt().isNull().and(sight.listedById(object));
    }

    /// Whether her list has, besides what is shared with her, the records of one owner only.
    boolean listsFew(ObjectModel object) {
        return sight.few(object);
    }

    /// Whether it has nothing else.
    boolean listsOwn(ObjectModel object) {
        return sight.own(object);
    }

    /// Which records of the object the member sees, or saw until they came into the bin.
    Condition sighted(ObjectModel object) {
        return sight.seen(object);
    }

    /// The pool with this key; refuses with `pool-not-found` one that is not open to the member's role.
    public Pool pool(String key) {
        return sight.pool(key)
                .orElseThrow(() -> POOL_NOT_FOUND.because(
                        Text.of("There is no pool \"%s\" that is open to you.", "没有对您开放的公海“%s”。", key)));
    }

    /// The pools that are open to the member's role.
    public List<Pool> pools(ObjectModel object) {
        return sight.pools(object);
    }

    /// The records of a pool; none where it is not open to the member's role.
    public Condition pooled(ObjectModel object, Pool pool) {
        return object.columns().deletedAt().isNull().and(sight.pooled(object, pool));
    }

    /// Which records of the object are hers or of those whose records she sees, those in the bin included: what she may
    /// delete and take out of the bin.
    Condition seen(ObjectModel object) {
        return sight.owned(object);
    }

    /// Whether she may change a record that she sees.
    public boolean mayEdit(ObjectModel object, StoredRecord record) {
        return sight.owns(object, record.ownerId())
                || record.ownerId() != null && sight.deputising().contains(record.ownerId())
                || sight.mayEditShared(object, record.id());
    }

    /// Refuses with `right-missing` to change a record that she sees and may not change.
    public void requireEdit(ObjectModel object, StoredRecord record) {
        if (!mayEdit(object, record)) {
            throw RIGHT_MISSING.because(
                    Text.of("You may read this record but not change it; ask its owner.", "您可以查看但不能修改此记录，请联系负责人。"));
        }
    }

    /// Whether a record is of those whose records she sees, and not only shown to her.
    boolean owns(ObjectModel object, StoredRecord record) {
        return sight.owns(object, record.ownerId());
    }

    /// Refuses with `right-missing` to delete, or to give to somebody, a record that is only shown to her.
    public void requireOwned(ObjectModel object, StoredRecord record) {
        if (!owns(object, record)) {
            throw RIGHT_MISSING.because(Text.of(
                    "This record is shown to you but not yours: only its owner and her managers may do this.",
                    "此记录仅对您可见，只有负责人及其上级可以执行此操作。"));
        }
    }

    /// Whether she may look at the days of a member: her own, those of who works below her, everybody's where she sees
    /// everybody's records.
    public boolean oversees(UUID other) {
        return oversees(member, role, directory, other);
    }

    /// The same of any member with her role.
    public static boolean oversees(Member member, Role role, MemberDirectory directory, UUID other) {
        return member.id().equals(other)
                || role.admin()
                || role.scope() == Scope.ALL
                || directory.withReports(member.id()).contains(other);
    }

    /// Whether she transfers records of this owner: admins do, and people with reports their own and those of these.
    public boolean transfers(@Nullable UUID owner) {
        return role.admin() || leads(owner) && directory.hasReports(member.id());
    }

    /// Whether a record of this owner is hers or of somebody who reports to her; every record is for an admin.
    public boolean leads(@Nullable UUID owner) {
        return role.admin() || owner != null && directory.leads(member.id(), owner);
    }
}
