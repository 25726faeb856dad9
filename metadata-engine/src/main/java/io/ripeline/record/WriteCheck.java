package io.ripeline.record;

import static io.ripeline.record.RecordError.FIELD_READ_ONLY;
import static io.ripeline.record.RecordError.RECORD_INVALID;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything a write must pass besides the criteria of a stage, whatever path it comes by; all faults at once.
final class WriteCheck {

    private static final List<ErrorCode> NAMED = List.of(FIELD_READ_ONLY);

    private final Session session;
    private final ObjectModel object;
    private final Cause cause;
    private final References references;
    private final List<Violation> violations = new ArrayList<>();

    WriteCheck(Session session, ObjectModel object, Cause cause, References references) {
        this.session = session;
        this.object = object;
        this.cause = cause;
        this.references = references;
    }

    /// Checks a write; refuses with `record-invalid`, or with the code of the faults where all have the same.
    ///
    /// @param before the record as it stands; a new one with its defaults only
    /// @param after the record as it would be
    /// @param written the values that the write sets and that were others before
    void check(StoredRecord before, StoredRecord after, Map<String, ? extends @Nullable Object> written) {
        madeByPlatform(written);
        if (cause.rights()) {
            openToPeople(before, written);
        }
        ValueCheck values = new ValueCheck(object).changed(written, references::exists);
        if (cause.complete()) {
            values.complete(after.values(), states(after).required());
        }
        violations.addAll(values.violations());
        refuse();
    }

    private FieldStates states(StoredRecord record) {
        return new FieldStates(object, () -> session.facts(object, record));
    }

    private void madeByPlatform(Map<String, ?> written) {
        written.keySet().stream()
                .flatMap(key -> object.field(key).stream())
                .filter(field -> field.type().isMadeByPlatform())
                .forEach(field -> add(
                        field,
                        FIELD_READ_ONLY,
                        Text.of("The platform makes this value; leave it out.", "此值由平台生成，请勿填写。")));
    }

    private void openToPeople(StoredRecord before, Map<String, ?> written) {
        Set<String> closed = states(before).readOnly();
        written.keySet().stream()
                .filter(closed::contains)
                .flatMap(key -> object.field(key).stream())
                .forEach(field -> add(
                        field,
                        FIELD_READ_ONLY,
                        Text.of("As the record stands, this value may not be changed.", "记录处于当前状态时，此值不能修改。")));
    }

    private void add(FieldModel field, ErrorCode code, Text message) {
        violations.add(ValueCheck.violation(field, code.code(), message));
    }

    private void refuse() {
        if (violations.isEmpty()) {
            return;
        }
        ErrorCode code = NAMED.stream()
                .filter(named -> violations.stream()
                        .allMatch(violation -> violation.code().equals(named.code())))
                .findFirst()
                .orElse(RECORD_INVALID);
        throw new Refused(code, violations.getFirst().message(), violations);
    }
}
