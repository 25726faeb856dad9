package io.ripeline.limit;

import io.ripeline.http.ProblemWriter;
import io.ripeline.refusal.Text;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/// What goes beyond a limit, as it is told to whoever went there.
///
/// @param policy the limit, as the header `RateLimit-Policy` has it
/// @param name of the limit
/// @param until how long to wait
record Excess(String policy, String name, Duration until) {

    static Excess of(String name, long requests, Duration window, Duration until) {
        String policy = "\"%s\";q=%d;w=%d".formatted(name, requests, Math.max(1, window.toSeconds()));
        return new Excess(policy, name, until);
    }

    void write(ProblemWriter problems, HttpServletRequest request, HttpServletResponse response) throws IOException {
        long seconds = Math.max(1, until.plusMillis(999).toSeconds());
        response.setHeader("RateLimit-Policy", policy);
        response.setHeader("RateLimit", "\"%s\";r=0;t=%d".formatted(name, seconds));
        response.setHeader("Retry-After", Long.toString(seconds));
        problems.write(
                LimitError.RATE_LIMITED.because(
                        Text.of("More was asked than the limit allows; go on in %d s.", "请求超出限制，请在 %d 秒后重试。", seconds)),
                request,
                response);
    }
}
