package io.ripeline.worklist;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.identity.Email;
import io.ripeline.member.ChangeMember;
import io.ripeline.member.InviteMember;
import io.ripeline.provisioning.ProvisionTenant;
import io.ripeline.provisioning.ProvisionTenant.Provisioned;
import io.ripeline.provisioning.TenantOrder;
import io.ripeline.record.Attempt;
import io.ripeline.record.Cause;
import io.ripeline.record.NewRecord;
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
import io.ripeline.worklist.WorklistRequests.ActivityRequest;
import io.ripeline.worklist.WorklistRequests.CancelRequest;
import io.ripeline.worklist.WorklistRequests.CompleteRequest;
import io.ripeline.worklist.WorklistRequests.NextRequest;
import io.ripeline.worklist.WorklistRequests.SnoozeRequest;
import io.ripeline.worklist.WorklistResponses.CancelledResponse;
import io.ripeline.worklist.WorklistResponses.CompletedResponse;
import io.ripeline.worklist.WorklistResponses.DayResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Makes companies with people to test with.
final class Companies {

    /// What was done for an item, where it does not matter.
    static final ActivityRequest CALL = new ActivityRequest("call", "connected", 120L, null, null);

    private final ProvisionTenant provisionTenant;
    private final InviteMember inviteMember;
    private final ChangeMember changeMember;
    private final Sessions sessions;
    private final Records records;
    private final WorklistController worklist;
    private final AtomicInteger made = new AtomicInteger();

    Companies(
            ProvisionTenant provisionTenant,
            InviteMember inviteMember,
            ChangeMember changeMember,
            Sessions sessions,
            Records records,
            WorklistController worklist) {
        this.provisionTenant = provisionTenant;
        this.inviteMember = inviteMember;
        this.changeMember = changeMember;
        this.sessions = sessions;
        this.records = records;
        this.worklist = worklist;
    }

    /// The records of whichever company is acted for.
    Records records() {
        return records;
    }

    /// A company with a manager and two reps below her.
    Company found(String template, String zone) {
        Provisioned provisioned = provision(template, zone, false);
        Tenant tenant = provisioned.tenant();
        UUID admin = provisioned.admin().id();
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

    /// More reps below a company's manager.
    List<UUID> hire(Company company, int number) {
        return company.as(
                company.admin,
                () -> sessions.write(session -> IntStream.range(0, number)
                        .mapToObj(index -> invite(session, company.tenant, "Rep" + index, "rep", company.manager))
                        .toList()));
    }

    /// A company with the sample of its template.
    Company withSample(String template, String zone) {
        Provisioned provisioned = provision(template, zone, true);
        UUID admin = provisioned.admin().id();
        return new Company(provisioned.tenant(), admin, admin, admin, admin);
    }

    private Provisioned provision(String template, String zone, boolean sample) {
        int number = made.incrementAndGet();
        return provisionTenant.provision(new TenantOrder(
                new TenantSlug("company-" + number),
                "Company " + number,
                template,
                Locale.ENGLISH,
                ZoneId.of(zone),
                sample,
                new Email("admin@company-" + number + ".example"),
                "Admin"));
    }

    private UUID invite(Session session, Tenant tenant, String name, String role, @Nullable UUID manager) {
        Email email = new Email(name.toLowerCase(Locale.ROOT) + "@" + tenant.slug() + ".example");
        return inviteMember
                .invite(session, email, name, role, manager, null)
                .member()
                .id();
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

        /// Has a member read her days in a time zone, or in the company's.
        void settle(UUID member, @Nullable String zone) {
            write(member, session -> changeMember.settle(session, zone == null ? null : ZoneId.of(zone)));
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

        /// Customers of the member's own that are made together.
        List<UUID> customers(UUID member, List<Map<String, String>> many) {
            return write(
                    member,
                    session -> records
                            .createAll(
                                    session,
                                    session.model().object(StandardObjects.CUSTOMER),
                                    many.stream()
                                            .map(values -> new NewRecord(RecordChanges.of(values), Past.NONE))
                                            .toList(),
                                    false,
                                    Cause.IMPORT)
                            .stream()
                            .map(attempt ->
                                    ((Attempt.Made) attempt).written().record().id())
                            .toList());
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

        void delete(UUID member, UUID customer) {
            write(member, session -> {
                ObjectModel object = session.model().object(StandardObjects.CUSTOMER);
                records.delete(session, object, customer, Precondition.NONE, Cause.API);
                return customer;
            });
        }

        void restore(UUID member, UUID customer) {
            write(
                    member,
                    session -> records.restore(
                            session, session.model().object(StandardObjects.CUSTOMER), customer, Cause.API));
        }

        StoredRecord grade(UUID member, UUID customer, @Nullable String grade) {
            java.util.HashMap<String, @Nullable Object> values = new java.util.HashMap<>();
            values.put("grade", grade);
            return change(member, customer, RecordChanges.of(values));
        }

        @CanIgnoreReturnValue
        StoredRecord contact(UUID member, UUID customer, String kind, Instant startedAt) {
            return write(
                    member,
                    session -> records.create(
                                    session,
                                    session.model().object(StandardObjects.ACTIVITY),
                                    RecordChanges.of(Map.of("kind", kind, "started_at", startedAt))
                                            .about(new Subject(StandardObjects.CUSTOMER, customer)),
                                    Cause.API,
                                    Past.NONE)
                            .record());
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

        DayResponse list(UUID member, @Nullable String on, @Nullable String of) {
            return as(member, () -> worklist.day(on, of));
        }

        CompletedResponse complete(UUID member, UUID item, ActivityRequest activity, @Nullable NextRequest next) {
            return as(member, () -> worklist.complete(item.toString(), new CompleteRequest(activity, next), null));
        }

        WorklistItem snooze(UUID member, UUID item, String until, String reason) {
            return as(member, () -> worklist.snooze(item.toString(), new SnoozeRequest(until, reason), null));
        }

        CancelledResponse cancel(UUID member, UUID item, String reason) {
            return as(member, () -> worklist.cancel(item.toString(), new CancelRequest(reason), null));
        }
    }
}
