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

    /// The types of bodies that are no JSON: what it may have instead, or all it has where the method answers nothing.
    String[] mediaTypes() default {};

    /// The address of a standard that says what form the body has.
    String standard() default "";

    /// Headers that every success has besides.
    String[] headers() default {};
}
