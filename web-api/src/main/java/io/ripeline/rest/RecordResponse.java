package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Money;
import io.ripeline.definition.ObjectModel;
import io.ripeline.identity.MemberDirectory;
import io.ripeline.openapi.RecordValues;
import io.ripeline.record.FieldView;
import io.ripeline.record.RecordRight;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Unmet;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record on the wire.
///
/// @param warnings criteria not met that only warn; on the answer of a write
/// @param may what the reader may do with it; where one record is answered
@JsonInclude(JsonInclude.Include.NON_NULL)
record RecordResponse(
        UUID id,
        int version,
        Instant createdAt,
        Ref createdBy,
        Instant updatedAt,
        Ref updatedBy,
        @JsonInclude @Nullable UUID ownerId,
        @JsonInclude @Nullable Ref owner,
        @Nullable SubjectResponse subject,
        @Nullable Instant stageEnteredAt,
        @RecordValues(RecordValues.Use.SHOWN) Map<String, Object> values,
        @Nullable List<Unmet.Described> warnings,
        @Nullable List<RecordRight> may) {

    /// What an activity or follow-up is about.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SubjectResponse(String object, UUID id, @Nullable String name) {}

    /// Turns the records of one object into answers.
    ///
    /// @param view what of the values the reader sees
    /// @param only the values wanted; all where empty
    /// @param subjects how the records they are about are called
    record Writer(
            ObjectModel object,
            FieldView view,
            MemberDirectory directory,
            Set<String> only,
            Map<UUID, String> subjects) {

        RecordResponse write(StoredRecord record) {
            return write(record, null, null);
        }

        RecordResponse write(
                StoredRecord record, @Nullable List<Unmet.Described> warnings, @Nullable List<RecordRight> may) {
            return new RecordResponse(
                    record.id(),
                    record.version(),
                    record.createdAt(),
                    Ref.member(directory, record.createdBy()),
                    record.updatedAt(),
                    Ref.member(directory, record.updatedBy()),
                    record.ownerId(),
                    Ref.memberOrNone(directory, record.ownerId()),
                    subject(record),
                    record.stageEnteredAt(),
                    values(record),
                    warnings,
                    may);
        }

        private @Nullable SubjectResponse subject(StoredRecord record) {
            return record.subject() == null
                    ? null
                    : new SubjectResponse(
                            record.subject().object(),
                            record.subject().id(),
                            subjects.get(record.subject().id()));
        }

        private Map<String, Object> values(StoredRecord record) {
            Map<String, Object> values = new LinkedHashMap<>();
            record.values().forEach((key, value) -> {
                if (only.isEmpty() || only.contains(key)) {
                    object.field(key)
                            .flatMap(field -> shown(field, value, record))
                            .ifPresent(shown -> values.put(key, shown));
                }
            });
            return values;
        }

        private Optional<Object> shown(FieldModel field, Object value, StoredRecord record) {
            return view.reads(field) ? Optional.of(value(field, value, record)) : view.value(field, value);
        }

        private Object value(FieldModel field, Object value, StoredRecord record) {
            return switch (field.type()) {
                case LOOKUP ->
                    new Ref(
                            (UUID) value,
                            view.nameOfTarget(field, record.names().getOrDefault(field.key(), "")));
                case MEMBER -> Ref.member(directory, (UUID) value);
                case CURRENCY -> MoneyResponse.of((Money) value);
                case DECIMAL, PERCENT -> ((BigDecimal) value).toPlainString();
                case TEXT,
                        LONG_TEXT,
                        INTEGER,
                        DATE,
                        DATE_TIME,
                        BOOLEAN,
                        SELECT,
                        MULTI_SELECT,
                        PHONE,
                        EMAIL,
                        URL,
                        AUTO_NUMBER -> value;
            };
        }
    }
}
