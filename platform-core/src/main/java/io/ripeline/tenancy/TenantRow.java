package io.ripeline.tenancy;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

@Entity
@Immutable
@Table(schema = "platform", name = "tenant")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class TenantRow {

    @Id
    private UUID id;

    private String slug;
    private String name;
    private String schemaName;
    private String roleName;
    private int schemaVersion;
    private String template;
    private String locale;
    private String timeZone;

    @Enumerated(EnumType.STRING)
    private TenantState state;

    private Instant createdAt;

    static TenantRow of(Tenant tenant) {
        TenantRow row = new TenantRow();
        row.id = tenant.id();
        row.slug = tenant.slug().value();
        row.name = tenant.name();
        row.schemaName = tenant.schema();
        row.roleName = tenant.role();
        row.schemaVersion = tenant.schemaVersion();
        row.template = tenant.template();
        row.locale = tenant.locale().toLanguageTag();
        row.timeZone = tenant.timeZone().getId();
        row.state = tenant.state();
        row.createdAt = tenant.createdAt();
        return row;
    }

    Tenant toTenant() {
        return new Tenant(
                id,
                new TenantSlug(slug),
                name,
                schemaName,
                roleName,
                schemaVersion,
                template,
                Locale.forLanguageTag(locale),
                ZoneId.of(timeZone),
                state,
                createdAt);
    }
}
