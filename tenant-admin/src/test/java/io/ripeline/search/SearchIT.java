package io.ripeline.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.record.RecordQuery;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// What people type, and what they find.
@WithCompanies
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchIT {

    private static final String FIRMS = """
            [{"op": "add", "path": "/objects/-", "value": {
               "key": "firm", "label": {"en": "Firm", "zh-CN": "公司"}, "nameField": "name",
               "visibility": "private", "fields": [
                {"key": "name", "label": {"en": "Name", "zh-CN": "名称"}, "type": "text", "required": true},
                {"key": "mobile", "label": {"en": "Mobile", "zh-CN": "手机"}, "type": "phone"},
                {"key": "secret", "label": {"en": "Secret", "zh-CN": "机密"}, "type": "phone", "masked": true},
                {"key": "mail", "label": {"en": "Mail", "zh-CN": "邮箱"}, "type": "email"},
                {"key": "no", "label": {"en": "No", "zh-CN": "编号"}, "type": "auto_number", "number": {"prefix": "F-", "digits": 4}},
                {"key": "alias", "label": {"en": "Alias", "zh-CN": "别名"}, "type": "text", "searchable": true},
                {"key": "remark", "label": {"en": "Remark", "zh-CN": "备注"}, "type": "text"}]}}]""";

    @Autowired
    private Companies companies;

    @Autowired
    private Search search;

    private Company company;
    private Person admin;

    @BeforeAll
    void found() {
        company = companies.provision();
        admin = company.admin();
        company.publish(FIRMS);
        for (String values : List.of(
                "{\"name\": \"深圳华为技术有限公司\", \"mobile\": \"+86 138-1234-5678\", \"mail\": \"sales@huawei.example\"}",
                "{\"name\": \"北京小米科技\", \"mobile\": \"010 8888 9999\", \"alias\": \"Xiaomi\"}",
                "{\"name\": \"张珊\", \"remark\": \"quinoa\"}",
                "{\"name\": \"Northern Foods\", \"mail\": \"lena.meyer@northern.example\", \"secret\": \"13700001111\"}",
                "{\"name\": \"ＧＴＸ Pro 50%\"}")) {
            admin.create("firm", values);
        }
    }

    private List<String> names(Person person, String words) {
        return person.read(session ->
                search.groups(session, words, List.of(session.model().object("firm")), 10).stream()
                        .flatMap(group -> group.hits().stream())
                        .map(hit -> String.valueOf(hit.name()))
                        .toList());
    }

    private List<String> listed(String words) {
        return admin.list("firm", new RecordQuery(null, null, words, 50, null, true)).items().stream()
                .map(record -> record.text("name").orElseThrow())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "深圳, 深圳华为技术有限公司",
        "华为, 深圳华为技术有限公司",
        "华, 深圳华为技术有限公司",
        "华为公司, ",
        "华为 公司, 深圳华为技术有限公司",
        "有限公司, 深圳华为技术有限公司",
        "szhw, 深圳华为技术有限公司",
        "HWJS, 深圳华为技术有限公司",
        "xm, 北京小米科技",
        "xiaomike, 北京小米科技",
        "xiaomikeji, 北京小米科技",
        "Bei Jing xiaomi, 北京小米科技",
        "běijīng, 北京小米科技",
        "keji beijing, 北京小米科技",
        "beijing xiaomi, 北京小米科技",
        "小米 beijing, 北京小米科技",
        "beijingkeji, ",
        "beij, 北京小米科技",
        "zhang, 张珊",
        "zhangsh, 张珊",
        "huaweijishuyouxiang, 深圳华为技术有限公司",
        "shenzhenhuaweijishuyouxiangongsi, 深圳华为技术有限公司",
        "zs, 张珊",
        "138, 深圳华为技术有限公司",
        "5678, 深圳华为技术有限公司",
        "23456, 深圳华为技术有限公司",
        "+8613812345678, 深圳华为技术有限公司",
        "138 1234, 深圳华为技术有限公司",
        "88889, 北京小米科技",
        "north, Northern Foods",
        "N, Northern Foods",
        "foo, Northern Foods",
        "ern fo, Northern Foods",
        "foods northern, Northern Foods",
        "NORTHERNFOODS, Northern Foods",
        "meyer, Northern Foods",
        "lena.meyer@northern.example, Northern Foods",
        "F-0002, 北京小米科技",
        "xiaomi, 北京小米科技",
        "gtx, ＧＴＸ Pro 50%",
        "GTXPRO, ＧＴＸ Pro 50%",
        "50%, ＧＴＸ Pro 50%",
        "%, ＧＴＸ Pro 50%",
        "quinoa, ",
        "zzzz, ",
        "13700001112, "
    })
    void findsByWhatIsRemembered(String words, String name) {
        List<String> expected = name == null ? List.of() : List.of(name);

        assertThat(names(admin, words)).isEqualTo(expected);
        assertThat(listed(words)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Nothern, Northern Foods",
        "Norhtern, Northern Foods",
        "Northxern, Northern Foods",
        "Xaiomi, 北京小米科技",
        "foots, Northern Foods",
        "nothern foots, Northern Foods",
        "huawey, 深圳华为技术有限公司"
    })
    void forgivesAMistake(String words, String name) {
        assertThat(names(admin, words)).containsExactly(name);
        assertThat(listed(words)).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource({"张姗, 张珊", "化为, 深圳华为技术有限公司", "小蜜科技, 北京小米科技", "晓蜜, 北京小米科技", "深圳花卫, 深圳华为技术有限公司", "小米 壳机, 北京小米科技"})
    void forgivesACharacterThatSoundsTheSame(String words, String name) {
        assertThat(names(admin, words)).containsExactly(name);
        assertThat(listed(words)).containsExactly(name);
    }

    @Test
    void putsTheExactBeforeTheBeginningBeforeTheRest() {
        for (String name : List.of("Old Melon Farm", "Melonade", "Melon", "Water-melon")) {
            admin.create("firm", "{\"name\": \"%s\"}".formatted(name));
        }

        assertThat(names(admin, "melon")).containsExactly("Melon", "Melonade", "Old Melon Farm", "Water-melon");
    }

    @Test
    void findsTheExactAmongMany() {
        for (int number = 0; number < 90; number++) {
            admin.create("firm", "{\"name\": \"Papaya %d\"}".formatted(number));
        }
        admin.create("firm", "{\"name\": \"Papaya\"}");

        assertThat(names(admin, "papaya")).hasSize(10).first().isEqualTo("Papaya");
        assertThat(listed("papaya")).hasSize(50);
    }

    @Test
    void showsNothingThatTheReaderDoesNotSee() {
        Person rep = company.hire("Rita", "rep", null);
        UUID hers = admin.create("firm", "{\"name\": \"Rita Mandarins\", \"secret\": \"13911112222\"}")
                .id();
        admin.giveTo(rep.id(), "firm", hers);

        assertThat(names(rep, "mandarins")).containsExactly("Rita Mandarins");
        assertThat(names(rep, "1391111")).isEmpty();
        assertThat(names(rep, "13911112222")).isEmpty();
        assertThat(names(admin, "1391111")).containsExactly("Rita Mandarins");
        Company other = companies.provision();
        other.publish(FIRMS);
        assertThat(names(other.admin(), "深圳")).isEmpty();
    }

    @Test
    void followsWhatIsWritten() {
        UUID id = admin.create("firm", "{\"name\": \"Quince Ltd\"}").id();

        admin.update("firm", id, "{\"name\": \"Medlar Ltd\"}");
        assertThat(names(admin, "quince")).isEmpty();
        assertThat(names(admin, "medlar")).containsExactly("Medlar Ltd");

        admin.delete("firm", id);
        assertThat(names(admin, "medlar")).isEmpty();
        assertThat(admin.list("firm", new RecordQuery(null, null, "medlar", 5, null, false).inBin())
                        .items())
                .extracting(StoredRecord::id)
                .containsExactly(id);

        admin.restore("firm", id);
        assertThat(names(admin, "medlar")).containsExactly("Medlar Ltd");
    }

    @Test
    void findsStandingRecordsByAFieldMarkedLater() throws InterruptedException {
        Company other = companies.provision();
        other.publish(FIRMS.replace(", \"searchable\": true", ""));
        other.admin().create("firm", "{\"name\": \"Later\", \"alias\": \"Kumquat\"}");
        assertThat(names(other.admin(), "kumquat")).isEmpty();

        int object = other.admin()
                .read(session -> session.model().definition().objects().size() - 1);
        other.publish("[{\"op\": \"add\", \"path\": \"/objects/%d/fields/5/searchable\", \"value\": true}]"
                .formatted(object));

        for (int look = 0; look < 300 && names(other.admin(), "kumquat").isEmpty(); look++) {
            Thread.sleep(Duration.ofMillis(100));
        }
        assertThat(names(other.admin(), "kumquat")).containsExactly("Later");
    }

    @Test
    void refusesToMarkWhatIsNoText() {
        Refused refused = Objects.requireNonNull(catchThrowableOfType(Refused.class, () -> company.publish("""
                        [{"op": "add", "path": "/objects/-", "value": {
                           "key": "pear", "label": {"en": "Pear", "zh-CN": "梨"}, "visibility": "private", "fields": [
                            {"key": "size", "label": {"en": "Size", "zh-CN": "尺寸"}, "type": "integer", "searchable": true}]}}]""")));

        assertThat(refused.violations())
                .extracting(fault -> fault.message().en())
                .anyMatch(message -> message.startsWith("Only texts that people write can be searched."));
        admin.write(session -> session);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u0000",
                "'",
                "\"",
                "\\",
                "%_",
                "{}",
                "';DROP TABLE _search;--",
                "\uD83C",
                "🍉",
                "\u200b"
            })
    void isNotUpsetByAnything(String words) {
        assertThat(names(admin, words)).allSatisfy(name -> assertThat(name).isNotEmpty());
        assertThat(listed(words)).isNotNull();
    }

    @Test
    void takesAVeryLongText() {
        assertThat(names(admin, "深圳华为".repeat(100_000))).isEmpty();
    }
}
