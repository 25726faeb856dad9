package io.ripeline.openapi;

import tools.jackson.databind.node.ObjectNode;

/// Errors as RFC 9457 tells them.
final class Problems {

    private Problems() {}

    /// The schema of one that is a part of an answer.
    static ObjectNode part() {
        return schema(false);
    }

    /// The schema of all of them; some have further members, which their code tells.
    static ObjectNode schema() {
        return schema(true);
    }

    private static ObjectNode schema(boolean answer) {
        ObjectNode problem = Schemas.closed();
        problem.put("additionalProperties", true);
        Schemas.member(problem, "type", Schemas.of("string").put("pattern", "^urn:ripeline:problem:[a-z-]+$"), true);
        Schemas.member(problem, "title", Schemas.of("string"), true);
        Schemas.member(problem, "status", Schemas.of("integer", "int32").put("minimum", 400), true);
        Schemas.member(problem, "detail", Schemas.of("string"), false);
        // Absent where the path itself cannot be shown.
        Schemas.member(problem, "instance", Schemas.of("string"), false);
        Schemas.member(problem, "code", Schemas.of("string"), true);
        Schemas.member(problem, "requestId", Schemas.of("string"), answer);
        ObjectNode fault = Schemas.closed();
        Schemas.member(fault, "pointer", Schemas.of("string"), true);
        Schemas.member(fault, "code", Schemas.of("string"), true);
        Schemas.member(fault, "message", Schemas.of("string"), true);
        Schemas.member(problem, "errors", Schemas.list(fault), false);
        return problem;
    }
}
