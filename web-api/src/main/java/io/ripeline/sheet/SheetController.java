package io.ripeline.sheet;

import static io.ripeline.sheet.SheetError.FORMAT_INVALID;
import static io.ripeline.sheet.SheetError.SHEET_NOT_FOUND;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.openapi.Answers;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import io.ripeline.team.Days;
import io.ripeline.tenancy.TenantScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The sheets of a day, over HTTP.
@RestController
class SheetController {

    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Sessions sessions;
    private final PlanSheet plan;
    private final ReportSheet report;

    SheetController(Sessions sessions, PlanSheet plan, ReportSheet report) {
        this.sessions = sessions;
        this.plan = plan;
        this.report = report;
    }

    record MemberPart(UUID id, String name) {}

    record ColumnPart(String key, String label) {}

    /// @param rows the cells of each by the key of their column; empty ones are left out
    record SectionPart(
            String key, String title, List<ColumnPart> columns, List<Map<String, String>> rows, String none) {}

    @JsonInclude
    record SheetResponse(
            String kind,
            LocalDate on,
            MemberPart member,
            String title,
            String subtitle,
            List<Sheet.Fact> facts,
            List<SectionPart> sections) {}

    private record Made(UUID member, LocalDate on, Sheet sheet, String name) {}

    /// The call plan or the work report of a member (the caller) and a day of hers (today), as JSON, PDF or workbook;
    /// refuses with `sheet-not-found`, `format-invalid`, `member-not-found` or `date-invalid`.
    @GetMapping("/api/v1/sheets/{kind}")
    @Answers(
            body = SheetResponse.class,
            mediaTypes = {MediaType.APPLICATION_PDF_VALUE, WORKBOOK})
    ResponseEntity<Object> sheet(
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable String member,
            @RequestParam(required = false) @Nullable String on,
            @RequestParam(required = false) @Nullable String format) {
        if (!List.of("plan", "report").contains(kind)) {
            throw SHEET_NOT_FOUND.because(
                    Text.of("There is no sheet \"%s\"; there are plan and report.", "没有“%s”表；可用：plan、report。", kind));
        }
        Made made = sessions.read(session -> made(session, kind, member, on));
        return switch (format == null ? "json" : format) {
            case "json" -> ResponseEntity.ok(response(kind, made));
            case "pdf" -> file(made, "pdf", MediaType.APPLICATION_PDF, SheetPdf.of(made.sheet()));
            case "xlsx" -> file(made, "xlsx", MediaType.parseMediaType(WORKBOOK), workbook(made));
            default ->
                throw FORMAT_INVALID.at(
                        "/format", Text.of("format is json, pdf or xlsx.", "format 应为 json、pdf 或 xlsx。"));
        };
    }

    private Made made(Session session, String kind, @Nullable String member, @Nullable String on) {
        UUID of = member == null || member.isBlank() ? session.caller().member().id() : Days.member(session, member);
        LocalDate day = Days.day(session, of, on);
        Words words = new Words(session.days().zoneOf(of), TenantScope.current().locale());
        Sheet sheet = kind.equals("plan") ? plan.of(session, of, day, words) : report.of(session, of, day, words);
        return new Made(of, day, sheet, session.caller().directory().nameOf(of));
    }

    private static byte[] workbook(Made made) {
        try {
            return SheetWorkbook.of(made.sheet());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ResponseEntity<Object> file(Made made, String extension, MediaType type, byte[] content) {
        String name = made.sheet().title() + " " + made.name() + " " + made.on() + "." + extension;
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(content);
    }

    private static SheetResponse response(String kind, Made made) {
        Sheet sheet = made.sheet();
        return new SheetResponse(
                kind,
                made.on(),
                new MemberPart(made.member(), made.name()),
                sheet.title(),
                sheet.subtitle(),
                sheet.facts(),
                sheet.sections().stream().map(SheetController::section).toList());
    }

    private static SectionPart section(Sheet.Section section) {
        return new SectionPart(
                section.key(),
                section.title(),
                section.columns().stream()
                        .map(column -> new ColumnPart(column.key(), column.label()))
                        .toList(),
                section.rows().stream().map(row -> cells(section, row)).toList(),
                section.none());
    }

    private static Map<String, String> cells(Sheet.Section section, List<@Nullable String> row) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int index = 0; index < row.size(); index++) {
            String cell = row.get(index);
            if (cell != null && !cell.isEmpty()) {
                cells.put(section.columns().get(index).key(), cell);
            }
        }
        return cells;
    }
}
