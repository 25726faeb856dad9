import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What people would type, asked of `/search` by one connection: at first what warms the server up, of every kind,
/// then what is timed, of every kind other words than before.
final class Searches {

    private static final int WARMING = 150;
    private static final int ASKED = 200;
    private static final double MILLIS = 50;

    // How the characters of the first seven of a Chinese name of `fill-found.sql` sound, and others that sound the same.
    private static final String SOUNDS = """
            深shen 圳zhen 北bei 京jing 上shang 海hai 广guang 州zhou 杭hang 苏su 成cheng 都du 武wu 汉han 南nan 天tian 津jin
            重chong 庆qing 西xi 安an 宁ning 波bo 青qing 岛dao 大da 连lian 华hua花 中zhong钟 国guo果 信xin芯 科ke课 达da答
            盛sheng胜 东dong冬 方fang芳 新xin心 联lian莲 合he河 金jin巾 龙long笼 瑞rui锐 德de得 宏hong红 伟wei尾 博bo勃
            文wen纹 明ming名 辉hui灰 远yuan院 恒heng横 泰tai太 康kang慷 长chang常 江jiang姜 鑫xin欣 源yuan元 正zheng政
            义yi易 祥xiang翔 和he何 福fu服 兴xing星 隆long聋 昌chang猖 吉ji急 顺shun瞬 丰feng风 裕yu玉 嘉jia加 禾he荷
            云yun芸 星xing腥 辰chen晨 光guang咣 电dian店 子zi紫 智zhi志 能neng 创chuang窗 想xiang响 未wei位 来lai莱
            世shi市 纪ji计 通tong同 利li力 诚cheng承 品pin聘 优you忧 佳jia家 美mei每 乐le勒 技ji 贸mao 易yi 机ji 械xie
            食shi 医yi 疗liao 物wu 流liu 建jian 材cai""";
    private static final Pattern SOUND = Pattern.compile("(.)([a-z]+)(\\S?)");
    private static final Map<String, String> SYLLABLES = sounds(2);
    private static final Map<String, String> SAME = sounds(3);

    private static final String LATIN = "name ~ '^[A-Z]'";
    private static final String CHINESE = "name !~ '^[A-Z]'";
    private static final String LONG_LATER = LATIN + " AND length(split_part(name, ' ', 2)) > 4";
    private static final String LETTER = "substr(name, position(' ' in name) + %d, 1)";
    private static final String SECOND = LETTER.formatted(2);
    private static final String THIRD = LETTER.formatted(3);
    private static final String LATER = "overlay(name placing %s from position(' ' in name) + 2 for %d)";

    /// What is typed of a customer.
    ///
    /// @param of of which customers
    /// @param typed how it is typed
    /// @param meant whether it is meant for her alone, so that her name has to be among the first five
    private record Typing(String what, String expression, String of, UnaryOperator<String> typed, boolean meant) {

        static Typing part(String what, String expression, String of) {
            return new Typing(what, expression, of, UnaryOperator.identity(), false);
        }

        static Typing meant(String what, String expression, String of) {
            return new Typing(what, expression, of, UnaryOperator.identity(), true);
        }
    }

    private static final List<Typing> TYPED = List.of(
            Typing.part("the beginning of a Latin name", "left(name, 4)", LATIN),
            Typing.part("the beginning of a Chinese name", "left(name, 4)", CHINESE),
            Typing.part("two Chinese characters of the middle", "substr(name, 3, 2)", CHINESE),
            Typing.part("a Chinese city and line of business", "left(name, 2) || ' ' || substr(name, 6, 2)", CHINESE),
            new Typing("initials of pinyin", "left(name, 5)", CHINESE, Searches::initials, false),
            Typing.part("the beginning of a later word", "lower(left(split_part(name, ' ', 2), 5))", LATIN),
            Typing.meant("the whole name", "name", "true"),
            Typing.meant("a Latin name with a wrong letter", "overlay(name placing 'x' from 4 for 1)", LATIN),
            Typing.meant("a Chinese name with a wrong character", "overlay(name placing '们' from 4 for 1)", CHINESE),
            Typing.part("the last four digits of a telephone number", "right(phone, 4)", "true"),
            Typing.part("six digits of its middle", "substr(phone, 4, 6)", "true"),
            new Typing("full pinyin", "left(name, 7)", CHINESE, name -> spelled(name, ""), true),
            new Typing("full pinyin in syllables", "left(name, 7)", CHINESE, name -> spelled(name, " "), true),
            new Typing("two characters that sound the same", "left(name, 7)", CHINESE, Searches::sameSound, true),
            Typing.meant(
                    "a Chinese name with two characters changed",
                    "left(name, 3) || substr(name, 5, 1) || substr(name, 4, 1) || substr(name, 6)",
                    CHINESE),
            Typing.meant("a Chinese name without one character", "overlay(name placing '' from 4 for 1)", CHINESE),
            Typing.meant(
                    "a Latin name with two letters changed", LATER.formatted(THIRD + " || " + SECOND, 2), LONG_LATER),
            Typing.meant("a Latin name with a letter doubled", LATER.formatted(SECOND + " || " + SECOND, 1), LONG_LATER),
            Typing.meant("a Latin name without one letter", LATER.formatted("''", 1), LONG_LATER));

    private final Http api;
    private final Database database;
    private final String schema;

    Searches(Http api, Database database, String schema) {
        this.api = api;
        this.database = database;
        this.schema = schema;
    }

    /// @param results is told each kind as it comes, then all together
    void measure(int customers, Consumer<Result> results) throws IOException, InterruptedException {
        Map<Typing, List<Asked>> words = new LinkedHashMap<>();
        for (Typing typing : TYPED) {
            words.put(typing, words(typing));
        }
        for (List<Asked> typed : words.values()) {
            for (Asked each : typed.subList(0, typed.size() * WARMING / (WARMING + ASKED))) {
                found(each);
            }
        }
        List<Long> all = new ArrayList<>();
        for (Map.Entry<Typing, List<Asked>> kind : words.entrySet()) {
            List<Asked> typed = kind.getValue();
            List<Long> nanos = new ArrayList<>();
            int found = 0;
            String sought = kind.getKey().meant() ? "\"name\":\"%s\"" : "\"id\":";
            for (Asked each : typed.subList(typed.size() * WARMING / (WARMING + ASKED), typed.size())) {
                Http.Answer answer = found(each);
                nanos.add(answer.nanos());
                found += answer.body().contains(sought.formatted(each.name())) ? 1 : 0;
            }
            all.addAll(nanos);
            results.accept(result(
                    "search of %,d customers: %s".formatted(customers, kind.getKey().what()),
                    nanos,
                    "; %d of %d found %s"
                            .formatted(found, nanos.size(), kind.getKey().meant() ? "who was meant" : "something")));
        }
        results.accept(result("search of %,d customers: all of these".formatted(customers), all, ""));
    }

    /// What is asked, and whose name it was made of.
    private record Asked(String words, String name) {}

    private List<Asked> words(Typing typing) throws IOException, InterruptedException {
        return database
                .query("""
                        SELECT %1$s, name FROM "%2$s".customer WHERE phone IS NOT NULL AND %3$s AND length(%1$s) > 1
                        ORDER BY md5(id::text) LIMIT %4$d""".formatted(
                                typing.expression(), schema, typing.of(), WARMING + ASKED))
                .stream()
                .map(row -> row.split("\\|", 2))
                .map(row -> new Asked(typing.typed().apply(row[0]), row[1]))
                .toList();
    }

    private Http.Answer found(Asked asked) throws IOException {
        return api.get("/api/v1/search?q=" + URLEncoder.encode(asked.words(), StandardCharsets.UTF_8))
                .expect(200);
    }

    private static Map<String, String> sounds(int group) {
        return SOUND.matcher(SOUNDS)
                .results()
                .filter(match -> !match.group(group).isBlank())
                .collect(Collectors.toMap(match -> match.group(1), match -> match.group(group)));
    }

    private static String each(String name, UnaryOperator<String> letter, String between) {
        return name.codePoints()
                .mapToObj(character -> letter.apply(Character.toString(character)))
                .collect(Collectors.joining(between));
    }

    private static String spelled(String name, String between) {
        return each(name, letter -> SYLLABLES.getOrDefault(letter, letter), between);
    }

    private static String initials(String name) {
        return each(name, letter -> SYLLABLES.getOrDefault(letter, letter).substring(0, 1), "");
    }

    /// The name with two characters behind the city that sound as they should.
    private static String sameSound(String name) {
        return name.substring(0, 2)
                + each(name.substring(2, 4), letter -> SAME.getOrDefault(letter, letter), "")
                + name.substring(4);
    }

    private static Result result(String what, List<Long> nanos, String more) {
        Timings timings = Timings.of(nanos);
        return new Result(
                what,
                "p95 < %.0f ms".formatted(MILLIS),
                "median %.1f ms, p95 %.1f ms, longest %.1f ms%s"
                        .formatted(timings.median(), timings.p95(), timings.longest(), more),
                timings.p95() < MILLIS);
    }
}
