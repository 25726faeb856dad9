package io.ripeline.worklist;

import io.ripeline.definition.StandardObjects;
import io.ripeline.identity.Email;
import io.ripeline.member.InviteMember;
import io.ripeline.provisioning.ProvisionTenant;
import io.ripeline.provisioning.ProvisionTenant.Provisioned;
import io.ripeline.provisioning.TenantOrder;
import io.ripeline.record.Cause;
import io.ripeline.record.Past;
import io.ripeline.record.Precondition;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.RecordQuery;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.TenantSlug;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes companies with people to test with.
final class Companies {

    private final ProvisionTenant provisionTenant;
    private final InviteMember inviteMember;
    private final Sessions sessions;
    private final Records records;
    private final AtomicInteger made = new AtomicInteger();

    Companies(ProvisionTenant provisionTenant, InviteMember inviteMember, Sessions sessions, Records records) {
        this.provisionTenant = provisionTenant;
        this.inviteMember = inviteMember;
        this.sessions = sessions;
        this.records = records;
    }

    /// A company with a manager and two reps below her.
    Company found(String template, String zone) {
        Tenant tenant = provision(template, zone, false);
        UUID admin = tenantAdmin;
        Company bare = new Company(tenant, admin, admin, admin, admin);
        return bare.as(
                admin,
                () -> sessions.write(session -> {
                    UUID manager = invite(session, tenant, "Wang", "manager", null);
                    UUID li = invite(session, tenant, "Li", "rep", manager);
                    UUID chen = invite(session, tenant, "Chen", "rep", manager);
                    return new Company(tenant, admin, manager, li, chen);
                }));
    }

    /// A company with the sample of its template.
    Company withSample(String template, String zone) {
        Tenant tenant = provision(template, zone, true);
        return new Company(tenant, tenantAdmin, tenantAdmin, tenantAdmin, tenantAdmin);
    }

    private UUID tenantAdmin = new UUID(0, 0);

    private Tenant provision(String template, String zone, boolean sample) {
        int number = made.incrementAndGet();
        Provisioned provisioned = provisionTenant.provision(new TenantOrder(
                new TenantSlug("company-" + number),
                "Company " + number,
                template,
                Locale.ENGLISH,
                ZoneId.of(zone),
                sample,
                new Email("admin@company-" + number + ".example"),
                "Admin"));
        tenantAdmin = provisioned.admin().id();
        return provisioned.tenant();
    }

    private UUID invite(Session session, Tenant tenant, String name, String role, @Nullable UUID manager) {
        Email email = new Email(name.toLowerCase(Locale.ROOT) + "@" + tenant.slug() + ".example");
        return inviteMember.invite(session, email, name, role, manager).member().id();
    }

    /// A company's people at work.
    final class Company {

        private final Tenant tenant;
        final UUID admin;
        final UUID manager;
        final UUID li;
        final UUID chen;

        private Company(Tenant tenant, UUID admin, UUID manager, UUID li, UUID chen) {
            this.tenant = tenant;
            this.admin = admin;
            this.manager = manager;
            this.li = li;
            this.chen = chen;
        }

        <T> T as(UUID member, Supplier<T> work) {
            return new TenantScope(tenant, member, Locale.ENGLISH, "test").call(work::get);
        }

        <T> T write(UUID member, Function<Session, T> work) {
            return as(member, () -> sessions.write(work));
        }

        /// A customer of the member's own.
        UUID customer(UUID member, String name, @Nullable String grade) {
            Map<String, String> values = grade == null ? Map.of("name", name) : Map.of("name", name, "grade", grade);
            return write(
                    member,
                    session -> records.create(
                                    session,
                                    session.model().object(StandardObjects.CUSTOMER),
                                    RecordChanges.of(values),
                                    Cause.API,
                                    Past.NONE)
                            .record()
                            .id());
        }

        StoredRecord change(UUID member, UUID customer, RecordChanges changes) {
            return write(
                    member,
                    session -> records.update(
                                    session,
                                    session.model().object(StandardObjects.CUSTOMER),
                                    customer,
                                    changes,
                                    Precondition.NONE,
                                    Cause.API)
                            .record());
        }

        StoredRecord grade(UUID member, UUID customer, @Nullable String grade) {
            java.util.HashMap<String, @Nullable Object> values = new java.util.HashMap<>();
            values.put("grade", grade);
            return change(member, customer, RecordChanges.of(values));
        }

        void contact(UUID member, UUID customer, String kind, Instant startedAt) {
            write(
                    member,
                    session -> records.create(
                            session,
                            session.model().object(StandardObjects.ACTIVITY),
                            RecordChanges.of(Map.of("kind", kind, "started_at", startedAt))
                                    .about(new Subject(StandardObjects.CUSTOMER, customer)),
                            Cause.API,
                            Past.NONE));
        }

        /// Every follow-up about a customer, the oldest first.
        List<StoredRecord> followUps(UUID customer) {
            return write(
                    admin,
                    session -> records.list(
                                    session,
                                    session.model().object(StandardObjects.FOLLOW_UP),
                                    RecordQuery.matching("subject_id == \"" + customer + "\""))
                            .items()
                            .reversed());
        }

        List<StoredRecord> open(UUID customer) {
            return followUps(customer).stream()
                    .filter(item -> item.text(FollowUp.STATE)
                            .filter(FollowUp.OPEN::equals)
                            .isPresent())
                    .toList();
        }

        List<StoredRecord> customers() {
            return write(
                    admin,
                    session -> records.list(
                                    session,
                                    session.model().object(StandardObjects.CUSTOMER),
                                    RecordQuery.matching(null))
                            .items());
        }
    }
}
