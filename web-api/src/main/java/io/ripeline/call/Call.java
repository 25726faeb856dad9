package io.ripeline.call;

import static io.ripeline.call.CallError.CALL_ENDS_BEFORE_BEGINNING;
import static io.ripeline.call.CallError.CALL_INVALID;
import static io.ripeline.call.CallError.CALL_IN_FUTURE;
import static io.ripeline.call.CallError.CALL_TOO_LONG;

import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectModel;
import io.ripeline.duplicate.PhoneNumber;
import io.ripeline.record.JsonValues;
import io.ripeline.refusal.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A reported call that makes sense.
///
/// @param number where the text has one
record Call(
        CallRequest request,
        Optional<PhoneNumber> number,
        Instant startedAt,
        @Nullable Long ringing,
        @Nullable Long talk,
        @Nullable Long wrapUp,
        boolean answered) {

    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_NUMBER = 60;
    private static final Set<String> DIRECTIONS = Set.of("out", "in");

    /// Refuses with `call-invalid`, `call-in-future`, `call-ends-before-beginning` or `call-too-long`.
    static Call of(CallRequest request, Instant now) {
        named(request.externalId(), "/externalId", LONGEST_ID);
        named(request.number(), "/number", LONGEST_NUMBER);
        if (!DIRECTIONS.contains(request.direction())) {
            throw CALL_INVALID.at("/direction", Text.of("direction is out or in.", "direction 只能是 out 或 in。"));
        }
        Instant start = instant(request.startedAt(), "/startedAt");
        long ringing = seconds(request.ringingSeconds(), "/ringingSeconds");
        long wrapUp = seconds(request.wrapUpSeconds(), "/wrapUpSeconds");
        Long talk = talk(request, start, ringing);
        long talked = talk == null ? 0 : talk;
        if (start.isAfter(now) || start.plusSeconds(ringing + talked).isAfter(now.plus(CLOCKS_APART))) {
            throw CALL_IN_FUTURE.at(
                    "/startedAt",
                    Text.of("The call is not over yet by the server's clock, %s.", "按服务器时间 %s，通话尚未结束。", now));
        }
        boolean answered = request.answered() == null ? talked > 0 : request.answered();
        if (!answered && talked > 0) {
            throw CALL_INVALID.at("/answered", Text.of("A call that was talked in was answered.", "有通话时长的电话应为已接通。"));
        }
        return new Call(
                request,
                PhoneNumber.of(request.number()),
                start,
                request.ringingSeconds(),
                talk,
                request.wrapUpSeconds() == null ? null : wrapUp,
                answered);
    }

    private static void named(String text, String pointer, int longest) {
        if (text.isBlank() || text.length() > longest) {
            throw CALL_INVALID.at(pointer, Text.of("1 to %d characters are expected.", "应为 1 到 %d 个字符。", longest));
        }
    }

    private static Instant instant(String text, String pointer) {
        return JsonValues.instant(text)
                .orElseThrow(() -> CALL_INVALID.at(
                        pointer,
                        Text.of(
                                "An instant such as 2026-01-31T08:00:00Z is expected.",
                                "应为时间，例如 2026-01-31T08:00:00Z。")));
    }

    private static long seconds(@Nullable Long seconds, String pointer) {
        if (seconds == null) {
            return 0;
        }
        if (seconds < 0) {
            throw CALL_ENDS_BEFORE_BEGINNING.at(pointer, Text.of("A call cannot take less than no time.", "时长不能小于零。"));
        }
        if (seconds > DAY) {
            throw CALL_TOO_LONG.at(pointer, Text.of("No call takes longer than a day.", "通话不能超过一天。"));
        }
        return seconds;
    }

    private static @Nullable Long talk(CallRequest request, Instant start, long ringing) {
        if (request.endedAt() == null) {
            long talk = seconds(request.talkSeconds(), "/talkSeconds");
            return request.talkSeconds() == null ? null : talk;
        }
        long all =
                Duration.between(start, instant(request.endedAt(), "/endedAt")).toSeconds();
        long left = seconds(all, "/endedAt") - ringing;
        if (left < 0) {
            throw CALL_ENDS_BEFORE_BEGINNING.at(
                    "/endedAt", Text.of("The call rang for longer than it took.", "振铃时长超过了整个通话。"));
        }
        if (request.talkSeconds() != null && seconds(request.talkSeconds(), "/talkSeconds") > left + 1) {
            throw CALL_INVALID.at(
                    "/talkSeconds", Text.of("The call was over before so much was talked.", "通话时长超过了起止时间。"));
        }
        if (request.talkSeconds() != null) {
            return request.talkSeconds();
        }
        return Boolean.FALSE.equals(request.answered()) ? null : left;
    }

    /// Whether it can be the call that was planned: one that was missed is none.
    boolean fulfils() {
        return answered || request.direction().equals("out");
    }

    /// The values of its activity, of the fields the company has.
    Map<String, @Nullable Object> values(ObjectModel activity) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("kind", "call");
        values.put("outcome", request.outcome());
        values.put("duration_seconds", talk == null ? answered ? null : Long.valueOf(0) : talk);
        values.put("note", request.note());
        values.put("started_at", startedAt);
        optional(values, activity, "ringing_seconds", FieldType.INTEGER, ringing);
        optional(values, activity, "talk_seconds", FieldType.INTEGER, talk);
        optional(values, activity, "wrap_up_seconds", FieldType.INTEGER, wrapUp);
        optional(values, activity, "answered", FieldType.BOOLEAN, answered);
        if (activity.field("direction")
                .filter(field -> field.offers(request.direction()))
                .isPresent()) {
            optional(values, activity, "direction", FieldType.SELECT, request.direction());
        }
        return values;
    }

    private static void optional(
            Map<String, @Nullable Object> values,
            ObjectModel activity,
            String key,
            FieldType type,
            @Nullable Object value) {
        boolean there = activity.field(key)
                .filter(field -> field.type() == type && !field.madeByPlatform())
                .isPresent();
        if (there && value != null) {
            values.put(key, value);
        }
    }
}
