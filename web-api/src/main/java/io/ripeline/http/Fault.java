package io.ripeline.http;

import io.ripeline.refusal.Text;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Failures only HTTP knows: of the protocol, of what lies behind us, and our own.
enum Fault {
    METHOD_NOT_ALLOWED(405, "Method not allowed", "不支持的请求方法"),
    NOT_ACCEPTABLE(406, "Not acceptable", "无法提供所要求的格式"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", "不支持的内容类型"),
    REQUEST_REFUSED(400, "Request refused", "请求被拒绝"),
    INTERNAL_ERROR(500, "Internal error", "内部错误"),
    UNAVAILABLE(503, "Temporarily unavailable", "暂时无法使用");

    private final int status;
    private final Text title;

    Fault(int status, String en, String zh) {
        this.status = status;
        this.title = new Text(en, zh);
    }

    Problem because(@Nullable Text detail, Map<String, String> headers) {
        return new Problem(status, code(), title, detail, List.of(), Map.of(), headers);
    }

    private String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
