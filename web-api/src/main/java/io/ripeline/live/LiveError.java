package io.ripeline.live;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Text;

/// What can be wrong with asking for live events.
enum LiveError implements ErrorCode {
    TOPIC_UNKNOWN(Kind.MALFORMED, "Unknown topic", "未知主题"),
    TOO_MANY_STREAMS(Kind.TOO_MANY, "Too many open streams", "打开的事件流过多");

    private final Kind kind;
    private final Text title;

    LiveError(Kind kind, String en, String zh) {
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
