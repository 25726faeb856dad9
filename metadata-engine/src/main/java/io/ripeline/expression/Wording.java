package io.ripeline.expression;

import static io.ripeline.expression.Problem.Code.NOT_PUSHABLE;
import static io.ripeline.expression.Problem.Code.SYNTAX;
import static io.ripeline.expression.Problem.Code.TOO_COMPLEX;
import static io.ripeline.expression.Problem.Code.TYPE;
import static io.ripeline.expression.Problem.Code.UNKNOWN_FUNCTION;
import static io.ripeline.expression.Problem.Code.UNKNOWN_NAME;

import io.ripeline.refusal.Text;
import java.util.Map;
import java.util.Optional;

/// The words of every problem.
final class Wording {
    private static final Text COMPARE_ALIKE = new Text(
            "Compare text with text in quotes, numbers with numbers, dates with date(\"2026-01-31\").",
            "请让文本与带引号的文本比较、数字与数字比较、日期与 date(\"2026-01-31\") 比较。");
    private static final Map<String, String> EXAMPLES = Map.of(
            Language.DATE, "date(\"2026-01-31\")",
            Language.TIMESTAMP, "timestamp(\"2026-01-31T08:00:00Z\")",
            Language.DURATION, "duration(\"720h\")");

    private Wording() {}

    private static Problem problem(Problem.Code code, int offset, Text message, Text remedy) {
        return new Problem(code, message, remedy, offset);
    }

    /// A slip at a place that the words name too, since not everybody who reads them sees it marked.
    static Problem slip(Text what, Text remedy, String source, int offset) {
        int place = source.codePointCount(0, offset) + 1;
        return problem(
                SYNTAX,
                offset,
                new Text(what.en() + " (character " + place + ").", what.zh() + "（第 " + place + " 个字符）。"),
                remedy);
    }

    /// What the parser stumbled over, from the place it names.
    static Problem unreadable(String source, int offset) {
        String rest = Suggestions.quote(source.substring(offset));
        Text what = rest.isEmpty()
                ? new Text("The expression ends too early", "表达式没有写完")
                : new Text("This cannot be read from “" + rest + "” on", "从“" + rest + "”起无法读懂");
        return slip(
                what,
                new Text(
                        "Check quotes, parentheses and operators near here, for example stage == \"won\" && amount > 100.",
                        "请检查附近的引号、括号和运算符，例如 stage == \"won\" && amount > 100。"),
                source,
                offset);
    }

    static Problem hasTakesAName(int offset) {
        return problem(
                SYNTAX,
                offset,
                new Text("has() takes the name of one field.", "has() 的括号里要写一个字段名。"),
                new Text("Write has(amount).", "请写成 has(amount)。"));
    }

    static Problem tooComplex(int offset) {
        return problem(
                TOO_COMPLEX,
                offset,
                new Text("The expression is too long, too large or too deeply nested.", "表达式过长、过大或嵌套过深。"),
                new Text(
                        "Stay within %,d characters, %d names, constants and operators, and %d levels; use in [\"a\", \"b\"] instead of many comparisons."
                                .formatted(Expressions.MAX_LENGTH, Expressions.MAX_NODES, Expressions.MAX_DEPTH),
                        "请控制在 %d 个字符、%d 个名称、常量和运算符以及 %d 层之内；多个比较可改用 in [\"a\", \"b\"]。"
                                .formatted(Expressions.MAX_LENGTH, Expressions.MAX_NODES, Expressions.MAX_DEPTH)));
    }

    static Problem unstorable(Problem.Code code, int offset) {
        return problem(
                code,
                offset,
                new Text("Here is a character no record can contain.", "这里有任何记录都不能包含的字符。"),
                new Text("Remove the zero character or broken surrogate.", "请删除空字符或残缺的代理字符。"));
    }

    static Problem unknownName(String name, Optional<String> nearest, String known, int offset) {
        return problem(
                UNKNOWN_NAME,
                offset,
                new Text("There is no field “" + name + "” here.", "这里没有字段“" + name + "”。"),
                nearest.map(Wording::didYouMean)
                        .orElseGet(() -> new Text("Use one of: " + known + ".", "可用的名称：" + known + "。")));
    }

    static Problem unknownFunction(String name, Optional<String> nearest, String known, int offset) {
        return problem(
                UNKNOWN_FUNCTION,
                offset,
                new Text("There is no function “" + name + "”.", "没有函数“" + name + "”。"),
                nearest.map(Wording::didYouMean)
                        .orElseGet(() -> new Text("Use one of: " + known + ".", "可用的函数：" + known + "。")));
    }

    private static Text didYouMean(String word) {
        return new Text("Did you mean “" + word + "”?", "您是不是想写“" + word + "”？");
    }

    static Problem misapplied(String operator, Text operands, int offset) {
        return problem(
                TYPE,
                offset,
                new Text(
                        "“" + operator + "” does not apply to " + operands.en() + ".",
                        "“" + operator + "”不能用于" + operands.zh() + "。"),
                COMPARE_ALIKE);
    }

    static Problem incomparable(Text left, Text right, int offset) {
        return problem(
                TYPE,
                offset,
                new Text(
                        "A " + left.en() + " cannot be compared with a " + right.en() + ".",
                        left.zh() + "不能与" + right.zh() + "比较。"),
                COMPARE_ALIKE);
    }

    static Problem noFields(int offset) {
        return problem(
                TYPE,
                offset,
                new Text("Values have no fields of their own.", "值本身没有下级字段。"),
                new Text("Use the record's own fields by their bare names.", "请直接写本记录的字段名。"));
    }

    static Problem oneStep(int offset) {
        return problem(
                UNKNOWN_NAME,
                offset,
                new Text("A name leads one step from the record.", "名称只能从本记录走一步。"),
                new Text(
                        "Write customer.grade; what lies further away cannot be read here.",
                        "请写成 customer.grade；更远的记录无法在此读取。"));
    }

    static Problem bareElement(String variable, int offset) {
        return problem(
                TYPE,
                offset,
                new Text("“" + variable + "” is a record, not a value.", "“" + variable + "”是一条记录，不是值。"),
                new Text(
                        "Name one of its fields, for example " + variable + ".name.",
                        "请写它的某个字段，例如 " + variable + ".name。"));
    }

    static Problem listOfRecords(String list, int offset) {
        return problem(
                TYPE,
                offset,
                new Text("“" + list + "” is a list of records.", "“" + list + "”是记录列表。"),
                forExample(list));
    }

    static Problem hasOfList(String list, int offset) {
        return problem(
                TYPE,
                offset,
                new Text("“" + list + "” is a list of records.", "“" + list + "”是记录列表。"),
                new Text("Write size(" + list + ") > 0.", "请写成 size(" + list + ") > 0。"));
    }

    private static Text forExample(String list) {
        String example = list + ".exists(x, x.created_at > now - duration(\"720h\"))";
        return new Text("Write for example " + example + ".", "例如 " + example + "。");
    }

    static Problem noList(String function, String lists, int offset) {
        return problem(
                UNKNOWN_FUNCTION,
                offset,
                new Text(
                        "“" + function + "” asks a list of records, and this is none.",
                        "“" + function + "”用于记录列表，而这里不是。"),
                lists.isEmpty()
                        ? new Text("No other records point to this one.", "没有其他记录指向此记录。")
                        : new Text("Use one of: " + lists + ".", "可用的列表：" + lists + "。"));
    }

    static Problem nestedList(int offset) {
        return problem(
                NOT_PUSHABLE,
                offset,
                new Text("A list cannot be asked for each element of another.", "不能对一个列表的每个元素再查询另一个列表。"),
                new Text("Ask the two one after the other, joined by &&.", "请分别查询，再用 && 连接。"));
    }

    static Problem listTakesACondition(String function, int offset) {
        return problem(
                SYNTAX,
                offset,
                new Text(
                        "“" + function + "” takes a name for the element and a condition.",
                        "“" + function + "”需要元素的名称和一个条件。"),
                forExample("contacts"));
    }

    static Problem listOnly(int offset) {
        return problem(
                NOT_PUSHABLE,
                offset,
                new Text("A list of records can only be asked or counted.", "记录列表只能查询或计数。"),
                forExample("contacts"));
    }

    static Problem mistyped(String detail, int offset) {
        return problem(
                TYPE, offset, new Text("The types do not fit: " + detail + ".", "类型不符：" + detail + "。"), COMPARE_ALIKE);
    }

    static Problem notACondition(String type) {
        Text label = Type.labelOf(type);
        return problem(
                TYPE,
                0,
                new Text(
                        "The expression yields a " + label.en() + ", not true or false.",
                        "表达式的结果是" + label.zh() + "，而不是“是”或“否”。"),
                new Text("Compare it with something, for example amount > 0.", "请与某个值比较，例如 amount > 0。"));
    }

    static Problem noValue(String type) {
        Text label = Type.labelOf(type);
        return problem(
                TYPE,
                0,
                new Text(
                        "The expression yields a " + label.en() + ", which no field holds.",
                        "表达式的结果是" + label.zh() + "，没有字段可以保存。"),
                new Text("Yield a text, a number, a date, a time or true/false.", "结果应为文本、数字、日期、时间或“是/否”。"));
    }

    static Problem notOfKind(String type, ValueKind wanted) {
        Text label = Type.labelOf(type);
        Text other = wanted.type().label();
        return problem(
                TYPE,
                0,
                new Text(
                        "The expression yields a " + label.en() + ", not a " + other.en() + ".",
                        "表达式的结果是" + label.zh() + "，而不是" + other.zh() + "。"),
                new Text("Change it, or choose another type of result.", "请修改表达式，或选择其他结果类型。"));
    }

    static Problem comparedWithNull(int offset) {
        return problem(
                TYPE,
                offset,
                new Text("null is not a value.", "null 不是值。"),
                new Text("Ask has(name) or !has(name).", "请用 has(字段) 或 !has(字段) 判断。"));
    }

    static Problem numberOutOfRange(Problem.Code code, int offset) {
        return problem(
                code,
                offset,
                new Text("This number is too large or too fine.", "这个数字过大或过于精细。"),
                new Text(
                        "Integers have 64 bits, decimals stay below 10^38 and within 20 decimal places.",
                        "整数不超过 64 位，小数须小于 10^38 且不超过 20 位小数。"));
    }

    static Problem tooPrecise(int offset) {
        return problem(
                NOT_PUSHABLE,
                offset,
                new Text("This number has more digits than are kept.", "这个数字的位数超过可保留的精度。"),
                new Text("Write at most 15 significant digits.", "请最多写 15 位有效数字。"));
    }

    static Problem notAConstantList(int offset) {
        return problem(
                NOT_PUSHABLE,
                offset,
                new Text("“in” takes a list of constants.", "“in”后面要写常量列表。"),
                new Text("Write for example stage in [\"won\", \"lost\"].", "例如 stage in [\"won\", \"lost\"]。"));
    }

    static Problem notALiteral(String function, int offset) {
        return problem(
                NOT_PUSHABLE,
                offset,
                new Text(function + "() takes a text in quotes.", function + "() 的括号里要写带引号的文本。"),
                example(function));
    }

    static Problem malformed(String function, int offset) {
        return problem(
                TYPE,
                offset,
                new Text("This text is no " + function + ", or one out of range.", "这段文本不是有效的 " + function + "，或超出范围。"),
                example(function));
    }

    private static Text example(String function) {
        String example = EXAMPLES.getOrDefault(function, function);
        return new Text("Write for example " + example + ".", "例如 " + example + "。");
    }

    static Problem variableShift(int offset) {
        return problem(
                NOT_PUSHABLE,
                offset,
                new Text("Only a constant duration can be added to a time.", "时间只能加减固定的时长。"),
                new Text("Write for example created_at + duration(\"72h\").", "例如 created_at + duration(\"72h\")。"));
    }

    static Problem notForFilters(String function, int offset) {
        return problem(
                NOT_PUSHABLE,
                offset,
                new Text(
                        function + "() can be asked of a record, but not of a whole list in the database.",
                        function + "() 只能对单条记录判断，不能用于列表筛选。"),
                new Text("Use it in criteria and rules; filter by stored fields.", "请在条件和规则中使用；筛选请用已保存的字段。"));
    }

    static Problem notPlaces(int offset) {
        return problem(
                NOT_PUSHABLE,
                offset,
                new Text("The number of decimal places is a whole number from 0 to 20.", "小数位数应为 0 到 20 的整数。"),
                new Text("Write for example round(amount, 2).", "例如 round(amount, 2)。"));
    }

    static Problem unsupported(int offset) {
        return problem(
                NOT_PUSHABLE,
                offset,
                new Text("This part of CEL cannot be used here.", "这里不能使用 CEL 的这一部分。"),
                new Text(
                        "Use fields, constants, comparisons, arithmetic, in, has, holds and text functions.",
                        "请使用字段、常量、比较、算术、in、has、holds 和文本函数。"));
    }
}
