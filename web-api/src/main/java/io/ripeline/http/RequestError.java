package io.ripeline.http;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with a request before any feature has looked at it.
public enum RequestError implements ErrorCode {
    PARAMETER_INVALID(Kind.MALFORMED, "Invalid parameter", "参数无效"),
    BODY_MISSING(Kind.MALFORMED, "Body missing", "缺少请求内容"),
    BODY_UNREADABLE(Kind.MALFORMED, "Unreadable body", "无法读取请求内容"),
    REQUEST_MALFORMED(Kind.MALFORMED, "Malformed request", "请求格式不正确"),
    NOT_FOUND(Kind.NOT_FOUND, "Not found", "未找到");

    private final Kind kind;
    private final Text title;

    RequestError(Kind kind, String en, String zh) {
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
