package io.ripeline.imports;

import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What becomes of the rows of a chunk.
final class Outcomes {

    private final Doubles doubles;
    private final List<Reported> failures = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private Counts counts = Counts.NONE;

    Outcomes(Session session, Records records, Mapping mapping) {
        this.doubles = new Doubles(session, records, mapping);
    }

    /// What became of a whole chunk.
    ///
    /// @param doubles rows whose record is there already
    record Result(Counts counts, List<Reported> failures, List<Reported> doubles, List<Effect> effects) {}

    Result all() {
        failures.sort(Comparator.comparingInt(failure -> failure.row().number()));
        return new Result(counts.plus(Counts.failed(failures.size())), failures, doubles.reported(), effects);
    }

    void failed(ImportRow row, ErrorCode code, Text reason) {
        failed(row, List.of(new Violation("", code.code(), reason)));
    }

    void failed(ImportRow row, List<Violation> reasons) {
        failures.add(new Reported(row.row(), reasons, null));
    }

    static List<Violation> reasons(Refused refused) {
        return refused.violations().isEmpty()
                ? List.of(new Violation("", refused.code().code(), refused.detail()))
                : refused.violations();
    }

    /// A row is left out; the doubles answered are told why.
    Doubles skipped() {
        counts = counts.plus(Counts.ONE_SKIPPED);
        return doubles;
    }

    void created(Effect effect) {
        counts = counts.plus(Counts.ONE_CREATED);
        effects.add(effect);
    }

    void updated(Effect effect) {
        effects.add(effect);
        unchanged();
    }

    /// A row found its record, which says already what the row says.
    void unchanged() {
        counts = counts.plus(Counts.ONE_UPDATED);
    }
}
