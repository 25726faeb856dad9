package io.ripeline.record;

import static io.ripeline.record.RecordError.FIELD_DERIVED;
import static io.ripeline.record.RecordError.FIELD_NOT_WRITABLE;
import static io.ripeline.record.RecordError.FIELD_READ_ONLY;
import static io.ripeline.record.RecordError.RECORD_INVALID;
import static io.ripeline.record.RecordError.VALIDATION_FAILED;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.FieldAccess;
import io.ripeline.expression.Facts;
import io.ripeline.expression.Needs;
import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import io.ripeline.tenancy.TenantScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything a write must pass besides the criteria of a stage, whatever path it comes by; all faults at once.
final class WriteCheck {

    private static final List<ErrorCode> NAMED =
            List.of(FIELD_READ_ONLY, FIELD_DERIVED, FIELD_NOT_WRITABLE, VALIDATION_FAILED);

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
    /// @return the rules that the record breaks and that only warn
    List<Unmet> check(StoredRecord before, StoredRecord after, Map<String, ? extends @Nullable Object> written) {
        madeByPlatform(written);
        if (cause.rights()) {
            openToPeople(before, written);
            granted(written);
        }
        ValueCheck values = new ValueCheck(object).changed(written, references::exists);
        if (cause.complete()) {
            values.complete(after.values(), states(after).required());
        }
        violations.addAll(values.violations());
        List<Unmet> broken = cause.ruled() ? broken(after) : List.of();
        broken.stream().filter(each -> each.criterion().blocks()).forEach(this::add);
        refuse(broken);
        return broken;
    }

    /// The rules of the object that a record breaks.
    private List<Unmet> broken(StoredRecord record) {
        if (object.validations().isEmpty()) {
            return List.of();
        }
        Needs needs =
                object.validations().stream().map(rule -> rule.fault().needs()).reduce(Needs.NONE, Needs::and);
        Facts facts = session.facts(object, record, needs);
        return object.validations().stream()
                .filter(rule -> rule.fault().holds(facts))
                .map(rule -> Unmet.of(rule, object, facts))
                .toList();
    }

    private void add(Unmet broken) {
        String pointer = broken.fields().size() == 1
                ? Violation.pointer("/values", broken.fields().getFirst())
                : "/values";
        violations.add(new Violation(
                pointer, VALIDATION_FAILED.code(), broken.criterion().message().text()));
    }

    private FieldStates states(StoredRecord record) {
        return new FieldStates(
                object, () -> session.facts(object, record, object.rules().needs()));
    }

    private void madeByPlatform(Map<String, ?> written) {
        written.keySet().stream()
                .flatMap(key -> object.field(key).stream())
                .filter(field -> field.type().isMadeByPlatform())
                .forEach(field -> add(
                        field,
                        FIELD_READ_ONLY,
                        Text.of("The platform makes this value; leave it out.", "此值由平台生成，请勿填写。")));
        written.keySet().stream()
                .flatMap(key -> object.field(key).stream())
                .filter(FieldModel::derived)
                .forEach(field -> add(
                        field,
                        FIELD_DERIVED,
                        Text.of("This value is computed from others; leave it out.", "此值由其他值计算得出，请勿填写。")));
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

    private void granted(Map<String, ?> written) {
        FieldView view = FieldView.of(session, object);
        written.keySet().stream()
                .flatMap(key -> object.field(key).stream())
                .filter(field -> !field.type().isMadeByPlatform() && view.access(field) != FieldAccess.EDIT)
                .forEach(field ->
                        add(field, FIELD_NOT_WRITABLE, Text.of("Your role does not write this value.", "您的角色不能修改此值。")));
    }

    private void add(FieldModel field, ErrorCode code, Text message) {
        violations.add(ValueCheck.violation(field, code.code(), message));
    }

    private void refuse(List<Unmet> broken) {
        if (violations.isEmpty()) {
            return;
        }
        ErrorCode code = NAMED.stream()
                .filter(named -> violations.stream()
                        .allMatch(violation -> violation.code().equals(named.code())))
                .findFirst()
                .orElse(RECORD_INVALID);
        Refused refused = new Refused(code, violations.getFirst().message(), violations);
        throw broken.isEmpty()
                ? refused
                : refused.with("broken", Unmet.in(TenantScope.current().locale(), broken));
    }
}
