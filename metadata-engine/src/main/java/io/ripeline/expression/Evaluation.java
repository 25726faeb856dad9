package io.ripeline.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A program of the CEL runtime over facts; immutable and safe to share between threads.
record Evaluation(Program program, Map<String, ValueKind> kinds) {

    /// The value, null for no verdict. A decimal may come as the double of a literal.
    @Nullable
    Object of(Facts facts) {
        try {
            Object value = program.eval(resolver(facts));
            return value instanceof CelUnknownSet ? null : value;
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("A checked expression failed.", e);
        }
    }

    /// The value of something that reads no field.
    @Nullable
    Object at(Moment moment) {
        return of(new Facts(Map.of(), moment.now(), moment.today(), moment.me()));
    }

    private CelVariableResolver resolver(Facts facts) {
        return variable -> Optional.of(resolve(facts, variable));
    }

    private Object resolve(Facts facts, String variable) {
        ValueKind kind = kinds.get(variable);
        if (kind != null) {
            Object value = facts.values().get(variable);
            return value == null ? Values.NONE : Values.of(kind, value);
        }
        Optional<String> subject = Presence.subject(variable);
        if (subject.isPresent()) {
            return facts.values().containsKey(subject.get());
        }
        return Builtin.find(variable).map(name -> name.value(facts.moment())).orElse(Values.NONE);
    }
}
