package io.ripeline.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.imports.ImportOptions.MappedColumn;
import io.ripeline.imports.ImportOptions.Mode;
import io.ripeline.json.Stands;
import io.ripeline.refusal.Violation;
import io.ripeline.spreadsheet.Table;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An import on the wire.
///
/// @param state `ready`, `checking`, `checked`, `running`, `finished`, `reverting`, `reverted`, or `failed` where a job
/// was given up: it may be queued again
/// @param preview the first ten rows; not in a list
/// @param encoding of a CSV file
/// @param delimiter of a CSV file
/// @param sheet that was read, of a workbook
/// @param sheets those of a workbook
/// @param headerRow where the column names stand, from 1
/// @param dryRun what the last dry run told
/// @param run how far the run is
/// @param revert how far taking it back is: `deleted`, `restored` and `skipped` count records
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
        String format,
        @Nullable String encoding,
        @Nullable String delimiter,
        @Nullable String sheet,
        @Nullable List<String> sheets,
        int headerRow,
        @Nullable List<String> matchBy,
        ImportOptions.@Nullable Duplicates duplicates,
        @Stands(Stands.FieldValue.class) @Nullable Map<String, JsonNode> defaults,
        ImportOptions.@Nullable Waive waive,
        Instant createdAt,
        UUID createdBy,
        @Nullable RunResponse dryRun,
        @Nullable RunResponse run,
        @Nullable RevertResponse revert) {

    /// How far a way through the file is.
    ///
    /// @param problem why it stands still
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
            @Nullable Instant finishedAt,
            @Nullable ProblemResponse problem) {

        static RunResponse of(RunState state, StoredImport stored, Locale locale) {
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
                    state.finishedAt(),
                    ProblemResponse.of(state.problem(), locale));
        }
    }

    /// How far taking it back is, in rows.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RevertResponse(
            UUID jobId,
            int done,
            int deleted,
            int restored,
            int skipped,
            Instant queuedAt,
            @Nullable Instant finishedAt,
            @Nullable ProblemResponse problem) {

        static RevertResponse of(RunState state, Locale locale) {
            Counts counts = state.counts();
            return new RevertResponse(
                    state.job(),
                    state.rowsDone(),
                    counts.created(),
                    counts.updated(),
                    counts.skipped(),
                    state.queuedAt(),
                    state.finishedAt(),
                    ProblemResponse.of(state.problem(), locale));
        }
    }

    /// Why a way stands still.
    record ProblemResponse(String code, String message) {

        static @Nullable ProblemResponse of(@Nullable Violation problem, Locale locale) {
            return problem == null
                    ? null
                    : new ProblemResponse(problem.code(), problem.message().in(locale));
        }
    }

    /// The ways that were begun through a file.
    record Ways(Optional<RunState> dryRun, Optional<RunState> run, Optional<RunState> revert) {

        static final Ways NONE = new Ways(Optional.empty(), Optional.empty(), Optional.empty());

        Stream<RunState> begun() {
            return Stream.of(dryRun, run, revert).flatMap(Optional::stream);
        }
    }

    /// @param alive whether somebody goes on with a way that is not finished
    static ImportResponse of(StoredImport stored, Ways ways, Predicate<RunState> alive, Locale locale) {
        State state = ways.revert()
                .map(each -> state(each, State.REVERTED, State.REVERTING, alive))
                .or(() -> ways.run().map(each -> state(each, State.FINISHED, State.RUNNING, alive)))
                .or(() -> ways.dryRun().map(each -> state(each, State.CHECKED, State.CHECKING, alive)))
                .orElse(State.READY);
        return of(stored, state, ways, locale);
    }

    private static State state(RunState way, State done, State going, Predicate<RunState> alive) {
        if (way.finished()) {
            return done;
        }
        return alive.test(way) ? going : State.FAILED;
    }

    private static ImportResponse of(StoredImport stored, State state, Ways ways, Locale locale) {
        Table.Form form = stored.form();
        ImportOptions options = stored.options();
        return new ImportResponse(
                stored.id(),
                options.object(),
                options.modeOrCreate(),
                state.name().toLowerCase(Locale.ROOT),
                stored.fileName(),
                stored.columns(),
                stored.preview(),
                options.mappings(),
                stored.rows(),
                form.format().key(),
                form.encoding(),
                form.delimiter() == null ? null : form.delimiter().toString(),
                form.sheet(),
                form.sheets().isEmpty() ? null : form.sheets(),
                form.headerRow(),
                options.matchBy(),
                options.duplicates(),
                options.defaults(),
                options.waive(),
                stored.createdAt(),
                stored.createdBy(),
                ways.dryRun().map(way -> RunResponse.of(way, stored, locale)).orElse(null),
                ways.run().map(way -> RunResponse.of(way, stored, locale)).orElse(null),
                ways.revert().map(way -> RevertResponse.of(way, locale)).orElse(null));
    }

    private enum State {
        READY,
        CHECKING,
        CHECKED,
        RUNNING,
        FINISHED,
        REVERTING,
        REVERTED,
        FAILED
    }
}
