package io.ripeline.expression;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Writes random expressions over [Samples#DEAL] and fills random deals, both from the same few awkward values.
final class RandomExpressions {
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "ab",
            "won",
            "Won",
            "O'Brien",
            "50%",
            "a_b",
            "axb",
            "_",
            "%",
            "\\",
            "\"",
            "{0} ? :x",
            "é",
            "e\u0301",
            "中文",
            "\uE000",
            "\uFFFD",
            "\uD83D\uDE00",
            "a\uD83D\uDE00",
            "\n",
            "null",
            "İstanbul",
            "ΑΣ ΟΔΟΣ",
            "straße ﬁ Ǆ");
    private static final List<String> IDS = List.of(
            Samples.ME,
            "0198f3a0-0000-7000-8000-000000000001",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "00000000-0000-0000-0000-000000000000");
    private static final List<String> NO_IDS =
            List.of("FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "0-0-0-0-0", "nobody", "");
    private static final List<Long> INTEGERS = List.of(
            0L, 1L, -1L, 2L, 3L, 7L, -7L, 100L, 4_294_967_296L, 9_007_199_254_740_993L, Long.MAX_VALUE, Long.MIN_VALUE);
    private static final List<String> DECIMALS = List.of(
            "0.0",
            "0.1",
            "0.2",
            "-0.5",
            "1.0",
            "2.5",
            "3.0",
            "7.0",
            "-7.000",
            "1250.50",
            "99999999999999.9",
            "123456789012.345",
            "0.000000000001",
            "-1.5e30",
            "9.99e37");
    private static final List<String> DATES =
            List.of("2026-11-25", "2026-11-24", "2026-11-20", "2024-02-29", "2026-03-08", "0001-01-01", "9999-12-31");
    private static final List<String> TIMES = List.of(
            "2026-11-25T10:30:00.000001Z",
            "2026-11-25T00:00:00Z",
            "2026-11-24T23:59:59.999999Z",
            "2026-03-08T07:00:00Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999Z");
    private static final List<String> SPANS =
            List.of("0s", "1us", "24h", "-24h", "120h", "23h30m0.5s", "8760h", "8760000h", "35000000h", "-35000000h");
    private static final List<String> RELATIONS = List.of("==", "!=", "<", "<=", ">", ">=");

    private static final List<String> LISTS = List.of("contacts", "renewals", "activities");
    private static final List<ValueKind> KINDS = List.of(ValueKind.values());

    private final Random random;
    private @Nullable Vocabulary element;

    RandomExpressions(long seed) {
        this.random = new Random(seed);
    }

    /// Values for about two thirds of the names of a vocabulary, but for its ids.
    Map<String, Object> record(Vocabulary vocabulary) {
        Map<String, Object> values = new HashMap<>();
        for (Vocabulary.Name name : vocabulary.names()) {
            if (random.nextInt(10) < 7 && (!ConstantSql.isId(name) || name.key().equals("owner_id"))) {
                values.put(name.key(), value(name));
            }
        }
        return values;
    }

    /// One of these, or sometimes none.
    <T> Optional<T> some(List<T> list) {
        return random.nextInt(10) < 8 ? Optional.of(any(list)) : Optional.empty();
    }

    /// An id that begins with one of the awkward ones.
    static String id(int number) {
        return number < IDS.size() ? IDS.get(number) : "0198f3a0-0000-7000-8000-%012x".formatted(4096 + number);
    }

    private Object value(Vocabulary.Name name) {
        return switch (name.kind()) {
            case TEXT -> ConstantSql.isId(name) ? any(IDS) : any(TEXTS);
            case INTEGER -> any(INTEGERS);
            case DECIMAL -> new BigDecimal(any(DECIMALS));
            case DATE -> LocalDate.parse(any(DATES));
            case DATE_TIME -> Instant.parse(any(TIMES));
            case BOOLEAN -> random.nextBoolean();
            case TEXTS -> List.of(any(TEXTS), any(TEXTS), any(TEXTS)).subList(0, 1 + random.nextInt(3));
        };
    }

    /// A value of any kind.
    String value(int depth) {
        return switch (random.nextInt(7)) {
            case 0 -> text(depth);
            case 1 -> integer(depth);
            case 2 -> decimal(depth);
            case 3 -> time(depth);
            case 4 -> condition(depth);
            case 5 -> texts();
            default -> choice(id(false), id(false), depth);
        };
    }

    String condition(int depth) {
        if (depth <= 0) {
            return simpleCondition();
        }
        return switch (random.nextInt(12)) {
            case 0, 1 -> "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")";
            case 2, 3 -> "(" + condition(depth - 1) + " || " + condition(depth - 1) + ")";
            case 4 -> "!(" + condition(depth - 1) + ")";
            case 5 -> choice(condition(depth - 1), condition(depth - 1), depth);
            case 6 ->
                "((" + condition(depth - 1) + ") " + (random.nextBoolean() ? "==" : "!=") + " (" + condition(depth - 1)
                        + "))";
            case 7 -> "holds(" + condition(depth - 1) + ")";
            default -> simpleCondition();
        };
    }

    private String simpleCondition() {
        int depth = random.nextInt(3);
        if (element == null && random.nextInt(6) == 0) {
            return overList();
        }
        return switch (random.nextInt(20)) {
            case 0 ->
                any(List.of(
                        name(ValueKind.BOOLEAN),
                        name(ValueKind.BOOLEAN),
                        "true",
                        "false",
                        "has_role(" + text(depth) + ")"));
            case 1, 2 -> "has(" + (random.nextInt(4) == 0 ? idName() : name(any(KINDS))) + ")";
            case 3, 4 -> relate(text(depth), text(depth));
            case 5 -> relate(id(), id());
            case 6 -> id() + " in [" + id(true) + ", " + id(true) + "]";
            case 7 -> text(depth) + " in [" + quoted(any(TEXTS)) + ", " + quoted(any(TEXTS)) + "]";
            case 8 -> textTest(text(depth), text(depth));
            case 9, 10, 11 -> relate(number(depth), number(depth));
            case 12 -> number(depth) + " in [" + numberConstant() + ", " + numberConstant() + "]";
            case 13 -> relate(span(depth), span(depth));
            case 14 -> textTest(name(ValueKind.TEXT), quoted(any(TEXTS)));
            case 19 -> text(depth) + " in " + texts();
            case 15 -> relate(decimal(1), any(List.of("0", "0.0", "1.0")));
            default -> relate(time(depth), time(depth));
        };
    }

    private String texts() {
        return name(ValueKind.TEXTS);
    }

    private String overList() {
        String list = any(LISTS);
        return switch (random.nextInt(5)) {
            case 0 -> relate("size(" + list + ")", any(List.of("0", "1", "2.5")));
            case 1 -> relate(filtered(list), any(List.of("0", "1", "2")));
            default -> list + "." + any(List.of("exists", "all", "exists_one")) + over(list);
        };
    }

    private String extreme(String one, String other) {
        return any(List.of("min", "max")) + "(" + one + ", " + other + ")";
    }

    private String activityCount() {
        return "activity_count(" + text(0) + ", " + spanConstant() + ")";
    }

    private String filtered(String list) {
        return list + ".filter" + over(list) + ".size()";
    }

    /// A condition on each record of a list.
    private String over(String list) {
        element = Samples.DEAL.list(list).orElseThrow().names().get();
        String condition = "(x, " + condition(random.nextInt(2)) + ")";
        element = null;
        return condition;
    }

    /// A name of a kind: of the deal, of what it points to, and mostly of the element at hand where there is one.
    private String name(ValueKind kind) {
        return any(names(name -> name.kind() == kind && !ConstantSql.isId(name)));
    }

    private String idName() {
        return any(names(ConstantSql::isId));
    }

    private List<String> names(Predicate<Vocabulary.Name> fits) {
        List<String> names = new ArrayList<>();
        if (element != null) {
            element.names().stream().filter(fits).forEach(name -> names.add("x." + name.key()));
        }
        if (names.isEmpty() || random.nextInt(3) == 0) {
            Samples.DEAL.names().stream().filter(fits).forEach(name -> names.add(name.key()));
            for (Vocabulary.Related parent : Samples.DEAL.parents()) {
                parent.names().get().names().stream()
                        .filter(fits)
                        .forEach(name -> names.add(parent.key() + "." + name.key()));
            }
        }
        return names;
    }

    private String textTest(String text, String part) {
        return text + "." + any(List.of("startsWith", "endsWith", "contains")) + "(" + part + ")";
    }

    private String relate(String left, String right) {
        return "(" + left + " " + any(RELATIONS) + " " + right + ")";
    }

    private String choice(String met, String unmet, int depth) {
        return "(" + condition(depth - 1) + " ? " + met + " : " + unmet + ")";
    }

    private String text(int depth) {
        if (depth <= 0) {
            return any(List.of(
                    name(ValueKind.TEXT),
                    name(ValueKind.TEXT),
                    name(ValueKind.TEXT),
                    quoted(any(TEXTS)),
                    quoted(any(TEXTS)),
                    "me",
                    idName()));
        }
        return switch (random.nextInt(4)) {
            case 0 -> "(" + text(depth - 1) + " + " + text(depth - 1) + ")";
            case 1 -> choice(text(depth - 1), text(depth - 1), depth);
            case 2 -> any(List.of("lower", "upper")) + "(" + text(depth - 1) + ")";
            default -> text(0);
        };
    }

    private String id() {
        return id(random.nextBoolean());
    }

    private String id(boolean constant) {
        return constant ? any(List.of("me", quoted(any(IDS)), quoted(any(IDS)), quoted(any(NO_IDS)))) : idName();
    }

    private String number(int depth) {
        return random.nextBoolean() ? integer(depth) : decimal(depth);
    }

    private String numberConstant() {
        return random.nextBoolean() ? integerConstant() : any(DECIMALS.subList(0, 13));
    }

    private String integerConstant() {
        return any(INTEGERS).toString();
    }

    private String integer(int depth) {
        if (depth <= 0) {
            return random.nextInt(5) == 0 ? integerConstant() : name(ValueKind.INTEGER);
        }
        return switch (random.nextInt(14)) {
            case 10 -> any(List.of("days_since", "year", "month", "day")) + "(" + time(depth - 1) + ")";
            case 11 -> "abs(" + integer(depth - 1) + ")";
            case 12 -> extreme(integer(depth - 1), integer(depth - 1));
            case 13 -> element == null ? activityCount() : integer(0);
            case 0 -> "size(" + text(depth - 1) + ")";
            case 8 -> "size(" + texts() + ")";
            case 9 -> element == null ? filtered(any(LISTS)) : integer(0);
            case 1 -> "(-(" + integer(depth - 1) + "))";
            case 2 -> choice(integer(depth - 1), integer(depth - 1), depth);
            case 3 -> integer(0);
            default ->
                "(" + integer(depth - 1) + " " + any(List.of("+", "-", "*", "/", "%")) + " " + integer(depth - 1) + ")";
        };
    }

    private String decimal(int depth) {
        if (depth <= 0) {
            return random.nextInt(5) == 0 ? decimalConstant() : name(ValueKind.DECIMAL);
        }
        return switch (random.nextInt(9)) {
            case 6 -> "round(" + decimal(depth - 1) + any(List.of("", ", 0", ", 2", ", 20")) + ")";
            case 7 -> "abs(" + decimal(depth - 1) + ")";
            case 8 -> extreme(number(depth - 1), decimal(depth - 1));
            case 0 -> "(-(" + decimal(depth - 1) + "))";
            case 1 -> choice(decimal(depth - 1), decimal(depth - 1), depth);
            case 2 -> decimal(0);
            case 3 -> "(" + integer(depth - 1) + " " + operator() + " " + decimal(depth - 1) + ")";
            default -> "(" + decimal(depth - 1) + " " + operator() + " " + decimal(depth - 1) + ")";
        };
    }

    private String operator() {
        return any(List.of("+", "-", "*", "/"));
    }

    private String decimalConstant() {
        String constant = any(DECIMALS);
        return constant.contains(".") ? constant : constant + ".0";
    }

    private String time(int depth) {
        if (depth <= 0) {
            return any(List.of(
                    name(ValueKind.DATE),
                    name(ValueKind.DATE),
                    name(ValueKind.DATE_TIME),
                    name(ValueKind.DATE_TIME),
                    "now",
                    "today",
                    "date(\"" + any(DATES) + "\")",
                    "timestamp(\"" + any(TIMES) + "\")"));
        }
        return switch (random.nextInt(6)) {
            case 5 -> extreme(time(depth - 1), time(depth - 1));
            case 0 -> "(" + time(depth - 1) + " + " + spanConstant() + ")";
            case 1 -> "(" + spanConstant() + " + " + time(depth - 1) + ")";
            case 2 -> "(" + time(depth - 1) + " - " + spanConstant() + ")";
            case 3 -> choice(time(depth - 1), time(depth - 1), depth);
            default -> time(0);
        };
    }

    private String spanConstant() {
        String span = "duration(\"" + any(SPANS) + "\")";
        return random.nextInt(5) == 0 ? "(" + span + " + duration(\"" + any(SPANS) + "\"))" : span;
    }

    private String span(int depth) {
        if (depth <= 0) {
            return random.nextBoolean() ? "(" + time(1) + " - " + time(1) + ")" : spanConstant();
        }
        return switch (random.nextInt(3)) {
            case 0 -> "(" + span(depth - 1) + (random.nextBoolean() ? " + " : " - ") + span(depth - 1) + ")";
            case 1 -> "(-(" + span(depth - 1) + "))";
            default -> span(0);
        };
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
