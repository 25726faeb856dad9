package io.ripeline.imports;

/// How many rows came to what.
record Counts(int created, int updated, int skipped, int failed) {

    static final Counts NONE = new Counts(0, 0, 0, 0);
    static final Counts ONE_CREATED = new Counts(1, 0, 0, 0);
    static final Counts ONE_UPDATED = new Counts(0, 1, 0, 0);
    static final Counts ONE_SKIPPED = new Counts(0, 0, 1, 0);

    static Counts failed(int rows) {
        return new Counts(0, 0, 0, rows);
    }

    /// Both together.
    Counts plus(Counts other) {
        return new Counts(
                created + other.created, updated + other.updated, skipped + other.skipped, failed + other.failed);
    }

    int rows() {
        return created + updated + skipped + failed;
    }
}
