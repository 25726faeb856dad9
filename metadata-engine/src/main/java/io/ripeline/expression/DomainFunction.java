package io.ripeline.expression;

import static io.ripeline.expression.Type.BOOLEAN;
import static io.ripeline.expression.Type.DECIMAL;
import static io.ripeline.expression.Type.INTEGER;
import static io.ripeline.expression.Type.TEXT;
import static io.ripeline.expression.Type.TIME;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.util.ULocale;
import io.ripeline.refusal.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The functions of the domain: each with its types, its words, an example and what it does, here and nowhere else.
/// [FunctionSql] says the same in SQL of those that a filter may use.
///
/// Letters change their case by ICU, as they do in PostgreSQL: Java takes another sigma for the last.
///
/// An argument without a value leaves them without one. Where they take days, a time comes as the midnight in UTC of
/// the day it falls on: [Term.Day] has made it so.
@SuppressWarnings("ImmutableEnumChecker") // the lists are copies, and no meaning keeps anything
enum DomainFunction {
    DAYS_SINCE(
            List.of(Signature.of(INTEGER, TIME)),
            new Text(
                    "The days from a date, or from the day a time falls on, to today; negative when it lies ahead.",
                    "从某日期（或某时间所在的日期）到今天的天数；未来的日期为负数。"),
            "days_since(created_at) > 30",
            List.of(Trait.TAKES_DAYS, Trait.READS_MOMENT),
            (moment, type, arguments) -> Days.from(arguments[0], Values.time(moment.today()))),
    WORKING_DAYS(
            List.of(Signature.of(INTEGER, TIME, TIME)),
            new Text(
                    "The working days after the first day, up to and including the second, by the company's calendar;"
                            + " not counted over more than a century.",
                    "按公司工作日历，第一个日期之后到第二个日期（含）之间的工作日数；跨度不超过一百年。"),
            "working_days(created_at, updated_at) <= 5",
            List.of(Trait.TAKES_DAYS, Trait.READS_MOMENT, Trait.IN_MEMORY),
            (moment, type, arguments) -> moment.workingDays().between(Days.of(arguments[0]), Days.of(arguments[1]))),
    WORKING_DAYS_SINCE(
            List.of(Signature.of(INTEGER, TIME)),
            new Text(
                    "The working days after a day, up to and including today, by the company's calendar.",
                    "按公司工作日历，某日期之后到今天（含）的工作日数。"),
            "working_days_since(updated_at) > 3",
            List.of(Trait.TAKES_DAYS, Trait.READS_MOMENT, Trait.IN_MEMORY),
            (moment, type, arguments) -> moment.workingDays().between(Days.of(arguments[0]), moment.today())),
    HAS_ROLE(
            List.of(Signature.of(BOOLEAN, TEXT)),
            new Text("Whether the acting member has the role with this key.", "当前操作的成员是否拥有该角色（按角色的键）。"),
            "has_role(\"manager\")",
            List.of(Trait.READS_MOMENT),
            (moment, type, arguments) -> moment.role().equals(arguments[0])),
    INITIALS(
            List.of(Signature.of(TEXT, TEXT)),
            new Text(
                    "The first letter of the pinyin of each Chinese character and of each other word, in upper case; of"
                            + " the first 200 characters.",
                    "每个汉字的拼音首字母及其他每个单词的首字母，大写；只取前 200 个字符。"),
            "initials(name) == \"ZW\"",
            List.of(Trait.IN_MEMORY),
            (moment, type, arguments) -> Initials.of((String) arguments[0])),
    LOWER(
            List.of(Signature.of(TEXT, TEXT)),
            new Text("The text in lower case.", "转换为小写的文本。"),
            "lower(name).startsWith(\"acme\")",
            List.of(),
            (moment, type, arguments) -> UCharacter.toLowerCase(ULocale.ROOT, (String) arguments[0])),
    UPPER(
            List.of(Signature.of(TEXT, TEXT)),
            new Text("The text in upper case.", "转换为大写的文本。"),
            "upper(name).contains(\"ACME\")",
            List.of(),
            (moment, type, arguments) -> UCharacter.toUpperCase(ULocale.ROOT, (String) arguments[0])),
    ROUND(
            List.of(Signature.of(DECIMAL, DECIMAL), Signature.of(DECIMAL, DECIMAL, INTEGER)),
            new Text(
                    "The decimal rounded to a whole number, or to so many decimal places from 0 to 20; a half goes away"
                            + " from zero.",
                    "四舍五入为整数，或保留指定的小数位数（0 到 20）。"),
            "round(amount / 3.0, 2) == 3.33",
            List.of(),
            (moment, type, arguments) -> Values.round(arguments[0], arguments.length == 1 ? 0L : arguments[1])),
    ABS(
            List.of(Signature.of(INTEGER, INTEGER), Signature.of(DECIMAL, DECIMAL)),
            new Text("The number without its sign.", "数字的绝对值。"),
            "abs(amount) > 100",
            List.of(),
            (moment, type, arguments) -> Values.absolute(arguments[0])),
    MIN(
            Signature.EXTREMES,
            new Text("The smaller of two numbers, or the earlier of two times.", "两个数字中较小的，或两个时间中较早的。"),
            "min(amount, 100) == 100.0",
            List.of(),
            (moment, type, arguments) -> Values.extreme(type, arguments[0], arguments[1], -1)),
    MAX(
            Signature.EXTREMES,
            new Text("The greater of two numbers, or the later of two times.", "两个数字中较大的，或两个时间中较晚的。"),
            "max(created_at, updated_at) < today",
            List.of(),
            (moment, type, arguments) -> Values.extreme(type, arguments[0], arguments[1], 1)),
    YEAR(
            List.of(Signature.of(INTEGER, TIME)),
            new Text("The year of a date or time.", "日期或时间的年份。"),
            "year(created_at) == 2026",
            List.of(Trait.TAKES_DAYS),
            (moment, type, arguments) -> (long) Days.of(arguments[0]).getYear()),
    MONTH(
            List.of(Signature.of(INTEGER, TIME)),
            new Text("The month of a date or time, from 1 to 12.", "日期或时间的月份，1 到 12。"),
            "month(today) == 12",
            List.of(Trait.TAKES_DAYS),
            (moment, type, arguments) -> (long) Days.of(arguments[0]).getMonthValue()),
    DAY(
            List.of(Signature.of(INTEGER, TIME)),
            new Text("The day of the month of a date or time, from 1 to 31.", "日期或时间是当月的第几天，1 到 31。"),
            "day(today) <= 7",
            List.of(Trait.TAKES_DAYS),
            (moment, type, arguments) -> (long) Days.of(arguments[0]).getDayOfMonth());

    /// The most decimal places that [#ROUND] takes.
    static final int MOST_PLACES = Values.SCALE;

    private enum Trait {
        /// A time counts as the day it falls on in the company's time zone.
        TAKES_DAYS,
        /// The result changes though the record does not.
        READS_MOMENT,
        /// SQL could not say it: for rules, not for filters.
        IN_MEMORY
    }

    private interface Meaning {
        @Nullable
        Object of(Moment moment, Type type, Object[] arguments);
    }

    private final List<Signature> signatures;
    private final Text description;
    private final String example;
    private final List<Trait> traits;

    private final Meaning meaning;

    DomainFunction(List<Signature> signatures, Text description, String example, List<Trait> traits, Meaning meaning) {
        this.signatures = List.copyOf(signatures);
        this.description = description;
        this.example = example;
        this.traits = List.copyOf(traits);
        this.meaning = meaning;
    }

    static Optional<DomainFunction> find(String key) {
        return Arrays.stream(values())
                .filter(function -> function.key().equals(key))
                .findFirst();
    }

    /// What a source calls it.
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<Signature> signatures() {
        return signatures;
    }

    Text description() {
        return description;
    }

    String example() {
        return example;
    }

    boolean takesDays() {
        return traits.contains(Trait.TAKES_DAYS);
    }

    boolean readsMoment() {
        return traits.contains(Trait.READS_MOMENT);
    }

    boolean isPushable() {
        return !traits.contains(Trait.IN_MEMORY);
    }

    /// The result; null for no verdict.
    ///
    /// @param type the type of the result
    @Nullable
    Object of(Moment moment, Type type, Object[] arguments) {
        return meaning.of(moment, type, arguments);
    }
}
