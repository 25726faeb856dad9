package io.ripeline.tenancy;

/// Where a company stands in its life.
public enum TenantState {
    ACTIVE,
    READ_ONLY,
    SUSPENDED;

    /// Whether members may read.
    public boolean readable() {
        return this != SUSPENDED;
    }

    /// Whether members may write.
    public boolean writable() {
        return this == ACTIVE;
    }
}
