package io.ripeline.json;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Names the types that stand in a component of a body, where its own type does not: it is read as JSON of
/// any kind to tell null from nothing, or is a list of several. The same of a body, or a part of one, that is
/// read by hand.
@Documented
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Stands {

    /// The types, one of which it has; in a list each element, in a map each value.
    Class<?>[] value();

    /// In the place of a type: the value of a field, whichever it is.
    interface FieldValue {}
}
