package io.ripeline.imports;

import io.ripeline.database.Ids;
import io.ripeline.identity.Email;
import io.ripeline.identity.Member;
import io.ripeline.identity.Members;
import io.ripeline.provisioning.ProvisionTenant;
import io.ripeline.provisioning.TenantOrder;
import io.ripeline.publishing.Drafts;
import io.ripeline.publishing.PublishDraft;
import io.ripeline.record.Sessions;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.TenantSlug;
import io.ripeline.tenancy.TenantTransactions;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Opens companies in Shanghai, each with an admin.
class TestCompanies {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ProvisionTenant provisionTenant;
    private final TenantTransactions transactions;
    private final Members members;
    private final Sessions sessions;
    private final Drafts drafts;
    private final PublishDraft publishDraft;

    TestCompanies(
            ProvisionTenant provisionTenant,
            TenantTransactions transactions,
            Members members,
            Sessions sessions,
            Drafts drafts,
            PublishDraft publishDraft) {
        this.provisionTenant = provisionTenant;
        this.transactions = transactions;
        this.members = members;
        this.sessions = sessions;
        this.drafts = drafts;
        this.publishDraft = publishDraft;
    }

    Company open() {
        int number = NUMBER.incrementAndGet();
        ProvisionTenant.Provisioned provisioned = provisionTenant.provision(new TenantOrder(
                new TenantSlug("import" + number),
                "Import " + number,
                "direct-sales",
                Locale.ENGLISH,
                ZoneId.of("Asia/Shanghai"),
                false,
                new Email("admin" + number + "@x.example"),
                "Admin"));
        return new Company(provisioned.tenant(), provisioned.admin().id());
    }

    /// One company, in which work is done as its admin.
    final class Company {

        private final Tenant tenant;
        private final UUID admin;
        private final Map<String, UUID> byName = new HashMap<>();

        private Company(Tenant tenant, UUID admin) {
            this.tenant = tenant;
            this.admin = admin;
        }

        void invite(String name, String email) {
            UUID id = Ids.next();
            call(() -> transactions.write(transaction -> {
                members.add(transaction, new Member(id, new Email(email), name, "rep", null, true));
                return id;
            }));
            byName.put(name, id);
        }

        UUID tenantId() {
            return tenant.id();
        }

        String schema() {
            return tenant.schema();
        }

        UUID admin() {
            return admin;
        }

        /// Edits the draft by a JSON Patch and publishes it.
        void publish(String patch) {
            call(() -> {
                sessions.write(
                        session -> drafts.patch(session, drafts.current(session).tag(), patch));
                return publishDraft.publish("", List.of());
            });
        }

        UUID member(String name) {
            return Objects.requireNonNull(byName.get(name));
        }

        <T> T call(Supplier<T> work) {
            return in(Locale.ENGLISH, work);
        }

        <T> T in(Locale locale, Supplier<T> work) {
            return new TenantScope(tenant, admin, locale, "test").call(work::get);
        }

        <T> T as(String name, Supplier<T> work) {
            return new TenantScope(tenant, member(name), Locale.ENGLISH, "test").call(work::get);
        }
    }
}
