package io.ripeline.expression;

import io.ripeline.refusal.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Every function an expression may call, for people who write them and for what helps them write.
public final class Catalogue {
    private static final String TEXTS = "text";
    private static final String CONDITION = "boolean";
    private static final String LIST = "records";

    private Catalogue() {}

    /// One function.
    ///
    /// @param key what a source calls it
    /// @param call how it is called: `function` as `f(a)`, `method` as `a.f(b)`, `list` as `list.f(x, condition)`
    /// @param signatures one for each choice of arguments
    /// @param description what it does
    /// @param example a condition that uses it
    /// @param inFilters whether lists can be filtered by it; otherwise only records can be asked
    public record Entry(
            String key, String call, List<Form> signatures, Text description, String example, boolean inFilters) {
        public Entry {
            signatures = List.copyOf(signatures);
        }
    }

    /// One choice of arguments.
    ///
    /// A word is `text`, `integer`, `decimal`, `time` for dates and times, `duration`, `boolean`, `texts` for
    /// several options, `records` for a list, or `name` for a field or list itself.
    ///
    /// @param parameters their words, in order
    /// @param result the word of what it yields
    public record Form(List<String> parameters, String result) {
        public Form {
            parameters = List.copyOf(parameters);
        }

        private static Form of(String result, String... parameters) {
            return new Form(List.of(parameters), result);
        }
    }

    /// All of them, those of the language first, then those of the domain.
    public static List<Entry> entries() {
        return Stream.of(presence(), ofTexts(), ofTimes(), ofLists(), ofDomain())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Entry> presence() {
        return List.of(
                entry(
                        Presence.FUNCTION,
                        Form.of(CONDITION, "name"),
                        new Text("Whether the field has a value.", "该字段是否有值。"),
                        "has(amount)"),
                entry(
                        Language.HOLDS,
                        Form.of(CONDITION, CONDITION),
                        new Text(
                                "Whether the condition is met; where it has no verdict it is not.",
                                "条件是否成立；无法判断时视为不成立。"),
                        "!holds(amount > 100)"));
    }

    private static List<Entry> ofTexts() {
        return List.of(
                method(
                        "startsWith",
                        new Text("Whether the text begins with another.", "文本是否以另一文本开头。"),
                        "name.startsWith(\"A\")"),
                method(
                        "endsWith",
                        new Text("Whether the text ends with another.", "文本是否以另一文本结尾。"),
                        "name.endsWith(\"Ltd\")"),
                method(
                        "contains",
                        new Text("Whether the text has another within it.", "文本是否包含另一文本。"),
                        "name.contains(\"GmbH\")"),
                new Entry(
                        "size",
                        "function",
                        List.of(Form.of("integer", TEXTS), Form.of("integer", "texts"), Form.of("integer", LIST)),
                        new Text(
                                "How many characters a text, options a field, or records a list has.",
                                "文本的字符数、多选字段的选项数或列表的记录数。"),
                        "size(name) > 3",
                        true));
    }

    private static List<Entry> ofTimes() {
        return List.of(
                entry(
                        Language.DATE,
                        Form.of("time", TEXTS),
                        new Text("The date that is written.", "所写的日期。"),
                        "created_at > date(\"2026-01-31\")"),
                entry(
                        Language.TIMESTAMP,
                        Form.of("time", TEXTS),
                        new Text("The time that is written.", "所写的时间。"),
                        "created_at > timestamp(\"2026-01-31T08:00:00Z\")"),
                entry(
                        Language.DURATION,
                        Form.of("duration", TEXTS),
                        new Text("The duration that is written, in h, m and s.", "所写的时长，单位为 h、m、s。"),
                        "now - created_at > duration(\"72h\")"));
    }

    private static List<Entry> ofLists() {
        return List.of(
                list(
                        Quantifier.EXISTS,
                        new Text("Whether the condition holds for any of the records.", "是否有记录满足条件。"),
                        ""),
                list(
                        Quantifier.ALL,
                        new Text("Whether the condition holds for all of the records.", "是否所有记录都满足条件。"),
                        ""),
                list(
                        Quantifier.EXISTS_ONE,
                        new Text("Whether the condition holds for exactly one of the records.", "是否恰有一条记录满足条件。"),
                        ""),
                list(
                        Quantifier.FILTER,
                        new Text("The records for which the condition holds, to be counted.", "满足条件的记录，用于计数。"),
                        ".size() >= 3"),
                entry(
                        Language.ACTIVITY_COUNT,
                        Form.of("integer", TEXTS, "duration"),
                        new Text(
                                "How many activities of a kind began within a time before now.",
                                "在此之前的一段时间内开始的某类活动的次数。"),
                        "activity_count(\"call\", duration(\"168h\")) >= 3"));
    }

    private static List<Entry> ofDomain() {
        return Arrays.stream(DomainFunction.values())
                .map(function -> new Entry(
                        function.key(),
                        "function",
                        function.signatures().stream().map(Catalogue::form).toList(),
                        function.description(),
                        function.example(),
                        function.isPushable()))
                .toList();
    }

    private static Form form(Signature signature) {
        return new Form(
                signature.parameters().stream()
                        .map(Type::require)
                        .map(Catalogue::word)
                        .toList(),
                word(signature.result()));
    }

    private static String word(Type type) {
        return type == Type.SPAN ? "duration" : type.name().toLowerCase(Locale.ROOT);
    }

    private static Entry entry(String key, Form form, Text description, String example) {
        return new Entry(key, "function", List.of(form), description, example, true);
    }

    private static Entry method(String key, Text description, String example) {
        return new Entry(key, "method", List.of(Form.of(CONDITION, TEXTS, TEXTS)), description, example, true);
    }

    private static Entry list(Quantifier quantifier, Text description, String rest) {
        String example = "activities." + quantifier.function() + "(a, a.kind == \"call\")" + rest;
        String result = quantifier == Quantifier.FILTER ? LIST : CONDITION;
        return new Entry(
                quantifier.function(),
                "list",
                List.of(Form.of(result, LIST, "name", CONDITION)),
                description,
                example,
                true);
    }
}
