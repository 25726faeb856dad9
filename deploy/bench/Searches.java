import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What people would type, asked of `/search` by one connection: at first what warms the server up, of every kind,
/// then what is timed, of every kind other words than before.
final class Searches {

    private static final int WARMING = 150;
    private static final int ASKED = 200;
    private static final double MILLIS = 50;

    // How the characters of `fill-found.sql` sound.
    private static final String CHARACTERS = "深圳北京上海广州杭苏成都武汉南天津重庆西安宁波青岛大连"
            + "华中国信科达盛东方新联合金龙瑞德宏伟博文明辉远恒泰康长江鑫源正义祥和福兴隆昌吉顺丰裕嘉禾云星辰光电子智能创想未来世纪通利诚品优佳美乐";
    private static final String SOUNDS = "szbjshgzhscdwhntjcqxanbqddl"
            + "hzgxkdsdfxlhjlrdhwbwmhyhtkcjxyzyxhfxlcjsfyjhyxcgdzzncxwlsjtlcpyjml";
    private static final String LATIN = "name ~ '^[A-Z]'";
    private static final String CHINESE = "name !~ '^[A-Z]'";

    /// A part of a name or a telephone number.
    ///
    /// @param of of which customers
    private record Typing(String what, String expression, String of) {}

    private static final List<Typing> TYPED = List.of(
            new Typing("the beginning of a Latin name", "left(name, 4)", LATIN),
            new Typing("the beginning of a Chinese name", "left(name, 4)", CHINESE),
            new Typing("two Chinese characters of the middle", "substr(name, 3, 2)", CHINESE),
            new Typing("a Chinese city and line of business", "left(name, 2) || ' ' || substr(name, 6, 2)", CHINESE),
            new Typing(
                    "initials of pinyin",
                    "translate(left(name, 5), '%s', '%s')".formatted(CHARACTERS, SOUNDS),
                    CHINESE),
            new Typing("the beginning of a later word", "lower(left(split_part(name, ' ', 2), 5))", LATIN),
            new Typing("the whole name", "name", "true"),
            new Typing("a Latin name with a wrong letter", "overlay(name placing 'x' from 4 for 1)", LATIN),
            new Typing("a Chinese name with a wrong character", "overlay(name placing '们' from 4 for 1)", CHINESE),
            new Typing("the last four digits of a telephone number", "right(phone, 4)", "true"),
            new Typing("six digits of its middle", "substr(phone, 4, 6)", "true"));

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
        Map<Typing, List<String>> words = new LinkedHashMap<>();
        for (Typing typing : TYPED) {
            words.put(typing, words(typing));
        }
        for (List<String> typed : words.values()) {
            for (String word : typed.subList(0, typed.size() * WARMING / (WARMING + ASKED))) {
                found(word);
            }
        }
        List<Long> all = new ArrayList<>();
        for (Map.Entry<Typing, List<String>> kind : words.entrySet()) {
            List<String> typed = kind.getValue();
            List<Long> nanos = new ArrayList<>();
            int found = 0;
            for (String word : typed.subList(typed.size() * WARMING / (WARMING + ASKED), typed.size())) {
                Http.Answer answer = found(word);
                nanos.add(answer.nanos());
                found += answer.body().contains("\"id\":") ? 1 : 0;
            }
            all.addAll(nanos);
            results.accept(result(
                    "search of %,d customers: %s".formatted(customers, kind.getKey().what()),
                    nanos,
                    "; %d of %d found something".formatted(found, nanos.size())));
        }
        results.accept(result("search of %,d customers: all of these".formatted(customers), all, ""));
    }

    private List<String> words(Typing typing) throws IOException, InterruptedException {
        return database.query("""
                SELECT %1$s FROM "%2$s".customer WHERE phone IS NOT NULL AND %3$s AND length(%1$s) > 1
                ORDER BY md5(id::text) LIMIT %4$d"""
                .formatted(typing.expression(), schema, typing.of(), WARMING + ASKED));
    }

    private Http.Answer found(String word) throws IOException {
        return api.get("/api/v1/search?q=" + URLEncoder.encode(word, StandardCharsets.UTF_8)).expect(200);
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
