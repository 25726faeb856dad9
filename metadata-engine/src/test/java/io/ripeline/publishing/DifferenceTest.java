package io.ripeline.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.json.StrictJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DifferenceTest {

    private static final String BEFORE = """
            {"objects": [{"key": "deal", "label": {"en": "Deal", "zh-CN": "商机"},
               "fields": [{"key": "name", "label": {"en": "Title", "zh-CN": "标题"}, "type": "text"},
                          {"key": "old", "label": {"en": "Old", "zh-CN": "旧"}, "type": "text"}]}],
             "funnels": [{"key": "sales", "label": {"en": "Sales", "zh-CN": "销售"}, "stages": [
                 {"key": "won", "label": {"en": "Won", "zh-CN": "赢单"}, "probability": 90, "next": ["lost"]},
                 {"key": "lost", "label": {"zh-CN": "输单"}}]}],
             "layouts": [{"object": "deal", "card": ["name"]}]}""";

    private static final String AFTER = """
            {"objects": [{"key": "deal", "label": {"en": "Deal", "zh-CN": "商机"},
               "fields": [{"key": "fresh", "label": {"en": "Fresh", "zh-CN": "新"}, "type": "date"},
                          {"key": "name", "label": {"en": "Title", "zh-CN": "标题"}, "type": "text", "required": true}]}],
             "funnels": [{"key": "sales", "label": {"en": "Sales", "zh-CN": "销售"}, "stages": [
                 {"key": "lost", "label": {"zh-CN": "输单"}},
                 {"key": "won", "label": {"en": "Won", "zh-CN": "赢单"}, "probability": 100, "next": ["lost"]}]}],
             "layouts": [{"object": "deal", "card": ["name", "fresh"]}],
             "views": [{"key": "mine", "label": {"en": "Mine", "zh-CN": "我的"}}],
             "branding": {"name": "Acme"}}""";

    private static List<Difference.Change> changes() {
        JsonNode before = StrictJson.MAPPER.readTree(BEFORE);
        JsonNode after = StrictJson.MAPPER.readTree(AFTER);
        return Difference.between(before, after);
    }

    @Test
    void readsInLabels() {
        assertThat(changes())
                .extracting(change -> change.text().en())
                .containsExactly(
                        "Added: Object Deal › Field Fresh",
                        "Added: Object Deal › Field Title › Required: true",
                        "Removed: Object Deal › Field Old",
                        "Changed: Funnel Sales › Stage Won › Probability: 90 → 100",
                        "Reordered: Funnel Sales › Stages",
                        "Changed: Layout of Deal › Card: name → name, fresh",
                        "Added: View Mine",
                        "Added: Branding");
    }

    @Test
    void callsAGradeScaleByItsObject() {
        String scale = """
                {"objects": [{"key": "customer", "label": {"en": "Customer", "zh-CN": "客户"}}],
                 "gradeScales": [{"object": "customer", "field": "grade", "minimumHoldDays": %d}]}""";

        assertThat(Difference.between(
                        StrictJson.MAPPER.readTree(scale.formatted(3)), StrictJson.MAPPER.readTree(scale.formatted(5))))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.text().en())
                            .isEqualTo("Changed: Grade scale of Customer › Least days in a grade: 3 → 5");
                    assertThat(change.text().zh()).isEqualTo("修改：等级体系“客户” › 等级最短保持天数：3 → 5");
                    assertThat(change.path()).isEqualTo("gradeScales › customer › minimumHoldDays");
                });
    }

    @Test
    void readsInChinese() {
        assertThat(changes())
                .extracting(change -> change.text().zh())
                .startsWith("新增：对象“商机” › 字段“新”")
                .contains("修改：漏斗“销售” › 阶段“赢单” › 赢率：90 → 100", "移除：对象“商机” › 字段“旧”");
    }

    @Test
    void pointsIntoTheNewDocumentAndForWhatIsGoneIntoTheOldOne() {
        assertThat(changes())
                .extracting(Difference.Change::kind, Difference.Change::pointer)
                .startsWith(
                        org.assertj.core.groups.Tuple.tuple("added", "/objects/0/fields/0"),
                        org.assertj.core.groups.Tuple.tuple("added", "/objects/0/fields/1/required"),
                        org.assertj.core.groups.Tuple.tuple("removed", "/objects/0/fields/1"),
                        org.assertj.core.groups.Tuple.tuple("changed", "/funnels/0/stages/1/probability"));
    }

    @Test
    void isNothingBetweenTheSame() {
        JsonNode same = StrictJson.MAPPER.readTree(BEFORE);

        assertThat(Difference.between(same, StrictJson.MAPPER.readTree(BEFORE))).isEmpty();
    }
}
