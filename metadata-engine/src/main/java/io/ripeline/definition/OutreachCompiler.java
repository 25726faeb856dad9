package io.ripeline.definition;

import io.ripeline.definition.MailTemplate.Piece;
import io.ripeline.expression.Expression;
import io.ripeline.refusal.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Compiles what counts as a contact and what is written to customers.
final class OutreachCompiler {

    private static final int LONGEST_SUBJECT = 300;

    private final Definition definition;
    private final Map<String, ObjectModel> objects;
    private final Problems problems;

    OutreachCompiler(Definition definition, Map<String, ObjectModel> objects, Problems problems) {
        this.definition = definition;
        this.objects = objects;
        this.problems = problems;
    }

    Model.Outreach compile() {
        return new Model.Outreach(effective(), templates());
    }

    private @Nullable Expression effective() {
        ContactsDefinition contacts = definition.contacts();
        ObjectModel activity = objects.get(StandardObjects.ACTIVITY);
        return contacts == null || activity == null
                ? null
                : Conditions.filter(contacts.effective(), activity, "/contacts/effective", problems)
                        .orElse(null);
    }

    private Map<String, MailTemplate> templates() {
        Map<String, MailTemplate> templates = new LinkedHashMap<>();
        Set<String> keys = problems.newKeys();
        List<MailTemplateDefinition> written = definition.mailTemplates();
        problems.atMost("/mailTemplates", written.size(), Limits.RULES);
        for (int index = 0; index < written.size(); index++) {
            MailTemplateDefinition template = written.get(index);
            String pointer = "/mailTemplates/" + index;
            problems.key(pointer, template.key(), keys);
            problems.label(pointer + "/label", template.label());
            problems.label(pointer + "/subject", template.subject());
            problems.label(pointer + "/body", template.body());
            problems.object(pointer + "/object", template.object(), objects)
                    .ifPresent(object -> templates.put(template.key(), template(template, object, pointer)));
        }
        return templates;
    }

    private MailTemplate template(MailTemplateDefinition template, ObjectModel object, String pointer) {
        oneLine(template.subject().zh(), pointer + "/subject/zh-CN");
        oneLine(template.subject().en(), pointer + "/subject/en");
        names(template.subject(), object, pointer + "/subject");
        names(template.body(), object, pointer + "/body");
        FieldModel optOut = Optional.ofNullable(template.optOut())
                .flatMap(key -> flag(object, key, pointer + "/optOut"))
                .orElse(null);
        return new MailTemplate(template, optOut);
    }

    private void oneLine(@Nullable String subject, String pointer) {
        if (subject != null
                && (subject.length() > LONGEST_SUBJECT || subject.chars().anyMatch(c -> c < ' '))) {
            problems.error(
                    pointer,
                    "subject-malformed",
                    Text.of(
                            "The subject is not one line of at most %d characters.",
                            "主题不是一行，或超过 %d 个字符。", LONGEST_SUBJECT),
                    Text.of("Write it in one short line.", "请写成简短的一行。"));
        }
    }

    private Optional<FieldModel> flag(ObjectModel object, String key, String pointer) {
        Optional<FieldModel> field = object.field(key).filter(found -> found.type() == FieldType.BOOLEAN);
        if (field.isEmpty()) {
            List<String> fitting = object.all().stream()
                    .filter(found -> found.type() == FieldType.BOOLEAN)
                    .map(FieldModel::key)
                    .toList();
            problems.unknown(pointer, "unknown-field", key, fitting);
        }
        return field;
    }

    private void names(Label text, ObjectModel object, String pointer) {
        names(text.zh(), object, pointer + "/zh-CN");
        names(text.en(), object, pointer + "/en");
    }

    private void names(@Nullable String text, ObjectModel object, String pointer) {
        if (text == null) {
            return;
        }
        for (Piece piece : MailTemplate.pieces(text)) {
            switch (piece) {
                case Piece.Named(String name) -> name(name, object, pointer);
                case Piece.Plain(String plain) -> braces(plain, pointer);
            }
        }
    }

    private void name(String name, ObjectModel object, String pointer) {
        if (!MailTemplate.PEOPLE.contains(name)
                && MailTemplate.path(key -> Optional.ofNullable(objects.get(key)), object, name)
                        .isEmpty()) {
            List<String> known = Stream.concat(object.all().stream().map(FieldModel::key), MailTemplate.PEOPLE.stream())
                    .toList();
            problems.unknown(pointer, "unknown-field", name, known);
        }
    }

    private void braces(String plain, String pointer) {
        if (plain.contains("{{") || plain.contains("}}")) {
            problems.error(
                    pointer,
                    "placeholder-malformed",
                    Text.of("Double braces are not closed, or stand within each other.", "双花括号没有成对，或互相嵌套。"),
                    Text.of("Write a value as {{name}}.", "请把取值写作 {{name}}。"));
        }
    }
}
