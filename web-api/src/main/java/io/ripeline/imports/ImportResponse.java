package io.ripeline.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.imports.ImportOptions.MappedColumn;
import io.ripeline.imports.ImportOptions.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An import on the wire.
///
/// @param state `ready`, `checking`, `checked`, `running`, `finished`, or `failed` where a job was given up: it may be
/// queued again
/// @param preview the first ten rows, right after the upload only
/// @param dryRun what the last dry run told
/// @param run how far the run is
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportResponse(
        UUID id,
        String object,
        Mode mode,
        String state,
        String fileName,
        List<String> columns,
        @Nullable List<List<String>> preview,
        List<MappedColumn> mapping,
        int rows,
        String encoding,
        String delimiter,
        Instant createdAt,
        UUID createdBy,
        @Nullable RunResponse dryRun,
        @Nullable RunResponse run) {

    /// How far a way through the file is.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RunResponse(
            UUID jobId,
            int done,
            int total,
            int created,
            int updated,
            int skipped,
            int failed,
            Instant queuedAt,
            @Nullable Instant finishedAt) {

        static RunResponse of(RunState state, StoredImport stored) {
            Counts counts = state.counts();
            return new RunResponse(
                    state.job(),
                    state.rowsDone(),
                    stored.rows(),
                    counts.created(),
                    counts.updated(),
                    counts.skipped(),
                    counts.failed(),
                    state.queuedAt(),
                    state.finishedAt());
        }
    }

    static ImportResponse uploaded(UploadImport.Uploaded uploaded) {
        return of(uploaded.stored(), uploaded.preview(), State.READY, Optional.empty(), Optional.empty());
    }

    /// @param alive whether somebody goes on with a way that is not finished
    static ImportResponse of(
            StoredImport stored, Optional<RunState> dryRun, Optional<RunState> run, Predicate<RunState> alive) {
        State state = run.map(each -> state(each, State.FINISHED, State.RUNNING, alive))
                .or(() -> dryRun.map(each -> state(each, State.CHECKED, State.CHECKING, alive)))
                .orElse(State.READY);
        return of(stored, null, state, dryRun, run);
    }

    private static State state(RunState way, State done, State going, Predicate<RunState> alive) {
        if (way.finished()) {
            return done;
        }
        return alive.test(way) ? going : State.FAILED;
    }

    private static ImportResponse of(
            StoredImport stored,
            @Nullable List<List<String>> preview,
            State state,
            Optional<RunState> dryRun,
            Optional<RunState> run) {
        return new ImportResponse(
                stored.id(),
                stored.options().object(),
                stored.options().modeOrCreate(),
                state.name().toLowerCase(Locale.ROOT),
                stored.fileName(),
                stored.columns(),
                preview,
                stored.options().mappings(),
                stored.rows(),
                stored.encoding(),
                String.valueOf(stored.delimiter()),
                stored.createdAt(),
                stored.createdBy(),
                dryRun.map(way -> RunResponse.of(way, stored)).orElse(null),
                run.map(way -> RunResponse.of(way, stored)).orElse(null));
    }

    private enum State {
        READY,
        CHECKING,
        CHECKED,
        RUNNING,
        FINISHED,
        FAILED
    }
}
