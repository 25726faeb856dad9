package io.ripeline.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks the component of a body that holds the values of a record: its form is that of the object's fields.
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface RecordValues {

    /// What the values are for.
    Use value();

    /// What values may be for.
    enum Use {
        /// As the reader sees them.
        SHOWN,
        /// Those of a new record.
        NEW,
        /// Those that change.
        CHANGED,
        /// As the reader sees them, of any object whose records are about others.
        TOLD
    }
}
