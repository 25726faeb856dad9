package io.ripeline.exports;

import static io.ripeline.exports.ExportError.EXPORTS_BUSY;

import io.ripeline.definition.Label;
import io.ripeline.definition.ObjectModel;
import io.ripeline.exports.ExportRequest.FileFormat;
import io.ripeline.json.Stands;
import io.ripeline.openapi.Answers;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantScope;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Exports over HTTP: the records a member sees, written to her as they are read, so that their number does not matter.
/// Each reads within one transaction; so that slow readers do not take every connection, only some run at once.
@RestController
class ExportController {

    private static final int AT_ONCE = 4;

    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Sessions sessions;
    private final Records records;

    ExportController(Sessions sessions, Records records) {
        this.sessions = sessions;
        this.records = records;
    }

    /// Writes a file; refuses with `right-missing`, `unknown-object`, `unknown-field`, `field-not-readable`,
    /// `filter-invalid`, `sort-invalid`, `pool-not-found`, `encoding-invalid` or `exports-busy`.
    @Answers(
            mediaTypes = {FileFormat.TEXT, FileFormat.WORKBOOK},
            headers = HttpHeaders.CONTENT_DISPOSITION)
    @PostMapping("/api/v1/exports")
    void export(@Stands(ExportRequest.class) @RequestBody String body, HttpServletResponse response)
            throws IOException {
        ExportRequest request = ExportRequest.read(body);
        if (!free.tryAcquire()) {
            throw EXPORTS_BUSY.because(Text.of("Other exports are running; try again in a minute.", "其他导出正在进行，请稍后再试。"));
        }
        try {
            sessions.read(session -> {
                write(session, request, response);
                return request;
            });
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        } finally {
            free.release();
        }
    }

    private void write(Session session, ExportRequest request, HttpServletResponse response) {
        ObjectModel object = session.model().object(request.object());
        Locale locale = TenantScope.current().locale();
        Map<String, Map<UUID, String>> subjects =
                Columns.places(object.about() ? records.subjects(session, object, request.query()) : List.of());
        List<Column> columns = new Columns(session, object, locale).of(request.fields(), subjects);
        Label plural = object.definition().plural();
        Label name = plural == null ? object.definition().label() : plural;
        ExportFile file = new ExportFile(request, name.text().in(locale), columns);
        try {
            String day = session.moment().today().toString();
            records.each(session, object, request.query(), some -> {
                names(session, some, subjects);
                file.rows(response, day, some);
            });
            file.end(response, day);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void names(Session session, List<StoredRecord> some, Map<String, Map<UUID, String>> subjects) {
        subjects.forEach((about, names) -> {
            names.clear();
            names.putAll(records.names(session, session.model().object(about), about(some, about)));
        });
    }

    private static List<UUID> about(List<StoredRecord> some, String about) {
        return some.stream()
                .map(StoredRecord::subject)
                .filter(subject -> subject != null && subject.object().equals(about))
                .map(Subject::id)
                .distinct()
                .collect(Collectors.toList());
    }
}
