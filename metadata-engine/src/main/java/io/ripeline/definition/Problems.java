package io.ripeline.definition;

import io.ripeline.expression.Nearest;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Gathers every problem of a document while it is compiled.
final class Problems {

    static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*(?:_[a-z0-9]+)*");
    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    static final int LONGEST_KEY = 40;
    static final int MOST_LISTED = 40;

    private static final int MOST_FOUND = 1_000;
    private static final int LONGEST_NAME = 60;

    private final List<Problem> found = new ArrayList<>();
    private int checked;

    List<Problem> found() {
        return List.copyOf(found);
    }

    boolean hasErrors() {
        return found.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    /// Notes a problem; of more than a thousand, which nobody reads, only that there are more.
    void add(Problem problem) {
        if (found.size() < MOST_FOUND) {
            found.add(problem);
        } else if (found.size() == MOST_FOUND) {
            found.add(new Problem(
                    "",
                    "too-many-problems",
                    Problem.Severity.ERROR,
                    Text.of("There are more than %d problems.", "问题超过 %d 个。", MOST_FOUND),
                    Text.of("Mend these first.", "请先修正以上问题。")));
        }
    }

    void error(String pointer, String code, Text message, Text remedy) {
        add(new Problem(pointer, code, Problem.Severity.ERROR, message, remedy));
    }

    void warn(String pointer, String code, Text message, Text remedy) {
        add(new Problem(pointer, code, Problem.Severity.WARNING, message, remedy));
    }

    /// Whether one more expression may be checked; notes, once, that there are too many.
    boolean mayCheckAnother(String pointer) {
        checked++;
        if (checked == Limits.EXPRESSIONS + 1) {
            error(
                    pointer,
                    "too-many-expressions",
                    Text.of("The document has more than %d expressions.", "文档中的表达式超过 %d 个。", Limits.EXPRESSIONS),
                    Text.of("Remove some of them; those from here on are not checked.", "请删除一部分；从此处起未作检查。"));
        }
        return checked <= Limits.EXPRESSIONS;
    }

    /// The beginning of a name that may be of any length.
    static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) + "…";
    }

    /// Checks the form of a key and that its siblings have not used it.
    void key(String pointer, String key, Set<String> siblings) {
        if (key.length() > LONGEST_KEY || !KEY.matcher(key).matches()) {
            error(
                    Violation.pointer(pointer, "key"),
                    "key-malformed",
                    Text.of("\"%s\" is not a key.", "“%s” 不能作为键。", shortened(key)),
                    Text.of(
                            "Keys are lower-case letters, digits and single underscores, begin with a letter and have at most %d characters.",
                            "键由小写字母、数字和单个下划线组成，以字母开头，最多 %d 个字符。", LONGEST_KEY));
        } else if (!siblings.add(key)) {
            error(
                    Violation.pointer(pointer, "key"),
                    "key-duplicate",
                    Text.of("The key \"%s\" is used twice here.", "键“%s”重复。", key),
                    Text.of("Give each one a key of its own.", "请为每一项使用不同的键。"));
        }
    }

    /// Checks that a label says something, in both languages.
    void label(String pointer, @Nullable Label label) {
        if (label == null) {
            return;
        }
        if (label.isBlank()) {
            error(
                    pointer,
                    "label-empty",
                    Text.of("The label is empty.", "名称为空。"),
                    Text.of("Write what people should read.", "请填写显示给用户的文字。"));
        } else if (label.isLongerThan(Limits.LABEL)) {
            error(
                    pointer,
                    "label-too-long",
                    Text.of("The text is too long.", "文字过长。"),
                    Text.of("At most %d characters.", "最多 %d 个字符。", Limits.LABEL));
        } else if (label.lacksALanguage()) {
            warn(
                    pointer,
                    "label-language-missing",
                    Text.of("The label has one language only.", "名称只有一种语言。"),
                    Text.of("Add the other one; until then it is shown in both.", "请补充另一种语言；在此之前两种语言都显示同一文字。"));
        }
    }

    /// Says that something is named that does not exist, and what was probably meant.
    void unknown(String pointer, String code, String name, Collection<String> known) {
        String listed = known.stream().limit(MOST_LISTED).collect(Collectors.joining(", "))
                + (known.size() > MOST_LISTED ? ", …" : "");
        Text remedy = known.isEmpty()
                ? Text.of("There is none to name here yet.", "此处尚无可用项。")
                : Text.of("Known here: %s.", "可用：%s。", listed);
        error(
                pointer,
                code,
                Text.of("There is no \"%s\".", "不存在“%s”。", shortened(name)),
                Nearest.to(name, known)
                        .map(near -> Text.of(
                                "Did you mean \"%s\"? " + remedy.en().replace("%", "%%"),
                                "是否指“%s”？" + remedy.zh().replace("%", "%%"),
                                near))
                        .orElse(remedy));
    }

    /// The object a part is for, or nothing with the problem noted.
    Optional<ObjectModel> object(String pointer, String key, Map<String, ObjectModel> objects) {
        ObjectModel object = objects.get(key);
        if (object == null) {
            unknown(pointer, "unknown-object", key, objects.keySet());
        }
        return Optional.ofNullable(object);
    }

    /// A field of the object, or nothing with the problem noted.
    Optional<FieldModel> field(String pointer, String key, ObjectModel object) {
        Optional<FieldModel> field = object.field(key);
        if (field.isEmpty()) {
            unknown(pointer, "unknown-field", key, object.fields().keySet());
        }
        return field;
    }

    /// Checks that each of these names one of the known ones.
    void known(String pointer, String code, List<String> names, Collection<String> known) {
        for (int index = 0; index < names.size(); index++) {
            if (!known.contains(names.get(index))) {
                unknown(pointer + "/" + index, code, names.get(index), known);
            }
        }
    }

    /// Checks that a list is not longer than it may be.
    void atMost(String pointer, int count, int most) {
        if (count > most) {
            error(
                    pointer,
                    "too-many",
                    Text.of("There are %d here.", "此处有 %d 项。", count),
                    Text.of("At most %d.", "最多 %d 项。", most));
        }
    }

    /// Checks that a value is one of the words allowed.
    void oneOf(String pointer, @Nullable String value, Set<String> allowed) {
        if (value != null && !allowed.contains(value)) {
            unknown(pointer, "value-unknown", value, new TreeSet<>(allowed));
        }
    }

    /// The member of an enumeration that a word of the document names, or nothing with the problem noted.
    <E extends Enum<E>> Optional<E> word(String pointer, @Nullable String value, Class<E> words) {
        Map<String, E> known = new TreeMap<>();
        for (E each : words.getEnumConstants()) {
            known.put(each.name().toLowerCase(Locale.ROOT), each);
        }
        oneOf(pointer, value, known.keySet());
        return value == null ? Optional.empty() : Optional.ofNullable(known.get(value));
    }

    /// Checks that a number lies in a range.
    void range(String pointer, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            error(
                    pointer,
                    "out-of-range",
                    Text.of("%d is out of range.", "%d 超出范围。", value),
                    Text.of("From %d to %d.", "应在 %d 到 %d 之间。", least, most));
        }
    }

    /// Checks that a colour is written in six hexadecimal digits.
    void color(String pointer, @Nullable String color) {
        if (color != null && !COLOR.matcher(color).matches()) {
            error(
                    pointer,
                    "color-malformed",
                    Text.of("\"%s\" is not a colour.", "“%s” 不是颜色。", shortened(color)),
                    Text.of("Write it as #1d7f4e.", "请写作 #1d7f4e。"));
        }
    }

    /// Says that a second part of a kind wants to be the default one.
    void defaultTwice(String pointer) {
        error(
                pointer,
                "default-duplicate",
                Text.of("Another one is the default already.", "已有另一项为默认。"),
                Text.of("Let one be the default.", "请只保留一个默认项。"));
    }

    int count() {
        return found.size();
    }

    Set<String> newKeys() {
        return new HashSet<>();
    }
}
