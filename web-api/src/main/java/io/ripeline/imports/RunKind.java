package io.ripeline.imports;

/// The ways through a file.
enum RunKind {
    /// Every row is written and taken back.
    DRY_RUN("dry-run"),
    /// The rows are written.
    RUN("run"),
    /// What the rows wrote is taken back.
    REVERT("revert");

    private final String key;

    RunKind(String key) {
        this.key = key;
    }

    /// Its name in the company's tables.
    String key() {
        return key;
    }

    /// The kind of its jobs.
    String job() {
        return "import-" + key;
    }
}
