package io.ripeline.impact;

import io.ripeline.refusal.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that publishing would mean.
///
/// @param object whose records it is about; absent where it is about none in particular
/// @param names what in the definition causes it, by word: `stage`, `criterion`, `field`, `value`, `from`, `to`,
/// `role`,
/// `cadence`, `validation`
/// @param label what people call that
/// @param count absent where counting would have taken too long, or what is to be counted is not in the tables yet
/// @param filter CEL that lists the records counted as failing; absent where none can say it
public record Effect(
        Kind kind,
        @Nullable String object,
        Map<String, String> names,
        Text label,
        @Nullable Count count,
        @Nullable String filter) {

    private static final Text NOT_COUNTED =
            Text.of("Not counted: that would take too long or cannot be told before publishing.", "未统计：耗时过长，或发布前无法得知。");

    public Effect {
        names = Collections.unmodifiableMap(new LinkedHashMap<>(names));
    }

    /// How many there are, and how many of them it hits.
    public record Count(long total, long failing) {}

    /// What sort of thing it is.
    public enum Kind {
        /// Open records that may enter the stage next would be stopped.
        CRITERION(
                "%d of %d open records that may enter the stage next would be stopped.",
                "%2$d 条可进入该阶段的记录中，%1$d 条将被拦下。"),
        /// Records lack a value that must be there.
        REQUIRED(
                "%d of %d records lacks the value; its next change is refused until it has it.",
                "%d of %d records lack the value; their next change is refused until they have it.",
                "%2$d 条记录中 %1$d 条缺少该值，补齐前无法修改。"),
        /// Records have a value that their field takes no longer.
        CONSTRAINT(
                "%d of %d records has a value that the field no longer takes.",
                "%d of %d records have a value that the field no longer takes.", "%2$d 条记录中 %1$d 条的值不再被该字段接受。"),
        /// Records are at fault by a rule.
        VALIDATION(
                "%d of %d records is at fault by this rule.",
                "%d of %d records are at fault by this rule.", "%2$d 条记录中 %1$d 条违反此规则。"),
        /// Values have no counterpart in the new type of their field.
        CONVERSION(
                "%d of %d values cannot be converted and would be lost; publishing asks for your consent.",
                "%2$d 个值中 %1$d 个无法转换并将丢失，发布时需确认。"),
        /// Records share a value that is to be unique.
        DUPLICATE("%d of %d records share a value that is to be unique.", "%2$d 条记录中 %1$d 条的值重复，无法设为唯一。"),
        /// Records bear a stage, grade or option that goes.
        REMOVED_VALUE(
                "%d of %d records has this value, which goes; say in migrations what it gets instead.",
                "%d of %d records have this value, which goes; say in migrations what they get instead.",
                "%2$d 条记录中 %1$d 条仍为将移除的值，请在 migrations 中指定新值。"),
        /// Records have a value in a field that goes.
        RETIRED_FIELD(
                "%d of %d records has a value here that is shown no longer.",
                "%d of %d records have a value here that is shown no longer.", "%2$d 条记录中 %1$d 条在此字段有值，之后不再显示。"),
        /// Records of an object that goes.
        RETIRED_OBJECT("%d of %d records can be reached no longer.", "%2$d 条记录中 %1$d 条将无法访问。"),
        /// Records would be suggested another grade.
        GRADE("%d of %d records would be suggested this grade instead.", "%2$d 条记录中 %1$d 条的建议等级将变为此等级。"),
        /// Follow-ups would fall on another day or be planned by another rhythm.
        FOLLOW_UP(
                "%d of %d open follow-ups would fall on another day or come from another rhythm.",
                "%2$d 个未完成跟进中，%1$d 个的日期或节奏将改变。"),
        /// Follow-ups would be cancelled.
        FOLLOW_UP_ENDS(
                "%d of %d open follow-ups would be cancelled: no rhythm applies any more.",
                "%2$d 个未完成跟进中，%1$d 个将被取消：不再适用任何节奏。"),
        /// Records that are in no rhythm would come into one.
        FOLLOW_UP_BEGINS(
                "%d of %d records without a planned follow-up would come into this rhythm.",
                "%2$d 条没有计划跟进的记录中，%1$d 条将适用此节奏。"),
        /// Members lose something they may do or see.
        RIGHTS("%d of %d members loses this.", "%d of %d members lose this.", "%2$d 名成员中 %1$d 名将失去此权限。");

        private final String one;
        private final String many;
        private final String zh;

        Kind(String en, String zh) {
            this(en, en, zh);
        }

        Kind(String one, String many, String zh) {
            this.one = one;
            this.many = many;
            this.zh = zh;
        }

        /// The kind's word on the wire.
        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /// The whole in a sentence.
    public Text text() {
        return count == null
                ? NOT_COUNTED
                : Text.counted(count.failing(), kind.one, kind.many, kind.zh, count.failing(), count.total());
    }

    /// Whether it hits anything, as far as that is known.
    public boolean matters() {
        return count == null || count.failing() > 0;
    }
}
