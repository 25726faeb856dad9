package io.ripeline.tenancy;

/// What this release needs of a company's tables.
@FunctionalInterface
public interface SchemaTarget {

    /// The step they must have reached, from 1, before this release works on them.
    int version();
}
