package io.ripeline.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import java.util.Optional;

/// `has(name)`: a macro of our own, since CEL's takes a selection and never a bare name.
///
/// It becomes the variable `@has:name`, which no source can spell and which always has a value.
final class Presence {
    static final String MACRO = "has";
    /// The beginning of the message when its argument is not a name.
    static final String MISUSE = "has() takes a name";

    private static final String PREFIX = "@has:";

    private Presence() {}

    static CelMacro macro() {
        return CelMacro.newGlobalMacro(MACRO, 1, Presence::expand);
    }

    static String variable(String key) {
        return PREFIX + key;
    }

    /// The name a presence variable asks for.
    static Optional<String> subject(String variable) {
        return variable.startsWith(PREFIX) ? Optional.of(variable.substring(PREFIX.length())) : Optional.empty();
    }

    private static Optional<CelExpr> expand(
            CelMacroExprFactory factory, CelExpr target, ImmutableList<CelExpr> arguments) {
        CelExpr argument = arguments.getFirst();
        if (argument.getKind() != CelExpr.ExprKind.Kind.IDENT) {
            return Optional.of(factory.reportError(MISUSE));
        }
        return Optional.of(factory.newIdentifier(variable(argument.ident().name())));
    }
}
