package io.ripeline.expression;

import io.ripeline.refusal.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the slips people make in a source that no parser can read: what the parser says of them helps nobody.
final class Slips {

    private static final Map<String, String> FULL_WIDTH = Map.ofEntries(
            Map.entry("“", "\""),
            Map.entry("”", "\""),
            Map.entry("‘", "'"),
            Map.entry("’", "'"),
            Map.entry("「", "\""),
            Map.entry("」", "\""),
            Map.entry("（", "("),
            Map.entry("）", ")"),
            Map.entry("［", "["),
            Map.entry("］", "]"),
            Map.entry("【", "["),
            Map.entry("】", "]"),
            Map.entry("，", ","),
            Map.entry("、", ","),
            Map.entry("。", "."),
            Map.entry("！", "!"),
            Map.entry("＝", "=="),
            Map.entry("＞", ">"),
            Map.entry("＜", "<"),
            Map.entry("≥", ">="),
            Map.entry("≤", "<="),
            Map.entry("≠", "!="),
            Map.entry("＆", "&&"),
            Map.entry("｜", "||"),
            Map.entry("＋", "+"),
            Map.entry("－", "-"),
            Map.entry("×", "*"),
            Map.entry("÷", "/"));
    private static final Map<String, String> OPERATORS =
            Map.of("=", "==", "===", "==", "&", "&&", "|", "||", "=>", ">=", "=<", "<=", "<>", "!=", "!==", "!=");
    private static final Map<String, String> WORDS = Map.of("and", "&&", "or", "||", "not", "!");
    private static final Map<String, String> CLOSING = Map.of("(", ")", "[", "]", "{", "}");
    private static final Pattern TOKEN = Pattern.compile(
            "(?<space>\\s+|//[^\\n]*)|(?<text>\"\"\"|'''|\"|')|(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)"
                    + "|(?<number>[0-9][0-9.]*)|(?<operator>[=<>!&|]+)|(?<other>.)",
            Pattern.DOTALL);
    private static final String GOES_ON = "([=<>!&|+*/%,.?:-]+|in)";

    private record Opened(String bracket, int offset) {}

    private final String source;
    private final List<Problem> found = new ArrayList<>();
    private final Deque<Opened> open = new ArrayDeque<>();
    private @Nullable String last;
    private boolean textGoesOn;

    private Slips(String source) {
        this.source = source;
    }

    /// The slips in a source, in its order; empty where there is none of the kinds known here.
    static List<Problem> in(String source) {
        Slips slips = new Slips(source);
        slips.read();
        return List.copyOf(slips.found);
    }

    private void read() {
        Matcher token = TOKEN.matcher(source);
        int at = 0;
        while (at < source.length() && token.find(at)) {
            at = token.group("text") != null ? text(token.start(), token.group()) : token.end();
            if (token.group("space") == null) {
                token(token);
                last = Suggestions.quote(token.group());
            }
        }
        if (!textGoesOn) {
            brackets();
            end();
        }
    }

    private void token(Matcher token) {
        String written = Suggestions.quote(token.group());
        int offset = token.start();
        if (token.group("word") != null) {
            Optional.ofNullable(WORDS.get(written.toLowerCase(Locale.ROOT)))
                    .ifPresent(meant -> found.add(instead(written, meant, offset)));
        } else if (token.group("operator") != null) {
            Optional.ofNullable(OPERATORS.get(written)).ifPresent(meant -> found.add(instead(written, meant, offset)));
        } else if (FULL_WIDTH.containsKey(written)) {
            found.add(fullWidth(written, offset));
        } else if (CLOSING.containsKey(written)) {
            open.push(new Opened(written, offset));
        } else if (CLOSING.containsValue(written)) {
            close(written, offset);
        }
    }

    /// Where the text that begins here is over.
    private int text(int start, String quote) {
        int at = start + quote.length();
        while (at < source.length() && !source.startsWith(quote, at)) {
            at += source.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= source.length()) {
            textGoesOn = true;
            found.add(problem(
                    start,
                    new Text("The text that begins here has no end", "这里开始的文本没有结束"),
                    new Text("Close it with " + quote + ".", "请用 " + quote + " 结束。")));
        }
        return Math.min(source.length(), at + quote.length());
    }

    private void close(String bracket, int offset) {
        if (!open.isEmpty() && bracket.equals(CLOSING.get(open.peek().bracket()))) {
            open.pop();
            return;
        }
        found.add(problem(
                offset,
                new Text("This “" + bracket + "” closes nothing that is open", "这个“" + bracket + "”没有对应的左括号"),
                new Text("Remove it, or open the bracket before.", "请删除它，或在前面补上左括号。")));
    }

    private void brackets() {
        open.descendingIterator().forEachRemaining(opened -> {
            String closing = CLOSING.getOrDefault(opened.bracket(), ")");
            found.add(problem(
                    opened.offset(),
                    new Text("This “" + opened.bracket() + "” is never closed", "这个“" + opened.bracket() + "”没有闭合"),
                    new Text("Add “" + closing + "” where it ends.", "请在结束处补上“" + closing + "”。")));
        });
    }

    private void end() {
        if (last == null) {
            found.add(problem(
                    0,
                    new Text("There is nothing here yet", "这里还没有内容"),
                    new Text("Write a condition, for example amount > 100.", "请写一个条件，例如 amount > 100。")));
        } else if (last.matches(GOES_ON) && found.isEmpty()) {
            found.add(problem(
                    source.length(),
                    new Text(
                            "The expression is unfinished: after “" + last + "” something is missing",
                            "表达式没有写完：“" + last + "”后面缺少内容"),
                    new Text("Write what comes after “" + last + "”, or remove it.", "请补全“" + last + "”后面的内容，或删除它。")));
        }
    }

    private Problem instead(String written, String meant, int offset) {
        return problem(
                offset,
                new Text("“" + written + "” is no operator here", "这里不能使用运算符“" + written + "”"),
                new Text("Write " + meant + " instead.", "请改写成 " + meant + "。"));
    }

    private Problem fullWidth(String written, int offset) {
        return problem(
                offset,
                new Text("“" + written + "” is not of the English keyboard", "“" + written + "”是中文标点或全角字符"),
                new Text(
                        "Write " + FULL_WIDTH.get(written) + " instead.", "请改用英文半角的 " + FULL_WIDTH.get(written) + "。"));
    }

    private Problem problem(int offset, Text what, Text remedy) {
        return Wording.slip(what, remedy, source, offset);
    }
}
