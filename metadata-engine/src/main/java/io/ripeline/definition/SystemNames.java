package io.ripeline.definition;

import java.util.Set;

/// The values every record has besides its fields: column names in SQL and names in expressions; no field may be called
/// so.
public final class SystemNames {

    public static final String ID = "id";
    public static final String VERSION = "version";
    public static final String OWNER_ID = "owner_id";
    public static final String CREATED_AT = "created_at";
    public static final String CREATED_BY = "created_by";
    public static final String UPDATED_AT = "updated_at";
    public static final String UPDATED_BY = "updated_by";
    public static final String DELETED_AT = "deleted_at";
    public static final String SUBJECT_OBJECT = "subject_object";
    public static final String SUBJECT_ID = "subject_id";

    static final Set<String> ALL = Set.of(
            ID,
            VERSION,
            OWNER_ID,
            CREATED_AT,
            CREATED_BY,
            UPDATED_AT,
            UPDATED_BY,
            DELETED_AT,
            SUBJECT_OBJECT,
            SUBJECT_ID);

    private SystemNames() {}

    /// Whether a name is one of these.
    public static boolean isSystem(String name) {
        return ALL.contains(name);
    }
}
