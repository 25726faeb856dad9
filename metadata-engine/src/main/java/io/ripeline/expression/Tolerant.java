package io.ripeline.expression;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.Immutable;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;

/// A function of one argument that is called even when its argument has no verdict.
@Immutable
record Tolerant(String getOverloadId, CelFunctionOverload getDefinition) implements CelFunctionBinding {
    @Override
    public ImmutableList<Class<?>> getArgTypes() {
        return ImmutableList.of(Object.class);
    }

    @Override
    public boolean isStrict() {
        return false;
    }
}
