package io.ripeline.notification;

import static io.ripeline.notification.NotificationError.NOTICE_KIND_UNKNOWN;
import static io.ripeline.notification.NotificationError.TIME_INVALID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a member wants to be told. Times are hours and minutes of the company's zone.
///
/// @param mail whether she gets mail at all
/// @param quiet when no mail is sent to her
/// @param digestAt when what she has not read, and was not mailed by itself, is mailed to her once a day
/// @param kinds by the key of each kind; what is left out is as it is for everybody
@JsonInclude
record Settings(
        boolean mail, @Nullable Quiet quiet, @Nullable String digestAt, Map<String, Channel> kinds) {

    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

    static final Settings DEFAULT = new Settings(true, new Quiet("20:00", "08:00"), "17:30", Map.of());

    /// From when until when, over midnight where it ends before it begins.
    record Quiet(String from, String to) {

        LocalTime begin() {
            return LocalTime.parse(from);
        }

        LocalTime end() {
            return LocalTime.parse(to);
        }
    }

    /// Whether a kind is told in the application, and mailed at once.
    record Channel(boolean app, boolean mail) {}

    Settings {
        Map<String, Channel> all = new LinkedHashMap<>();
        for (NoticeKind kind : NoticeKind.values()) {
            Channel chosen = kinds == null ? null : kinds.get(kind.key());
            all.put(kind.key(), chosen == null ? new Channel(true, kind.mailed()) : chosen);
        }
        if (kinds != null) {
            kinds.forEach(all::putIfAbsent);
        }
        kinds = all;
    }

    Channel of(NoticeKind kind) {
        return kinds.getOrDefault(kind.key(), new Channel(true, kind.mailed()));
    }

    /// Refuses with `time-invalid` or `notice-kind-unknown`.
    Settings checked() {
        if (quiet != null) {
            time(quiet.from(), "/quiet/from");
            time(quiet.to(), "/quiet/to");
            if (quiet.from().equals(quiet.to())) {
                throw TIME_INVALID.at(
                        "/quiet/to", Text.of("Quiet hours end at another time than they begin.", "免打扰的结束时间不能与开始时间相同。"));
            }
        }
        if (digestAt != null) {
            time(digestAt, "/digestAt");
        }
        for (String key : kinds.keySet()) {
            if (NoticeKind.of(key).isEmpty()) {
                throw NOTICE_KIND_UNKNOWN.at(
                        Violation.pointer("/kinds", key),
                        Text.of("There is no kind of notification \"%s\".", "没有“%s”这种通知。", key));
            }
        }
        return this;
    }

    private static void time(String text, String pointer) {
        if (!TIME.matcher(text).matches()) {
            throw TIME_INVALID.at(pointer, Text.of("A time such as 17:30 is expected.", "应为时间，例如 17:30。"));
        }
    }
}
