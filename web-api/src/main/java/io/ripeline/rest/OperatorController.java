package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.Label;
import io.ripeline.identity.Email;
import io.ripeline.identity.TimeZones;
import io.ripeline.provisioning.ProvisionTenant;
import io.ripeline.provisioning.ProvisionTenant.Provisioned;
import io.ripeline.provisioning.TenantOrder;
import io.ripeline.template.Templates;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantSlug;
import io.ripeline.tenancy.Tenants;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What platform operators do: companies and templates. No call of theirs reads a company's records.
@RestController
@RequestMapping("/operator/v1")
class OperatorController {

    private final Tenants tenants;
    private final Templates templates;
    private final ProvisionTenant provisionTenant;

    OperatorController(Tenants tenants, Templates templates, ProvisionTenant provisionTenant) {
        this.tenants = tenants;
        this.templates = templates;
        this.provisionTenant = provisionTenant;
    }

    record AdminRequest(String email, String name) {}

    record ProvisionRequest(
            String slug,
            String name,
            String template,
            @Nullable String locale,
            @Nullable String timeZone,
            @Nullable Boolean sampleData,
            AdminRequest admin) {

        TenantOrder toOrder() {
            return new TenantOrder(
                    new TenantSlug(slug),
                    name,
                    template,
                    TenantOrder.locale(locale == null ? "en" : locale),
                    TimeZones.named(timeZone == null ? "UTC" : timeZone),
                    Boolean.TRUE.equals(sampleData),
                    new Email(admin.email()),
                    admin.name());
        }
    }

    record AdminResponse(UUID id, String email, String name) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TenantResponse(
            UUID id,
            String slug,
            String name,
            String template,
            String locale,
            String timeZone,
            String state,
            int schemaVersion,
            Instant createdAt,
            @Nullable AdminResponse admin,
            @Nullable String adminToken,
            @Nullable String temporaryPassword) {

        static TenantResponse of(Tenant tenant) {
            return of(tenant, null, null, null);
        }

        static TenantResponse of(Provisioned provisioned) {
            var admin = provisioned.admin();
            return of(
                    provisioned.tenant(),
                    new AdminResponse(admin.id(), admin.email().value(), admin.name()),
                    provisioned.adminToken().value(),
                    provisioned.password().orElse(null));
        }

        private static TenantResponse of(
                Tenant tenant,
                @Nullable AdminResponse admin,
                @Nullable String adminToken,
                @Nullable String temporaryPassword) {
            return new TenantResponse(
                    tenant.id(),
                    tenant.slug().value(),
                    tenant.name(),
                    tenant.template(),
                    tenant.locale().toLanguageTag(),
                    tenant.timeZone().getId(),
                    tenant.state().name().toLowerCase(Locale.ROOT),
                    tenant.schemaVersion(),
                    tenant.createdAt(),
                    admin,
                    adminToken,
                    temporaryPassword);
        }
    }

    record TenantsResponse(List<TenantResponse> items) {}

    record TemplateResponse(String key, Label label, Label description, boolean sampleData) {}

    record TemplatesResponse(List<TemplateResponse> items) {}

    @PostMapping("/tenants")
    ResponseEntity<TenantResponse> provision(@RequestBody ProvisionRequest request) {
        Provisioned provisioned = provisionTenant.provision(request.toOrder());
        return ResponseEntity.created(URI.create(
                        "/operator/v1/tenants/" + provisioned.tenant().slug()))
                .body(TenantResponse.of(provisioned));
    }

    @GetMapping("/tenants")
    TenantsResponse tenants() {
        return new TenantsResponse(
                tenants.all().stream().map(TenantResponse::of).toList());
    }

    @GetMapping("/tenants/{slug}")
    TenantResponse tenant(@PathVariable String slug) {
        return TenantResponse.of(tenants.bySlug(slug));
    }

    @GetMapping("/templates")
    TemplatesResponse templates() {
        return new TemplatesResponse(templates.all().stream()
                .map(template -> new TemplateResponse(
                        template.key(),
                        template.label(),
                        template.description(),
                        template.sample().isPresent()))
                .toList());
    }
}
