package io.ripeline.publishing;

import io.ripeline.definition.Model;
import io.ripeline.tenancy.TenantTransaction;

/// A company's definition changed. Delivered inside the publishing transaction.
public record VersionPublished(TenantTransaction transaction, Model before, Model after) {}
