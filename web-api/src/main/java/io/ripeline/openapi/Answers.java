package io.ripeline.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a handler answers, where its type does not say it.
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Answers {

    /// Every status of success.
    int[] status() default {200};

    /// The types of the body, one of which it has; that of the method where none is named.
    Class<?>[] body() default {};

    /// The type of a body that is no JSON.
    String mediaType() default "";
}
