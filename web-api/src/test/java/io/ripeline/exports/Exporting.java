package io.ripeline.exports;

import io.ripeline.record.Records;
import io.ripeline.record.Sessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.mock.web.MockHttpServletResponse;

/// Asks for exports as HTTP does.
public class Exporting {

    private final ExportController controller;

    public Exporting(Sessions sessions, Records records) {
        this.controller = new ExportController(sessions, records);
    }

    /// The file that a request is answered with.
    public byte[] file(String request) {
        return answer(request).getContentAsByteArray();
    }

    /// The answer to a request.
    public MockHttpServletResponse answer(String request) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            controller.export(request, response);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory failed", impossible);
        }
        return response;
    }
}
