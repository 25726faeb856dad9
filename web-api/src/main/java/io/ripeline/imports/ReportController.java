package io.ripeline.imports;

import io.ripeline.imports.Effects.Kept;
import io.ripeline.openapi.Answers;
import io.ripeline.record.Sessions;
import io.ripeline.spreadsheet.Row;
import io.ripeline.tenancy.TenantScope;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The files of rows that imports give back, written as they are read; for admins.
@RestController
@RequestMapping("/api/v1/imports/{id}")
class ReportController {

    private static final List<String> KEPT_COLUMNS = List.of("row", "record");

    private final Imports imports;
    private final RunStates states;
    private final RowReports reports;
    private final Effects effects;
    private final Sessions sessions;

    ReportController(Imports imports, RunStates states, RowReports reports, Effects effects, Sessions sessions) {
        this.imports = imports;
        this.states = states;
        this.reports = reports;
        this.effects = effects;
        this.sessions = sessions;
    }

    /// The rows that failed: of the run, or before one of the dry run.
    @Answers(mediaTypes = "text/csv", headers = HttpHeaders.CONTENT_DISPOSITION)
    @GetMapping("/failed")
    void failed(@PathVariable("id") String id, HttpServletResponse response) throws IOException {
        report(id, RowReports.Kind.FAILED, "failed", response);
    }

    /// The rows whose record was there already: of the run, or before one of the dry run.
    @Answers(mediaTypes = "text/csv", headers = HttpHeaders.CONTENT_DISPOSITION)
    @GetMapping("/duplicates")
    void duplicates(@PathVariable("id") String id, HttpServletResponse response) throws IOException {
        report(id, RowReports.Kind.DUPLICATE, "duplicates", response);
    }

    private void report(String id, RowReports.Kind kind, String name, HttpServletResponse response) throws IOException {
        UUID wanted = ImportController.parse(id);
        StoredImport stored = stored(wanted);
        RunKind run = sessions.read(session -> states.find(session.transaction(), wanted, RunKind.RUN))
                        .isPresent()
                ? RunKind.RUN
                : RunKind.DRY_RUN;
        write(
                stored,
                name,
                kind == RowReports.Kind.DUPLICATE,
                row -> sessions.read(session -> reports.behind(session.transaction(), wanted, run, kind, row)),
                response);
    }

    /// The rows whose effect was not taken back, because somebody changed the record since.
    @Answers(mediaTypes = "text/csv", headers = HttpHeaders.CONTENT_DISPOSITION)
    @GetMapping("/not-reverted")
    void notReverted(@PathVariable("id") String id, HttpServletResponse response) throws IOException {
        UUID wanted = ImportController.parse(id);
        StoredImport stored = stored(wanted).withColumns(KEPT_COLUMNS);
        write(
                stored,
                "not-reverted",
                false,
                row -> sessions.read(session -> effects.kept(session.transaction(), wanted, row)).stream()
                        .map(ReportController::reported)
                        .toList(),
                response);
    }

    private static Reported reported(Kept kept) {
        List<String> cells = List.of(String.valueOf(kept.row()), kept.record().toString());
        return new Reported(new Row(kept.row(), cells), kept.reasons(), null);
    }

    private StoredImport stored(UUID id) {
        return sessions.read(session -> {
            session.caller().requireAdmin();
            return imports.get(session.transaction(), id);
        });
    }

    private static void write(
            StoredImport stored,
            String name,
            boolean doubles,
            IntFunction<List<Reported>> behind,
            HttpServletResponse response)
            throws IOException {
        response.setContentType(
                "text/csv;charset=" + ReportedRows.charset(stored).name());
        ContentDisposition attachment = ContentDisposition.attachment()
                .filename("import-" + stored.id() + "-" + name + ".csv")
                .build();
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, attachment.toString());
        OutputStream out = response.getOutputStream();
        new ReportedRows(stored, TenantScope.current().locale(), doubles).write(out, behind);
        out.flush();
    }
}
