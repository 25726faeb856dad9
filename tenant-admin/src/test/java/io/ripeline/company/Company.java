package io.ripeline.company;

import io.ripeline.identity.Email;
import io.ripeline.identity.Member;
import io.ripeline.identity.ServiceToken;
import io.ripeline.publishing.Published;
import io.ripeline.publishing.ValueMapping;
import io.ripeline.tenancy.Tenant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A company of a test; whoever acts in it is asked for by {@link #admin}, {@link #hire} or {@link #as}.
public final class Company {

    private final Tenant tenant;
    private final Member first;
    private final ServiceToken token;
    private final Doors doors;

    Company(Tenant tenant, Member first, ServiceToken token, Doors doors) {
        this.tenant = tenant;
        this.first = first;
        this.token = token;
        this.doors = doors;
    }

    public Tenant tenant() {
        return tenant;
    }

    /// The first admin's token.
    public ServiceToken token() {
        return token;
    }

    /// The first admin.
    public Person admin() {
        return as(first);
    }

    /// This member at work.
    public Person as(Member member) {
        return new Person(tenant, member, doors);
    }

    /// A new member.
    public Person hire(String name, String role, @Nullable Person manager) {
        Email email = new Email(name.toLowerCase(java.util.Locale.ROOT) + "@" + tenant.slug() + ".example");
        return as(admin().write(session -> doors.inviteMember()
                .invite(session, email, name, role, manager == null ? null : manager.id(), null)
                .member()));
    }

    /// Edits the draft by a JSON Patch and publishes it.
    public Published publish(String patch, ValueMapping... mappings) {
        edit(patch);
        return admin().call(() -> doors.publishDraft().publish("a note", List.of(mappings)));
    }

    /// Edits the draft by a JSON Patch.
    public void edit(String patch) {
        admin().write(session ->
                doors.drafts().patch(session, doors.drafts().current(session).tag(), patch));
    }
}
