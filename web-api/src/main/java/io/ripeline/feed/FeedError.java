package io.ripeline.feed;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;

/// What can be wrong with a calendar feed.
enum FeedError implements ErrorCode {
    FEED_NOT_FOUND;

    /// The same words whatever the reason, so that nothing is told about secrets that once were.
    Refused refusal() {
        return because(Text.of(
                "There is no such calendar, or its address was revoked; make a new one.", "没有这个日历，或其地址已撤销，请重新生成。"));
    }

    @Override
    public Kind kind() {
        return Kind.NOT_FOUND;
    }

    @Override
    public Text title() {
        return new Text("Calendar not found", "未找到日历");
    }
}
