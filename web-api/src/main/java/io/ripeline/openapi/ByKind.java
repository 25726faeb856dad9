package io.ripeline.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Names the types that stand in a component of a body by the word in the component `kind` beside it. Where none is
/// named, they are the results of jobs, by the kinds of these.
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface ByKind {

    /// The types.
    Case[] value() default {};

    /// One of them.
    @Documented
    @Target({})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Case {

        /// The word of the kind.
        String word();

        /// What stands there then.
        Class<?> type();
    }
}
