package io.ripeline.exports;

import io.ripeline.definition.Choice;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Money;
import io.ripeline.identity.Member;
import io.ripeline.record.FieldView;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Values as the reader of a file reads them, and as an import reads them again: options by label, records and members
/// by name, times where the company is.
final class CellValues {

    private final FieldView view;
    private final Locale locale;
    private final ZoneId zone;
    private final Map<UUID, String> members = new HashMap<>();
    private final Map<String, Map<String, String>> labels = new HashMap<>();

    CellValues(Session session, FieldView view, Locale locale) {
        this.view = view;
        this.locale = locale;
        this.zone = session.transaction().tenant().timeZone();
        Map<String, Long> called = session.caller().directory().all().stream()
                .collect(Collectors.groupingBy(Member::name, Collectors.counting()));
        session.caller()
                .directory()
                .all()
                .forEach(member -> members.put(
                        member.id(),
                        called.getOrDefault(member.name(), 0L) == 1
                                ? member.name()
                                : member.email().value()));
    }

    /// The cell of a value, covered where the reader sees only its covered form.
    @Nullable
    Object of(FieldModel field, StoredRecord record) {
        Object value = record.value(field.key()).orElse(null);
        if (value == null) {
            return null;
        }
        return view.reads(field)
                ? plain(field, value, record)
                : view.value(field, value).map(Object::toString).orElse(null);
    }

    private @Nullable Object plain(FieldModel field, Object value, StoredRecord record) {
        return switch (field.type()) {
            case LOOKUP -> view.nameOfTarget(field, record.names().getOrDefault(field.key(), ""));
            case MEMBER -> member((UUID) value);
            case CURRENCY -> money(field, (Money) value);
            case SELECT -> label(field, value.toString());
            case MULTI_SELECT ->
                ((List<?>) value)
                        .stream()
                                .map(each -> label(field, String.valueOf(each)))
                                .collect(Collectors.joining("; "));
            case DATE_TIME -> time((Instant) value);
            case TEXT, LONG_TEXT, INTEGER, DECIMAL, PERCENT, DATE, BOOLEAN, PHONE, EMAIL, URL, AUTO_NUMBER -> value;
        };
    }

    /// An amount in the field's currency is a number; in another one it says in which.
    private static Object money(FieldModel field, Money money) {
        return money.currency().equals(field.currency())
                ? money.amount()
                : money.amount().toPlainString() + " " + money.currency();
    }

    /// The label, or the key where two options have the same.
    private String label(FieldModel field, String key) {
        return labels.computeIfAbsent(field.key(), each -> labels(field)).getOrDefault(key, key);
    }

    private Map<String, String> labels(FieldModel field) {
        Map<String, Long> called = field.choices().values().stream()
                .collect(Collectors.groupingBy(choice -> choice.label().text().in(locale), Collectors.counting()));
        Map<String, String> byKey = new HashMap<>();
        for (Choice choice : field.choices().values()) {
            String label = choice.label().text().in(locale);
            byKey.put(choice.key(), called.getOrDefault(label, 0L) == 1 ? label : choice.key());
        }
        return byKey;
    }

    /// A member by name, or by e-mail where two have the same.
    @Nullable
    Object member(@Nullable UUID id) {
        return id == null ? null : members.getOrDefault(id, id.toString());
    }

    /// A time where the company is; with its offset in the hour that a clock shows twice.
    Object time(Instant time) {
        LocalDateTime local = LocalDateTime.ofInstant(time, zone);
        return zone.getRules().getValidOffsets(local).size() == 1 ? local : time.toString();
    }
}
