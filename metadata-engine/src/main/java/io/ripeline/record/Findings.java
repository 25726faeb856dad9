package io.ripeline.record;

import static io.ripeline.record.RecordError.RECORD_INVALID;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What is found about a write, one check after another. Who sends a single record is told by the first check that
/// refuses; who brings a file wants all that is wrong with a row, so there every check is asked.
final class Findings {

    private final boolean all;
    private final List<Unmet> warnings = new ArrayList<>();
    private final List<Refused> refusals = new ArrayList<>();

    Findings(Cause cause) {
        this.all = cause.key().equals(Cause.IMPORT.key());
    }

    /// Makes a check.
    void found(Runnable check) {
        warned(() -> {
            check.run();
            return List.of();
        });
    }

    /// Makes a check that may only warn.
    void warned(Supplier<List<Unmet>> check) {
        try {
            warnings.addAll(check.get());
        } catch (Refused refused) {
            if (!all) {
                throw refused;
            }
            refusals.add(refused);
        }
    }

    /// What only warned; refuses with all that was found wrong.
    List<Unmet> warnings() {
        if (refusals.size() == 1) {
            throw refusals.getFirst();
        }
        if (!refusals.isEmpty()) {
            throw together();
        }
        return warnings;
    }

    private Refused together() {
        List<Violation> violations = new ArrayList<>();
        for (Refused refused : refusals) {
            violations.addAll(refused.violations());
            if (refused.violations().isEmpty()) {
                violations.add(new Violation("", refused.code().code(), refused.detail()));
            }
        }
        ErrorCode first = refusals.getFirst().code();
        boolean alike = refusals.stream().allMatch(refused -> refused.code().equals(first));
        return new Refused(alike ? first : RECORD_INVALID, refusals.getFirst().detail(), violations);
    }
}
