package io.ripeline.tenancy;

import java.time.Instant;
import org.jooq.DSLContext;

/// An open transaction that can reach one company's schema only.
///
/// @param sql runs in this transaction as the company's role
/// @param configVersion the number of the published definition as of this transaction; 0 before the first one
/// @param memberRevision grows with every change of the company's members
/// @param now the instant the transaction began, the same for everything it writes
public record TenantTransaction(Tenant tenant, DSLContext sql, int configVersion, long memberRevision, Instant now) {}
