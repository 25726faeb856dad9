package io.ripeline.openapi;

import java.lang.reflect.Method;
import java.util.Locale;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/// One thing the API can be asked.
///
/// @param path with its parameters in braces
/// @param produces what the handler says it answers in; empty for JSON
record Operation(String method, String path, Method handler, String produces) {

    /// What stands in a path for the key of an object.
    static final String OBJECT = "{object}";

    private static final String RECORDS = "/api/v1/records/" + OBJECT;

    /// Whether it is described once per object, for its bodies have the form of the object's fields.
    boolean isOfObject() {
        return path.startsWith(RECORDS);
    }

    /// What it is about: the first word of the path.
    String tag() {
        return path.split("/", 5)[3];
    }

    /// A name no other operation has.
    String id() {
        String resource = handler.getDeclaringClass().getSimpleName().replace("Controller", "");
        return resource.substring(0, 1).toLowerCase(Locale.ROOT) + resource.substring(1) + "." + handler.getName();
    }

    /// Every status of success.
    int[] statuses() {
        Answers said = handler.getAnnotation(Answers.class);
        if (said != null) {
            return said.status().clone();
        }
        ResponseStatus status = AnnotatedElementUtils.findMergedAnnotation(handler, ResponseStatus.class);
        if (status != null) {
            return new int[] {status.code().value()};
        }
        boolean nothing = handler.getGenericReturnType().getTypeName().endsWith("<java.lang.Void>")
                || handler.getReturnType() == void.class;
        return new int[] {nothing ? HttpStatus.NO_CONTENT.value() : HttpStatus.OK.value()};
    }
}
