package io.ripeline.expression;

import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import java.util.List;
import java.util.stream.Stream;

/// One way to call a function.
///
/// @param member whether it is written after its first argument, `text.size()`
record Signature(boolean member, Type result, List<CelType> parameters) {
    /// Numbers, mixed as people write them, and times.
    static final List<Signature> EXTREMES = List.of(
            of(Type.INTEGER, Type.INTEGER, Type.INTEGER),
            of(Type.DECIMAL, Type.INTEGER, Type.DECIMAL),
            of(Type.DECIMAL, Type.DECIMAL, Type.INTEGER),
            of(Type.DECIMAL, Type.DECIMAL, Type.DECIMAL),
            of(Type.TIME, Type.TIME, Type.TIME));

    Signature {
        parameters = List.copyOf(parameters);
    }

    static Signature of(Type result, Type... parameters) {
        return new Signature(false, result, Stream.of(parameters).map(Type::cel).toList());
    }

    CelOverloadDecl declaration(String id) {
        return member
                ? CelOverloadDecl.newMemberOverload(id, result.cel(), parameters)
                : CelOverloadDecl.newGlobalOverload(id, result.cel(), parameters);
    }
}
