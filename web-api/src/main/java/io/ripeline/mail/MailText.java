package io.ripeline.mail;

import static io.ripeline.record.RecordError.FIELD_NOT_READABLE;

import io.ripeline.definition.Choice;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.MailTemplate;
import io.ripeline.definition.MailTemplate.Piece;
import io.ripeline.definition.Money;
import io.ripeline.definition.ObjectModel;
import io.ripeline.identity.Member;
import io.ripeline.record.FieldView;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Text;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Fills the texts of a template with the values of a record, as its writer sees them: what she does not see as it is
/// she cannot send, and a value that is absent leaves nothing.
final class MailText {

    private static final int MOST_DIGITS = 10;

    private final Records records;
    private final Session session;
    private final ObjectModel object;
    private final StoredRecord record;
    private final Locale locale;

    /// @param locale the reader's language
    MailText(Records records, Session session, ObjectModel object, StoredRecord record, Locale locale) {
        this.records = records;
        this.session = session;
        this.object = object;
        this.record = record;
        this.locale = locale;
    }

    /// The text filled in; refuses with `field-not-readable`.
    String fill(String text) {
        return MailTemplate.pieces(text).stream()
                .map(piece -> switch (piece) {
                    case Piece.Plain(String plain) -> plain;
                    case Piece.Named(String name) -> named(name);
                })
                .collect(Collectors.joining());
    }

    private String named(String name) {
        return switch (name) {
            case "owner.name" -> owner().map(Member::name).orElse("");
            case "owner.email" -> owner().map(owner -> owner.email().value()).orElse("");
            case "me.name" -> session.caller().member().name();
            case "me.email" -> session.caller().member().email().value();
            case "company.name" -> session.transaction().tenant().name();
            default ->
                MailTemplate.path(session.model()::find, object, name)
                        .map(path -> along(object, record, path))
                        .orElse("");
        };
    }

    private Optional<Member> owner() {
        return session.caller().directory().find(record.ownerId());
    }

    private String along(ObjectModel from, @Nullable StoredRecord at, List<FieldModel> path) {
        FieldModel field = path.getFirst();
        FieldView view = FieldView.of(session, from);
        if (!view.reads(field)) {
            throw unseen(field);
        }
        Object value = at == null ? null : at.value(field.key()).orElse(null);
        if (value == null || at == null) {
            return "";
        }
        if (path.size() == 1) {
            return shown(view, field, value, at);
        }
        ObjectModel target = session.model().object(field.target().orElseThrow());
        StoredRecord next = records.find(session, target, (UUID) value).orElseThrow(() -> unseen(field));
        return along(target, next, path.subList(1, path.size()));
    }

    private static io.ripeline.refusal.Refused unseen(FieldModel field) {
        Text label = field.definition().label().text();
        return FIELD_NOT_READABLE.at(
                "/template",
                new Text(
                        "The template uses %s, which your role does not read; choose another one."
                                .formatted(label.en()),
                        "模板用到了您的角色不能查看的“%s”，请换一个模板。".formatted(label.zh())));
    }

    private String shown(FieldView view, FieldModel field, Object value, StoredRecord at) {
        return switch (field.type()) {
            case LOOKUP -> view.nameOfTarget(field, at.names().getOrDefault(field.key(), ""));
            case MEMBER -> session.caller().directory().nameOf((UUID) value);
            case CURRENCY -> money((Money) value);
            case SELECT -> label(field, value.toString());
            case MULTI_SELECT ->
                ((List<?>) value)
                        .stream()
                                .map(each -> label(field, String.valueOf(each)))
                                .collect(Collectors.joining(chinese() ? "、" : ", "));
            case DATE ->
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(locale)
                        .format((LocalDate) value);
            case DATE_TIME ->
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(((Instant) value)
                                .atZone(session.transaction().tenant().timeZone()));
            case BOOLEAN -> Boolean.TRUE.equals(value) ? chinese() ? "是" : "yes" : chinese() ? "否" : "no";
            case INTEGER, DECIMAL -> number(value);
            case PERCENT -> number(value) + "%";
            case TEXT, LONG_TEXT, PHONE, EMAIL, URL, AUTO_NUMBER -> value.toString();
        };
    }

    private boolean chinese() {
        return locale.getLanguage().equals("zh");
    }

    private String number(Object value) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(MOST_DIGITS);
        return format.format(value instanceof BigDecimal decimal ? decimal : ((Number) value).longValue());
    }

    private String money(Money money) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(money.currency()));
        format.setMaximumFractionDigits(
                Math.max(0, money.amount().stripTrailingZeros().scale()));
        return format.format(money.amount());
    }

    private String label(FieldModel field, String key) {
        return Optional.ofNullable(field.choices().get(key))
                .map(Choice::label)
                .map(label -> label.in(locale))
                .orElse(key);
    }
}
