package io.ripeline.provisioning;

import static io.ripeline.provisioning.ProvisioningError.SAMPLE_MISSING;

import io.ripeline.database.Ids;
import io.ripeline.definition.Columns;
import io.ripeline.definition.Compiler;
import io.ripeline.definition.Model;
import io.ripeline.expression.CheckedTrees;
import io.ripeline.identity.Member;
import io.ripeline.identity.Memberships.Membership;
import io.ripeline.identity.ServiceToken;
import io.ripeline.identity.ServiceTokens;
import io.ripeline.member.InviteMember;
import io.ripeline.publishing.FirstVersion;
import io.ripeline.refusal.Text;
import io.ripeline.template.Template;
import io.ripeline.template.Templates;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.TenantState;
import io.ripeline.tenancy.TenantTransactions;
import io.ripeline.tenancy.Tenants;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes a company from a template: registry, schema, role, tables, definition, first admin and, if wished, the sample,
/// in
/// one transaction. Either all of it is there or nothing.
@Component
public class ProvisionTenant {

    private final Templates templates;
    private final Tenants tenants;
    private final TenantSchema schemas;
    private final FirstVersion firstVersion;
    private final InviteMember inviteMember;
    private final ServiceTokens tokens;
    private final SampleCompany sampleCompany;
    private final TenantTransactions transactions;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ProvisionTenant(
            Templates templates,
            Tenants tenants,
            TenantSchema schemas,
            FirstVersion firstVersion,
            InviteMember inviteMember,
            ServiceTokens tokens,
            SampleCompany sampleCompany,
            TenantTransactions transactions,
            PlatformTransactionManager manager,
            Clock clock) {
        this.templates = templates;
        this.tenants = tenants;
        this.schemas = schemas;
        this.firstVersion = firstVersion;
        this.inviteMember = inviteMember;
        this.tokens = tokens;
        this.sampleCompany = sampleCompany;
        this.transactions = transactions;
        this.transaction = new TransactionTemplate(manager);
        this.clock = clock;
    }

    /// A new company.
    ///
    /// @param adminToken acts as the first admin; shown this once
    /// @param password of the first admin at the built-in issuer, shown this once; absent where she has one
    public record Provisioned(Tenant tenant, Member admin, ServiceToken adminToken, Optional<String> password) {}

    /// Provisions; refuses with `unknown-template`, `slug-taken` or `sample-missing`.
    public Provisioned provision(TenantOrder order) {
        Template template = templates.get(order.template());
        if (order.sampleData() && template.sample().isEmpty()) {
            throw SAMPLE_MISSING.at(
                    "/sampleData", Text.of("The template %s has no sample.", "模板 %s 没有示例数据。", template.key()));
        }
        UUID id = Ids.next();
        Tenant tenant = new Tenant(
                id,
                order.slug(),
                order.name(),
                TenantSchema.nameOf(id),
                TenantSchema.nameOf(id),
                TenantSchema.VERSION,
                template.key(),
                order.locale(),
                order.timeZone(),
                TenantState.ACTIVE,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        CheckedTrees trees = new CheckedTrees();
        Model model =
                Compiler.model(template.definition(), FirstVersion.NUMBER, tenant.schema(), Columns.BY_NAME, trees);
        String adminRole = model.roles().stream()
                .filter(role -> role.admin())
                .findFirst()
                .orElseThrow()
                .definition()
                .key();
        Member admin = new Member(Ids.next(), order.adminEmail(), order.adminName(), adminRole, null, true);
        FirstVersion.Beginning beginning = new FirstVersion.Beginning(model, template.document(), trees);
        return transaction.execute(status -> make(tenant, template, beginning, admin, order.sampleData()));
    }

    private Provisioned make(
            Tenant tenant, Template template, FirstVersion.Beginning beginning, Member admin, boolean sample) {
        tenants.add(tenant);
        schemas.create(tenant);
        TenantScope scope = new TenantScope(tenant, admin.id(), tenant.locale(), "provisioning");
        return scope.call(() -> {
            Provisioned provisioned = transactions.write(opened -> {
                InviteMember.Invited invited = inviteMember.add(opened, admin);
                return transactions.onPlatform(opened, () -> {
                    firstVersion.publish(
                            opened, beginning, admin.id(), template.label().in(tenant.locale()));
                    ServiceToken token = tokens.issue(new Membership(tenant.id(), admin.id()), "admin", null)
                            .token();
                    return new Provisioned(tenant, admin, token, invited.password());
                });
            });
            if (sample) {
                sampleCompany.fill(tenant, template.sample().orElseThrow());
            }
            return provisioned;
        });
    }
}
