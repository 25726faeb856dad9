package io.ripeline.definition;

/// The columns that stand beside a field's own. Two underscores keep them apart from every field: a key has single
/// ones.
public final class ColumnNames {

    private ColumnNames() {}

    /// Where the currency of an amount stands.
    public static String currency(String field) {
        return field + "__currency";
    }

    /// Where the normalised key of a value stands.
    public static String normalised(String field) {
        return field + "__key";
    }
}
