package io.ripeline.http;

import static io.ripeline.json.JsonError.BODY_TOO_LARGE;

import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses bodies over 5 MB with `body-too-large`: by the length announced, and while reading where none is. Uploads
/// have a limit of their own (`spring.servlet.multipart`).
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class BodyLimit extends OncePerRequestFilter {

    private static final DataSize LIMIT = DataSize.ofMegabytes(5);

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return isUpload(request.getContentType());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > LIMIT.toBytes()) {
            throw tooLarge();
        }
        chain.doFilter(new LimitedRequest(request), response);
    }

    private static boolean isUpload(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static Refused tooLarge() {
        return BODY_TOO_LARGE.because(Text.of("A body may have %d MB at most.", "请求内容最多 %d MB。", LIMIT.toMegabytes()));
    }

    private static final class LimitedRequest extends HttpServletRequestWrapper {

        private @Nullable LimitedStream stream;

        LimitedRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (stream == null) {
                stream = new LimitedStream(super.getInputStream());
            }
            return stream;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class LimitedStream extends ServletInputStream {

        private final ServletInputStream source;
        private long left = LIMIT.toBytes();

        LimitedStream(ServletInputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            int value = source.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = source.read(target, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw tooLarge();
            }
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }
    }
}
