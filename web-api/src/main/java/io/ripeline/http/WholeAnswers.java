package io.ripeline.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Sends a JSON answer when it is whole: whoever writes it flushes it early, which would split a short one into three
/// pieces, each a call of the operating system, and leave its length untold. Streams of events and files are flushed
/// as they come.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class WholeAnswers extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new Whole(response));
    }

    private static final class Whole extends HttpServletResponseWrapper {

        private @Nullable ServletOutputStream out;

        Whole(HttpServletResponse response) {
            super(response);
        }

        private boolean isJson() {
            String type = getContentType();
            return type != null && (type.startsWith("application/json") || type.startsWith("application/problem+json"));
        }

        @Override
        public void flushBuffer() throws IOException {
            if (!isJson()) {
                super.flushBuffer();
            }
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            if (out == null) {
                out = new WholeStream(super.getOutputStream());
            }
            return out;
        }

        private final class WholeStream extends ServletOutputStream {

            private final ServletOutputStream to;

            WholeStream(ServletOutputStream to) {
                this.to = to;
            }

            @Override
            public void write(int octet) throws IOException {
                to.write(octet);
            }

            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                to.write(octets, offset, length);
            }

            @Override
            public void flush() throws IOException {
                if (!isJson()) {
                    to.flush();
                }
            }

            @Override
            public void close() throws IOException {
                to.close();
            }

            @Override
            public boolean isReady() {
                return to.isReady();
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                to.setWriteListener(listener);
            }
        }
    }
}
