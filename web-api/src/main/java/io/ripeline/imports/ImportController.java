package io.ripeline.imports;

import static io.ripeline.imports.ImportError.IMPORT_NOT_FOUND;

import io.ripeline.database.Ids;
import io.ripeline.imports.ImportResponse.Ways;
import io.ripeline.job.Job;
import io.ripeline.json.Stands;
import io.ripeline.openapi.Answers;
import io.ripeline.record.RecordError;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import io.ripeline.rest.JobResponse;
import io.ripeline.spreadsheet.CsvEncoding;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.TenantTransaction;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;

/// Imports over HTTP; for admins.
@RestController
@RequestMapping("/api/v1/imports")
class ImportController {

    private static final int SHOWN = 50;
    private static final int MOST_SHOWN = 200;

    private final UploadImport uploadImport;
    private final QueueImport queueImport;
    private final Imports imports;
    private final RunStates states;
    private final Sessions sessions;

    ImportController(
            UploadImport uploadImport, QueueImport queueImport, Imports imports, RunStates states, Sessions sessions) {
        this.uploadImport = uploadImport;
        this.queueImport = queueImport;
        this.imports = imports;
        this.states = states;
        this.sessions = sessions;
    }

    /// Some of the imports, the newest first.
    record Page(List<ImportResponse> items, @Nullable String nextCursor) {}

    /// Takes in a file; refuses what stands at {@link UploadImport#upload}.
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Answers(status = 201, headers = HttpHeaders.LOCATION)
    ResponseEntity<ImportResponse> upload(
            @RequestPart(name = "file", required = false) @Nullable Part file,
            @Stands(ImportOptions.class) @RequestPart(name = "options", required = false) @Nullable Part options,
            HttpServletRequest request)
            throws IOException, ServletException {
        sessions.read(ImportController::requireAdmin);
        UploadParts parts = UploadParts.of(request.getParts(), file, options);
        ImportOptions read = ImportOptions.read(CsvEncoding.utf8(parts.options()::getInputStream));
        Part given = parts.file();
        uploadImport.requireFitting(given.getSize());
        String name = Optional.ofNullable(given.getSubmittedFileName()).orElse("");
        StoredImport stored = uploadImport.upload(given::getInputStream, name, read);
        return ResponseEntity.created(URI.create("/api/v1/imports/" + stored.id()))
                .body(ImportResponse.of(
                        stored, Ways.NONE, run -> false, TenantScope.current().locale()));
    }

    /// Says other things about a file that has not run yet.
    @PutMapping("/{id}/options")
    ImportResponse options(@PathVariable("id") String id, @Stands(ImportOptions.class) @RequestBody String options) {
        StoredImport changed = queueImport.change(parse(id), ImportOptions.read(options));
        return ImportResponse.of(
                changed, Ways.NONE, run -> false, TenantScope.current().locale());
    }

    /// Queues a dry run.
    @PostMapping("/{id}/dry-run")
    @Answers(status = 202)
    ResponseEntity<JobResponse> dryRun(@PathVariable("id") String id) {
        return accepted(queueImport.queue(parse(id), RunKind.DRY_RUN));
    }

    /// Queues the run.
    @PostMapping("/{id}/run")
    @Answers(status = 202)
    ResponseEntity<JobResponse> run(@PathVariable("id") String id) {
        return accepted(queueImport.queue(parse(id), RunKind.RUN));
    }

    /// Queues taking back what the run wrote.
    @Answers(status = 202)
    @PostMapping("/{id}/revert")
    ResponseEntity<JobResponse> revert(@PathVariable("id") String id) {
        return accepted(queueImport.queue(parse(id), RunKind.REVERT));
    }

    private static ResponseEntity<JobResponse> accepted(Job job) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/jobs/" + job.id()))
                .body(JobResponse.of(job));
    }

    /// The imports, the newest first, of one object where it is named.
    @GetMapping
    Page list(
            @RequestParam(name = "object", required = false) @Nullable String object,
            @RequestParam(name = "limit", required = false) @Nullable Integer limit,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        int most = limit == null ? SHOWN : limit;
        if (most < 1 || most > MOST_SHOWN) {
            throw RecordError.LIMIT_INVALID.because(
                    Text.of("limit is from 1 to %d.", "limit 应在 1 到 %d 之间。", MOST_SHOWN));
        }
        UUID behind = cursor == null
                ? null
                : Ids.parse(cursor)
                        .orElseThrow(() -> RecordError.CURSOR_INVALID.because(
                                Text.of("This is no cursor; begin anew without it.", "分页游标无效，请重新查询。")));
        return sessions.read(session -> {
            requireAdmin(session);
            List<StoredImport> found = imports.list(session.transaction(), object, behind, most + 1);
            List<StoredImport> shown = found.subList(0, Math.min(found.size(), most));
            List<ImportResponse> items =
                    shown.stream().map(each -> response(session, each)).toList();
            return new Page(items, found.size() > most ? shown.getLast().id().toString() : null);
        });
    }

    /// How an import stands.
    @GetMapping("/{id}")
    ImportResponse get(@PathVariable("id") String id) {
        UUID wanted = parse(id);
        return sessions.read(session -> {
            requireAdmin(session);
            return response(session, imports.get(session.transaction(), wanted));
        });
    }

    private ImportResponse response(Session session, StoredImport stored) {
        TenantTransaction transaction = session.transaction();
        // A job that ends between the two looks has noted by the second one that its way is through.
        Set<UUID> alive = ways(transaction, stored)
                .begun()
                .filter(way -> queueImport.isAlive(transaction, way))
                .map(RunState::job)
                .collect(Collectors.toSet());
        return ImportResponse.of(
                stored,
                ways(transaction, stored),
                way -> alive.contains(way.job()),
                TenantScope.current().locale());
    }

    private Ways ways(TenantTransaction transaction, StoredImport stored) {
        return new Ways(
                states.find(transaction, stored.id(), RunKind.DRY_RUN),
                states.find(transaction, stored.id(), RunKind.RUN),
                states.find(transaction, stored.id(), RunKind.REVERT));
    }

    private static boolean requireAdmin(Session session) {
        session.caller().requireAdmin();
        return true;
    }

    static UUID parse(String id) {
        return Ids.parse(id)
                .orElseThrow(() -> IMPORT_NOT_FOUND.because(Text.of("There is no such import.", "没有这次导入。")));
    }
}
