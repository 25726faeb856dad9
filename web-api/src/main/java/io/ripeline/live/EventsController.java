package io.ripeline.live;

import io.ripeline.openapi.Answers;
import io.ripeline.refusal.Text;
import io.ripeline.signin.Attendance;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What happens in the company, as server-sent events.
@RestController
class EventsController {

    private final Streams streams;
    private final Attendance attendance;
    private final Duration beat;

    /// @param beat how often a reader of whom there is nothing to tell hears that, and is looked after
    EventsController(Streams streams, Attendance attendance, @Value("${ripeline.live.beat:15s}") Duration beat) {
        this.streams = streams;
        this.attendance = attendance;
        this.beat = beat;
    }

    /// Answers until the reader goes, or may stay no longer. The thread is a virtual one: waiting costs nothing.
    @GetMapping("/api/v1/events")
    @Answers(mediaTypes = "text/event-stream")
    void events(
            @RequestParam(required = false) @Nullable String topics,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        Attendance.Sign sign = attendance.of(request);
        EventStream stream = streams.open(topics(topics), last);
        try {
            response.setContentType("text/event-stream;charset=utf-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            send(stream, sign, response.getOutputStream());
        } finally {
            streams.close(stream);
        }
    }

    private void send(EventStream stream, Attendance.Sign sign, OutputStream out)
            throws IOException, InterruptedException {
        long checked = System.nanoTime();
        while (!stream.hasEnded()) {
            String text = stream.next(beat);
            if (System.nanoTime() - checked > beat.toNanos()) {
                checked = System.nanoTime();
                if (!sign.isStillThere()) {
                    return;
                }
            }
            if (!stream.hasEnded()) {
                out.write((text == null ? ": \n\n" : text).getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    private static Set<Topic> topics(@Nullable String wanted) {
        if (wanted == null || wanted.isBlank()) {
            return EnumSet.allOf(Topic.class);
        }
        return Arrays.stream(wanted.split(",", -1))
                .map(key -> Topic.of(key.strip())
                        .orElseThrow(() -> LiveError.TOPIC_UNKNOWN.because(Text.of(
                                "There is no topic \"%s\"; there are record, worklist, job, version and notification.",
                                "没有主题“%s”；可用：record、worklist、job、version、notification。", key.strip()))))
                .collect(Collectors.toSet());
    }
}
