package io.ripeline.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Violation;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// What callers are told when they are refused.
final class Refusals {

    private Refusals() {}

    /// The call is refused with this code and points at exactly these members.
    static void assertRefused(ThrowingCallable call, String code, String... pointers) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code().code()).isEqualTo(code);
            assertThat(refused.violations()).extracting(Violation::pointer).containsExactlyInAnyOrder(pointers);
        });
    }
}
