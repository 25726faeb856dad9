package io.ripeline.record;

import static io.ripeline.record.RecordError.NOT_UNIQUE;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DuplicateKeyException;

/// Uniqueness is the index's word: what it rejects becomes a refusal that names the field.
final class Uniqueness {

    private static final Pattern COLUMN = Pattern.compile("Key \\(\"?(\\w+)\"?\\)=");

    private Uniqueness() {}

    /// Runs a write; refuses with `not-unique`.
    static void guard(ObjectModel object, Runnable write) {
        try {
            write.run();
        } catch (DuplicateKeyException taken) {
            throw refusal(object, taken);
        }
    }

    private static Refused refusal(ObjectModel object, DuplicateKeyException taken) {
        Optional<FieldModel> field = column(taken.getMostSpecificCause())
                .flatMap(column -> object.all().stream()
                        .filter(each -> each.unique() && holds(each, column))
                        .findFirst());
        Text label = field.map(found -> found.definition().label().text())
                .orElseThrow(() -> new IllegalStateException("A unique index that belongs to no field", taken));
        return NOT_UNIQUE.at(
                Violation.pointer("/values", field.get().key()),
                new Text(
                        "Another record has the same %s.".formatted(label.en()),
                        "已有记录使用相同的“%s”。".formatted(label.zh())));
    }

    private static boolean holds(FieldModel field, String column) {
        Field<?> stored = field.keyColumn() == null ? field.column() : field.keyColumn();
        return column.equals(stored.getName());
    }

    private static Optional<String> column(@Nullable Throwable cause) {
        if (cause instanceof PSQLException failure) {
            ServerErrorMessage message = failure.getServerErrorMessage();
            String detail = message == null ? null : message.getDetail();
            Matcher matcher = COLUMN.matcher(detail == null ? "" : detail);
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        }
        return Optional.empty();
    }
}
