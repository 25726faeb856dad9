package io.ripeline.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinyinTest {

    private static boolean spells(String typed, String name) {
        return Pinyin.read(typed).stream().anyMatch(way -> Sounding.of(name).indexOf(way) >= 0);
    }

    @ParameterizedTest
    @CsvSource({
        "huawei, 深圳华为",
        "hua wei, 深圳华为",
        "huáwéi, 深圳华为",
        "huaw, 深圳华为",
        "xian, 西安",
        "xi'an, 西安",
        "xian, 先锋",
        "fangan, 方案",
        "fangan, 反感",
        "nvwa, 女娲",
        "lüse, 绿色",
        "changjiang, 长江",
        "zhangjiang, 张江",
        "zhongqing, 重庆",
        "chongqing, 重庆",
        "yinhang, 中国银行",
        "xiamen, 厦门",
        "yinyue, 音乐"
    })
    void readsWhatIsTyped(String typed, String name) {
        assertThat(spells(typed, name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "foods", "huawey", "zh", "beijng", "shenzhen1", "深圳", "-", "'"})
    void readsNothingElse(String typed) {
        assertThat(Pinyin.read(typed)).isEmpty();
    }

    @Test
    void takesTheLastSyllableForBegunButNotTheOnlyOne() {
        assertThat(Pinyin.read("huaw").getFirst().sounds().getLast())
                .contains("wei", "wu")
                .doesNotContain("hua");
        assertThat(Pinyin.read("zhan").getFirst().sounds()).containsExactly(Set.of("zhan", "zhang"));
        assertThat(Pinyin.read("zha").getFirst().sounds()).hasSize(1);
        assertThat(Pinyin.read("zhu'").getFirst().sounds()).hasSize(1);
    }

    @Test
    void leavesTheLegalFormOut() {
        assertThat(Sounding.of("华为有限公司").size()).isEqualTo(2);
        Sounding huawei = new Sounding(List.of(Set.of("hua"), Set.of("wei")));
        assertThat(Pinyin.read("huaweiyouxiangongsi")).first().isEqualTo(huawei);
        assertThat(Pinyin.read("huaweiyouxian")).first().isEqualTo(huawei);
        assertThat(Sounding.of("龚思").size()).isEqualTo(2);
        assertThat(Sounding.of("优先").size()).isEqualTo(2);
    }

    @Test
    void doesNotSoundAcrossLettersAndDigits() {
        assertThat(Sounding.of("华3为").indexOf(Sounding.of("华为"))).isEqualTo(-1);
        assertThat(Sounding.of("华（为）").indexOf(Sounding.of("华为"))).isZero();
        assertThat(Sounding.of("abc").size()).isZero();
    }

    @Test
    @Timeout(2)
    void takesNoLongerForWhatCanBeReadInManyWays() {
        assertThat(Pinyin.read("anananananananananananananananananananananananananananananananananananananq1"))
                .isEmpty();
        assertThat(Pinyin.read("anananananananananananananananananananananananananananananananananvv"))
                .isEmpty();
        assertThat(Pinyin.read("ananananananananananananananananananananananananananananananan"))
                .hasSizeBetween(1, 6);
    }
}
