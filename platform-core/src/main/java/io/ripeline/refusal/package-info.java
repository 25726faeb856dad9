/// How Ripeline says no: a {@link io.ripeline.refusal.Refused} with a stable code, a sentence in both languages and a
/// pointer to what is at fault. Start at {@link io.ripeline.refusal.ErrorCode}. HTTP is not here.
@NullMarked
package io.ripeline.refusal;

import org.jspecify.annotations.NullMarked;
