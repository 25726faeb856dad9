package io.ripeline.json;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with a JSON body.
public enum JsonError implements ErrorCode {
    MALFORMED_JSON(Kind.MALFORMED, "Not JSON", "不是有效的 JSON"),
    UNKNOWN_PROPERTY(Kind.INVALID, "Unknown property", "未知属性"),
    WRONG_TYPE(Kind.INVALID, "Wrong type", "类型不符"),
    MISSING_PROPERTY(Kind.INVALID, "Missing property", "缺少属性"),
    TEXT_UNSTORABLE(Kind.INVALID, "Text cannot be stored", "文本无法保存"),
    BODY_TOO_LARGE(Kind.TOO_LARGE, "Body too large", "请求内容过大");

    private final Kind kind;
    private final Text title;

    JsonError(Kind kind, String en, String zh) {
        this.kind = kind;
        this.title = new Text(en, zh);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public Text title() {
        return title;
    }
}
