package io.ripeline.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.record.RecordQuery;
import io.ripeline.search.Search.Hit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Names of companies and people as they are typed wrong, and how Chinese ones sound.
@WithCompanies
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MistypedIT {

    private static final String FIRMS = """
            [{"op": "add", "path": "/objects/-", "value": {
               "key": "firm", "label": {"en": "Firm", "zh-CN": "公司"}, "nameField": "name",
               "visibility": "private", "fields": [
                {"key": "name", "label": {"en": "Name", "zh-CN": "名称"}, "type": "text", "required": true},
                {"key": "boss", "label": {"en": "Boss", "zh-CN": "老板"}, "type": "text", "searchable": true},
                {"key": "secret", "label": {"en": "Secret", "zh-CN": "机密"}, "type": "text", "searchable": true,
                 "masked": true},
                {"key": "no", "label": {"en": "No", "zh-CN": "编号"}, "type": "auto_number", "number": {"prefix": "F-", "digits": 5}}]}}]""";

    private static final List<String> LATIN = List.of(
            "Deutsche Telekom AG",
            "Procter & Gamble Co",
            "Johnson Controls International",
            "O'Brien Brothers Ltd.",
            "Jo Smith",
            "ACME Rocket-Engines (Shanghai)");

    private static final List<String> CHINESE = List.of(
            "北京华兴科技有限公司",
            "北京华信科技有限公司",
            "比亚迪股份有限公司",
            "宁德时代新能源科技股份有限公司",
            "中国工商银行股份有限公司",
            "重庆长安汽车股份有限公司",
            "厦门航空（集团）",
            "欧阳娜娜",
            "吕绿",
            "龚思",
            "3M中国投资有限公司");

    @Autowired
    private Companies companies;

    @Autowired
    private Search search;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private PlatformTransactionManager manager;

    private Company company;
    private Person admin;

    @BeforeAll
    void found() {
        company = companies.provision();
        admin = company.admin();
        company.publish(FIRMS);
        LATIN.forEach(name -> admin.create("firm", "{\"name\": \"%s\"}".formatted(name)));
        CHINESE.forEach(name -> admin.create("firm", "{\"name\": \"%s\"}".formatted(name)));
        admin.create("firm", "{\"name\": \"Nameless\", \"boss\": \"诸葛孔明\", \"secret\": \"司马昭之心\"}");
    }

    private List<Hit> hits(Person person, String words) {
        return person.read(session ->
                search.groups(session, words, List.of(session.model().object("firm")), 10).stream()
                        .flatMap(group -> group.hits().stream())
                        .toList());
    }

    private List<String> names(Person person, String words) {
        return hits(person, words).stream()
                .map(hit -> String.valueOf(hit.name()))
                .toList();
    }

    private List<String> listed(Person person, String words) {
        return person.list("firm", new RecordQuery(null, null, words, 50, null, true)).items().stream()
                .map(record -> record.text("name").orElseThrow())
                .toList();
    }

    enum Slip {
        SWAPPED {
            @Override
            String of(String word, int at) {
                return at + 1 == word.length()
                        ? word
                        : word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
            }
        },
        MISSING {
            @Override
            String of(String word, int at) {
                return word.substring(0, at) + word.substring(at + 1);
            }
        },
        DOUBLED {
            @Override
            String of(String word, int at) {
                return word.substring(0, at + 1) + word.substring(at);
            }
        },
        WRONG {
            @Override
            String of(String word, int at) {
                return word.substring(0, at) + 'x' + word.substring(at + 1);
            }
        },
        TOO_MANY {
            @Override
            String of(String word, int at) {
                return word.substring(0, at) + 'x' + word.substring(at);
            }
        };

        abstract String of(String word, int at);
    }

    /// The whole name with this slip at each letter of one of its words.
    private static List<String> slips(Slip slip, String name, String word) {
        return IntStream.range(0, word.length())
                .mapToObj(at -> name.replace(word, slip.of(word, at)))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Slip.class)
    void findsALatinNameWithASlipInAnyWord(Slip slip) {
        List<String> missed = new ArrayList<>();

        for (String name : LATIN) {
            for (String word : name.split("[^A-Za-z]+", -1)) {
                List<String> typed = word.length() < 5 ? List.of() : new ArrayList<>(slips(slip, name, word));
                typed.stream()
                        .filter(each -> !names(admin, each).contains(name))
                        .forEach(missed::add);
                typed.stream()
                        .filter(each -> !listed(admin, each).contains(name))
                        .forEach(missed::add);
            }
        }

        assertThat(missed).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Slip.class)
    void findsAWordOfALatinNameWithASlip(Slip slip) {
        List<String> missed = new ArrayList<>();

        for (String name : LATIN) {
            for (String word : name.split("[^A-Za-z]+", -1)) {
                List<String> typed = word.length() < 5 ? List.of() : slips(slip, word, word);
                typed.stream()
                        .filter(each -> !names(admin, each).contains(name))
                        .forEach(missed::add);
            }
        }

        assertThat(missed).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Slip.class)
    void findsAChineseNameWithACharacterAstray(Slip slip) {
        List<String> missed = new ArrayList<>();

        for (String name : CHINESE) {
            String characters = name.replaceAll("[^\\p{IsHan}（）]", "");
            for (String typed : slips(slip, name, characters)) {
                String wrong = typed.replace('x', '们');
                boolean enough =
                        wrong.codePoints().filter(Character::isIdeographic).count() > 3;
                if (enough
                        && (!names(admin, wrong).contains(name)
                                || !listed(admin, wrong).contains(name))) {
                    missed.add(wrong);
                }
            }
        }

        assertThat(missed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "北京华星科技, 北京华兴科技有限公司",
        "花型科技, 北京华兴科技有限公司",
        "比亚敌, 比亚迪股份有限公司",
        "逼压迪股份, 比亚迪股份有限公司",
        "中国公商银行, 中国工商银行股份有限公司",
        "宁得时代, 宁德时代新能源科技股份有限公司",
        "欧杨娜那, 欧阳娜娜",
        "下门航空, 厦门航空（集团）"
    })
    void findsWhatSoundsTheSameAndNothingElse(String words, String name) {
        assertThat(names(admin, words)).containsExactly(name);
        assertThat(listed(admin, words)).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource({
        "beijinghuaxing, 北京华兴科技有限公司",
        "bei jing hua xing ke ji, 北京华兴科技有限公司",
        "BeijingHuaxinKejiYouxianGongsi, 北京华信科技有限公司",
        "huaxingk, 北京华兴科技有限公司",
        "biyadi, 比亚迪股份有限公司",
        "gongshangyinhang, 中国工商银行股份有限公司",
        "zggsyh, 中国工商银行股份有限公司",
        "chongqing changan, 重庆长安汽车股份有限公司",
        "cqca, 重庆长安汽车股份有限公司",
        "xiamenhangkongjituan, 厦门航空（集团）",
        "ouyang nana, 欧阳娜娜",
        "lvlv, 吕绿",
        "lülü, 吕绿",
        "gongsi, 龚思",
        "zhongguotouzi, 3M中国投资有限公司",
        "guotou, 3M中国投资有限公司"
    })
    void findsByFullPinyin(String words, String name) {
        assertThat(names(admin, words)).containsExactly(name);
        assertThat(listed(admin, words)).containsExactly(name);
    }

    @Test
    void takesTheLastSyllableForBegun() {
        assertThat(names(admin, "beijinghuaxin")).containsExactly("北京华信科技有限公司", "北京华兴科技有限公司");
        assertThat(names(admin, "beijinghua")).hasSize(2);
        assertThat(names(admin, "beijinghuax")).hasSize(2);
        assertThat(names(admin, "xingkej")).containsExactly("北京华兴科技有限公司");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Deutsche Bahn",
                "Telecomm AG",
                "北京中兴贸易",
                "华科",
                "工商局",
                "beijingjituan",
                "huabei",
                "F-90099",
                "youxiangongsi"
            })
    void findsNothingThatIsOnlyVaguelyAlike(String words) {
        assertThat(names(admin, words)).isEmpty();
        assertThat(listed(admin, words)).isEmpty();
    }

    @Test
    void saysWhichValueWasMeant() {
        assertThat(hits(admin, "zhugekongming")).singleElement().satisfies(hit -> {
            assertThat(hit.name()).isEqualTo("Nameless");
            assertThat(hit.hint()).isEqualTo("诸葛孔明");
        });
        assertThat(hits(admin, "诸葛空明").getFirst().hint()).isEqualTo("诸葛孔明");
        assertThat(hits(admin, "Namless").getFirst().hint()).isNull();
        assertThat(hits(admin, "北京华们科技").getFirst().hint()).isNull();
    }

    @Test
    void putsTheNearerFirst() {
        assertThat(names(admin, "北京华兴科技有限公司")).first().isEqualTo("北京华兴科技有限公司");
        assertThat(hits(admin, "beijinghuaxingkeji").getFirst().score())
                .isGreaterThan(hits(admin, "huaxingkeji").getFirst().score())
                .isGreaterThan(hits(admin, "北京花星科技").getFirst().score());
        assertThat(hits(admin, "北京花星科技").getFirst().score())
                .isGreaterThan(hits(admin, "北京们兴科技").getFirst().score());
    }

    @Test
    void putsOneSlipBeforeSeveral() {
        for (char first = 'a'; first <= 'z'; first++) {
            for (char second = 'a'; second <= 'e'; second++) {
                admin.create("firm", "{\"name\": \"Maron%s Lumet%s\"}".formatted(first, second));
            }
        }

        assertThat(names(admin, "Maronq Lumety")).hasSize(5).allMatch(name -> name.startsWith("Maronq Lumet"));
        assertThat(listed(admin, "Maronq Lumety")).hasSize(5).contains("Maronq Lumetc");
        assertThat(names(admin, "Maronq Lumetcc")).containsExactly("Maronq Lumetc");
        assertThat(listed(admin, "Maron7 Lumety")).hasSize(50);
    }

    @Test
    void putsTheNameWithTheFewestSlipsFirst() {
        List.of("Banor Kest Foods", "Banori Kest Foods", "Banor Kestr Foods", "Banori Kestr Foods")
                .forEach(name -> admin.create("firm", "{\"name\": \"%s\"}".formatted(name)));

        assertThat(names(admin, "Banor Kstr Foods")).first().isEqualTo("Banor Kestr Foods");
        assertThat(names(admin, "Banori Ketr Foods")).first().isEqualTo("Banori Kestr Foods");
        List.of("南昌隆顺食品有限公司", "南昌顺隆食品有限公司").forEach(name -> admin.create("firm", "{\"name\": \"%s\"}".formatted(name)));
        assertThat(names(admin, "南隆昌顺食品有限公司")).first().isEqualTo("南昌隆顺食品有限公司");
    }

    @Test
    void guessesOnlyAtWhatTheReaderSees() {
        Person rep = company.hire("Rita", "rep", null);
        UUID hers = admin.create("firm", "{\"name\": \"上海东方明珠\", \"secret\": \"秦始皇帝\"}")
                .id();
        admin.giveTo(rep.id(), "firm", hers);

        assertThat(names(rep, "东方名猪")).containsExactly("上海东方明珠");
        assertThat(names(rep, "上海西方明珠")).containsExactly("上海东方明珠");
        assertThat(listed(rep, "上海西方明珠")).containsExactly("上海东方明珠");
        for (String words : List.of("秦使黄帝", "秦始黄地", "秦始大帝", "qinshihuangdi", "beijinghuaxing", "北京华们科技")) {
            assertThat(names(rep, words)).isEmpty();
            assertThat(listed(rep, words)).isEmpty();
        }
        assertThat(names(admin, "qinshihuangdi")).containsExactly("上海东方明珠");
    }

    @Test
    void findsStandingRecordsByTheirSoundsAfterTheUpgrade() throws Exception {
        Company other = companies.provision();
        other.publish(FIRMS);
        other.admin().create("firm", "{\"name\": \"杭州西湖龙井\"}");
        String step = new ClassPathResource("tenant/0019-sounds.sql").getContentAsString(StandardCharsets.UTF_8);
        new TransactionTemplate(manager).executeWithoutResult(status -> {
            jdbc.execute(
                    "SET LOCAL search_path = \"%s\"".formatted(other.tenant().schema()));
            jdbc.execute("UPDATE _search SET tokens = '{1}'");
        });
        assertThat(names(other.admin(), "xihulongjing")).isEmpty();

        new TransactionTemplate(manager).executeWithoutResult(status -> {
            jdbc.execute(
                    "SET LOCAL search_path = \"%s\"".formatted(other.tenant().schema()));
            jdbc.execute(step);
        });

        for (int look = 0; look < 300 && names(other.admin(), "xihulongjing").isEmpty(); look++) {
            Thread.sleep(Duration.ofMillis(100));
        }
        assertThat(names(other.admin(), "xihulongjing")).containsExactly("杭州西湖龙井");
    }
}
