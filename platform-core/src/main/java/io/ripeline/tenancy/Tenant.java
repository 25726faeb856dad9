package io.ripeline.tenancy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;

/// A company as the registry knows it.
///
/// @param schema its PostgreSQL schema
/// @param role the PostgreSQL role that may touch that schema only
/// @param template key of the template it was made from
public record Tenant(
        UUID id,
        TenantSlug slug,
        String name,
        String schema,
        String role,
        int schemaVersion,
        String template,
        Locale locale,
        ZoneId timeZone,
        TenantState state,
        Instant createdAt) {

    /// The company's date at an instant.
    public LocalDate dateAt(Instant instant) {
        return instant.atZone(timeZone).toLocalDate();
    }
}
