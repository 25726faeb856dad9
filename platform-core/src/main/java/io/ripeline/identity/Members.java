package io.ripeline.identity;

import static io.ripeline.identity.IdentityError.EMAIL_TAKEN;
import static io.ripeline.identity.IdentityError.MANAGER_CYCLE;
import static io.ripeline.identity.IdentityError.MANAGER_UNKNOWN;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantTransaction;
import io.ripeline.tenancy.TenantTransactions;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/// The members of each company, stored in its own schema. Every change raises the company's member revision, which is
/// what the directory is cached by.
@Component
public class Members {

    private static final int CACHED_DIRECTORIES = 2_000;

    private record Revision(UUID tenantId, long number) {}

    private final EntityManager entities;
    private final TenantTransactions transactions;
    private final Memberships memberships;
    private final Cache<Revision, MemberDirectory> directories =
            Caffeine.newBuilder().maximumSize(CACHED_DIRECTORIES).build();

    Members(EntityManager entities, TenantTransactions transactions, Memberships memberships) {
        this.entities = entities;
        this.transactions = transactions;
        this.memberships = memberships;
    }

    /// All members as of the transaction's start.
    public MemberDirectory directory(TenantTransaction transaction) {
        return directories.get(
                new Revision(transaction.tenant().id(), transaction.memberRevision()), revision -> load());
    }

    /// All members including what this transaction changed.
    public MemberDirectory changedDirectory() {
        return load();
    }

    /// Adds a member; refuses with `email-taken` or `manager-unknown`.
    public void add(TenantTransaction transaction, Member member) {
        checkManager(member);
        try {
            entities.persist(MemberRow.of(member, transaction.now()));
            entities.flush();
        } catch (ConstraintViolationException taken) {
            throw EMAIL_TAKEN.at(
                    "/email",
                    Text.of(
                            "%s is a member already.",
                            "%s 已是成员。", member.email().value()));
        }
        changed(transaction);
        transactions.onPlatform(
                transaction,
                () -> memberships.add(member.email(), transaction.tenant().id(), member.id()));
    }

    /// Changes a member's name, role, manager or activity; the e-mail stays. Refuses with `manager-unknown` or
    /// `manager-cycle`.
    public void change(TenantTransaction transaction, Member member) {
        checkManager(member);
        Optional.ofNullable(entities.find(MemberRow.class, member.id()))
                .orElseThrow(() -> new IllegalStateException("Changed a member that is not stored"))
                .take(member);
        entities.flush();
        changed(transaction);
    }

    private void checkManager(Member member) {
        if (member.managerId() == null) {
            return;
        }
        MemberDirectory directory = load();
        if (directory.find(member.managerId()).isEmpty()) {
            throw MANAGER_UNKNOWN.at(
                    "/managerId", Text.of("The manager is not a member of this company.", "所选上级不是本公司成员。"));
        }
        if (directory.withReports(member.id()).contains(member.managerId())) {
            throw MANAGER_CYCLE.at(
                    "/managerId", Text.of("A member cannot report to himself or to someone below.", "成员不能以本人或其下属为上级。"));
        }
    }

    /// Raises the revision: who sees which records changed, though nobody of the members did.
    public void sightChanged(TenantTransaction transaction) {
        changed(transaction);
    }

    private void changed(TenantTransaction transaction) {
        transaction
                .sql()
                .update(DSL.table(DSL.name("_head")))
                .set(
                        DSL.field(DSL.name("member_revision"), Long.class),
                        DSL.field(DSL.name("member_revision"), Long.class).plus(1))
                .execute();
    }

    private MemberDirectory load() {
        // What this transaction saw before may have been changed by another one since.
        entities.clear();
        List<Member> members = entities.createQuery("FROM MemberRow ORDER BY name, id", MemberRow.class)
                .getResultStream()
                .map(MemberRow::toMember)
                .toList();
        List<Leave> leaves = entities.createQuery(
                        "FROM LeaveRow WHERE endedAt IS NULL ORDER BY firstDay, id", LeaveRow.class)
                .getResultStream()
                .map(LeaveRow::toLeave)
                .toList();
        return new MemberDirectory(members, leaves);
    }
}
