package io.ripeline.definition;

import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Gathers every problem of a document while it is compiled.
final class Problems {

    static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*(?:_[a-z0-9]+)*");
    static final int LONGEST_KEY = 40;

    private final List<Problem> found = new ArrayList<>();

    List<Problem> found() {
        return List.copyOf(found);
    }

    boolean hasErrors() {
        return found.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    void add(Problem problem) {
        found.add(problem);
    }

    void error(String pointer, String code, Text message, Text remedy) {
        found.add(new Problem(pointer, code, Problem.Severity.ERROR, message, remedy));
    }

    void warn(String pointer, String code, Text message, Text remedy) {
        found.add(new Problem(pointer, code, Problem.Severity.WARNING, message, remedy));
    }

    /// Checks the form of a key and that its siblings have not used it.
    void key(String pointer, String key, Set<String> siblings) {
        if (key.length() > LONGEST_KEY || !KEY.matcher(key).matches()) {
            error(
                    Violation.pointer(pointer, "key"),
                    "key-malformed",
                    Text.of("\"%s\" is not a key.", "“%s” 不能作为键。", key),
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
        } else if (label.lacksALanguage()) {
            warn(
                    pointer,
                    "label-language-missing",
                    Text.of("The label has one language only.", "名称只有一种语言。"),
                    Text.of("Add the other one; until then it is shown in both.", "请补充另一种语言；在此之前两种语言都显示同一文字。"));
        }
    }

    /// Says that something is named that does not exist.
    void unknown(String pointer, String code, String name, Set<String> known) {
        error(
                pointer,
                code,
                Text.of("There is no \"%s\".", "不存在“%s”。", name),
                Text.of("Known here: %s.", "可用：%s。", String.join(", ", known)));
    }

    /// Checks that a value is one of the words allowed.
    void oneOf(String pointer, @Nullable String value, Set<String> allowed) {
        if (value != null && !allowed.contains(value)) {
            unknown(pointer, "value-unknown", value, new java.util.TreeSet<>(allowed));
        }
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

    Set<String> newKeys() {
        return new HashSet<>();
    }
}
