package io.ripeline.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Answers with a problem document, wherever the problem came up: controller, filter or container.
@Component
public class ProblemWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);
    private static final String MEDIA_TYPE = "application/problem+json;charset=utf-8";
    private static final int BUG = 500;

    private final ProblemDocuments documents;

    ProblemWriter(ProblemDocuments documents) {
        this.documents = documents;
    }

    /// Answers with what the failure means to the caller; a bug is logged, once, here.
    public void write(Throwable failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            LOG.debug("The answer was under way already", failure);
            return;
        }
        Problem problem = Problems.of(failure);
        if (problem.status() == BUG) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        } else if (problem.status() > BUG) {
            LOG.warn("{} {} could not be served: {}", request.getMethod(), request.getRequestURI(), failure.toString());
        }
        write(problem, request.getRequestURI(), request, response);
    }

    void write(Problem problem, String instance, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Locale locale = Languages.of(request);
        Map<String, Object> document = documents.of(problem, locale);
        document.put("instance", instance);
        document.put("requestId", RequestIds.of(request));
        byte[] body = JsonBodies.MAPPER.writeValueAsBytes(document);
        response.resetBuffer();
        response.setStatus(problem.status());
        problem.headers().forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Language", locale.getLanguage().equals("zh") ? "zh-CN" : "en");
        response.addHeader("Vary", "Accept-Language");
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
