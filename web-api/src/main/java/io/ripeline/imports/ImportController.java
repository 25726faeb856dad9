package io.ripeline.imports;

import static io.ripeline.imports.ImportError.IMPORT_NOT_FOUND;

import io.ripeline.database.Ids;
import io.ripeline.imports.ChunkWriting.Failure;
import io.ripeline.imports.UploadImport.Uploaded;
import io.ripeline.job.Job;
import io.ripeline.json.JsonError;
import io.ripeline.openapi.Answers;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import io.ripeline.rest.JobResponse;
import io.ripeline.tenancy.TenantScope;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;

/// Imports over HTTP; for admins.
@RestController
@RequestMapping("/api/v1/imports")
class ImportController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final UploadImport uploadImport;
    private final ImportRuns runs;
    private final Imports imports;
    private final Sessions sessions;

    ImportController(UploadImport uploadImport, ImportRuns runs, Imports imports, Sessions sessions) {
        this.uploadImport = uploadImport;
        this.runs = runs;
        this.imports = imports;
        this.sessions = sessions;
    }

    /// Takes in a file; refuses what stands at {@link UploadImport#upload}.
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Answers(status = 201)
    ResponseEntity<ImportResponse> upload(
            @RequestPart(name = "file", required = false) @Nullable Part file,
            @RequestPart(name = "options", required = false) @Nullable Part options)
            throws IOException {
        sessions.read(ImportController::requireAdmin);
        ImportOptions read = ImportOptions.read(text(present(options, "/options")));
        Part given = present(file, "/file");
        String name = Optional.ofNullable(given.getSubmittedFileName()).orElse("");
        Uploaded uploaded = uploadImport.upload(bytes(given), name, read);
        return ResponseEntity.created(
                        URI.create("/api/v1/imports/" + uploaded.stored().id()))
                .body(ImportResponse.uploaded(uploaded));
    }

    private static Part present(@Nullable Part part, String pointer) {
        if (part == null) {
            throw JsonError.MISSING_PROPERTY.at(
                    pointer,
                    Text.of(
                            "Send multipart/form-data with the parts file and options.",
                            "请以 multipart/form-data 发送 file 和 options 两部分。"));
        }
        return part;
    }

    private static String text(Part part) throws IOException {
        return CsvEncoding.decode(bytes(part), "UTF-8").text();
    }

    private static byte[] bytes(Part part) throws IOException {
        if (part.getSize() > UploadImport.LARGEST.toBytes()) {
            throw UploadImport.tooLarge();
        }
        try (InputStream stream = part.getInputStream()) {
            return stream.readAllBytes();
        }
    }

    /// Queues a dry run.
    @PostMapping("/{id}/dry-run")
    @Answers(status = 202)
    ResponseEntity<JobResponse> dryRun(@PathVariable("id") String id) {
        return accepted(runs.queue(parse(id), RunKind.DRY_RUN));
    }

    /// Queues the run.
    @PostMapping("/{id}/run")
    @Answers(status = 202)
    ResponseEntity<JobResponse> run(@PathVariable("id") String id) {
        return accepted(runs.queue(parse(id), RunKind.RUN));
    }

    private static ResponseEntity<JobResponse> accepted(Job job) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/jobs/" + job.id()))
                .body(JobResponse.of(job));
    }

    /// How an import stands.
    @GetMapping("/{id}")
    ImportResponse get(@PathVariable("id") String id) {
        UUID wanted = parse(id);
        return sessions.read(session -> {
            requireAdmin(session);
            var transaction = session.transaction();
            return ImportResponse.of(
                    imports.get(transaction, wanted),
                    imports.run(transaction, wanted, RunKind.DRY_RUN),
                    imports.run(transaction, wanted, RunKind.RUN),
                    way -> runs.isAlive(transaction, way));
        });
    }

    /// The rows that failed: of the run, or before one of the dry run.
    @GetMapping("/{id}/failed")
    @Answers(mediaType = "text/csv")
    ResponseEntity<byte[]> failed(@PathVariable("id") String id) {
        UUID wanted = parse(id);
        Locale locale = TenantScope.current().locale();
        byte[] file = sessions.read(session -> {
            requireAdmin(session);
            var transaction = session.transaction();
            StoredImport stored = imports.get(transaction, wanted);
            boolean ran = imports.run(transaction, wanted, RunKind.RUN).isPresent();
            List<Failure> failures = imports.failures(transaction, wanted, ran ? RunKind.RUN : RunKind.DRY_RUN);
            return FailedRows.csv(stored, failures, locale);
        });
        ContentDisposition attachment = ContentDisposition.attachment()
                .filename("import-" + wanted + "-failed.csv")
                .build();
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
                .body(file);
    }

    private static boolean requireAdmin(Session session) {
        session.caller().requireAdmin();
        return true;
    }

    private static UUID parse(String id) {
        return Ids.parse(id)
                .orElseThrow(() -> IMPORT_NOT_FOUND.because(Text.of("There is no such import.", "没有这次导入。")));
    }
}
