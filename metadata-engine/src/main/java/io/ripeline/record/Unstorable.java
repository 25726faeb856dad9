package io.ripeline.record;

import static io.ripeline.record.RecordError.ROW_UNSTORABLE;

import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.sql.SQLException;
import java.util.Set;
import org.springframework.dao.DataAccessException;

/// Records that the database cannot take for one of their values.
final class Unstorable {

    /// SQL states of what a value does to a statement: data exception, integrity violation, program limit.
    private static final Set<String> BY_VALUE = Set.of("22", "23", "54");

    private Unstorable() {}

    /// The refusal of a record whose value broke a statement; every other failure passes through.
    static Refused refusal(DataAccessException broken) {
        String state = broken.getMostSpecificCause() instanceof SQLException failure ? failure.getSQLState() : null;
        if (state == null || state.length() < 2 || !BY_VALUE.contains(state.substring(0, 2))) {
            throw broken;
        }
        return ROW_UNSTORABLE.because(
                Text.of("A value of this row cannot be stored; it may be too long.", "该行有无法保存的值，可能过长。"));
    }
}
