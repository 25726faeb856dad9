package io.ripeline.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import io.ripeline.refusal.Text;
import java.util.Arrays;
import java.util.Optional;

/// The types of the language, each with its type in CEL and its name in messages.
enum Type {
    TEXT(SimpleType.STRING, "text", "文本"),
    INTEGER(SimpleType.INT, "integer", "整数"),
    DECIMAL(SimpleType.DOUBLE, "decimal", "小数"),
    TIME(SimpleType.TIMESTAMP, "date or time", "日期或时间"),
    SPAN(SimpleType.DURATION, "duration", "时长"),
    BOOLEAN(SimpleType.BOOL, "true/false", "是/否"),
    TEXTS(ListType.create(SimpleType.STRING), "list of options", "选项列表"),
    RECORDS(OpaqueType.create("records"), "list of records", "记录列表");

    private final CelType cel;
    private final Text label;

    Type(CelType cel, String english, String chinese) {
        this.cel = cel;
        this.label = new Text(english, chinese);
    }

    CelType cel() {
        return cel;
    }

    Text label() {
        return label;
    }

    boolean isNumeric() {
        return this == INTEGER || this == DECIMAL;
    }

    static Optional<Type> of(CelType cel) {
        return Arrays.stream(values()).filter(type -> type.cel.equals(cel)).findFirst();
    }

    static Type require(CelType cel) {
        return of(cel).orElseThrow(() -> new IllegalStateException("Unchecked type " + cel.name() + "."));
    }

    /// What CEL calls `name` in its messages, in words; anything unknown as it stands.
    static Text labelOf(String name) {
        return Arrays.stream(values())
                .filter(type -> type.cel.name().equals(name))
                .map(Type::label)
                .findFirst()
                .orElseGet(() -> name.startsWith("list") ? new Text("list", "列表") : new Text(name, name));
    }

    static CelType listOf(Type type) {
        return ListType.create(type.cel);
    }
}
