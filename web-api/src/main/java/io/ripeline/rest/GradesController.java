package io.ripeline.rest;

import static io.ripeline.http.RequestError.PARAMETER_INVALID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.ObjectModel;
import io.ripeline.grading.Regrading;
import io.ripeline.identity.Member;
import io.ripeline.identity.MemberDirectory;
import io.ripeline.job.Jobs;
import io.ripeline.openapi.Answers;
import io.ripeline.record.GradeFigures;
import io.ripeline.record.GradeFigures.Conversion;
import io.ripeline.record.GradeFigures.Count;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantScope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Grades of many records: given anew by their criteria, and counted at any day.
@RestController
@RequestMapping("/api/v1")
class GradesController {

    private static final int DAYS = 90;

    private final Sessions sessions;
    private final Regrading regrading;
    private final GradeFigures figures;
    private final Jobs jobs;

    GradesController(Sessions sessions, Regrading regrading, GradeFigures figures, Jobs jobs) {
        this.sessions = sessions;
        this.regrading = regrading;
        this.figures = figures;
        this.jobs = jobs;
    }

    /// @param filter which records; all where absent
    record RegradeRequest(@Nullable String filter, @Nullable Boolean dryRun) {}

    @PostMapping("/records/{object}/regrade")
    @Answers(
            status = {200, 202},
            body = {Regrading.Preview.class, JobResponse.class})
    ResponseEntity<?> regrade(@PathVariable String object, @RequestBody RegradeRequest request) {
        if (Boolean.TRUE.equals(request.dryRun())) {
            return ResponseEntity.ok(sessions.read(
                    session -> regrading.preview(session, session.model().object(object), request.filter())));
        }
        UUID job = Objects.requireNonNull(sessions.write(
                session -> regrading.begin(session, session.model().object(object), request.filter())));
        return JobResponse.accepted(jobs.find(job).orElseThrow());
    }

    @JsonInclude
    record GradePart(String key, String label, @Nullable String color) {}

    /// @param member whose records; absent for the whole company's and for nobody's
    /// @param counts by key of the grade; the empty text for those without one
    @JsonInclude
    record RowPart(@Nullable Ref member, Map<String, Long> counts, long total) {}

    record DistributionResponse(LocalDate on, List<GradePart> grades, List<RowPart> rows) {}

    /// How many records had each grade when a day ended.
    @GetMapping("/grades/{object}/distribution")
    DistributionResponse distribution(
            @PathVariable String object,
            @RequestParam(required = false) @Nullable String on,
            @RequestParam(defaultValue = "company") String by) {
        if (!List.of("company", "team", "owner").contains(by)) {
            throw PARAMETER_INVALID.at("/by", Text.of("by is company, team or owner.", "by 应为 company、team 或 owner。"));
        }
        return sessions.read(session -> {
            ObjectModel model = session.model().object(object);
            LocalDate day = Spans.day("on", on).orElseGet(() -> session.moment().today());
            List<Count> counts = figures.distribution(session, model, Spans.begin(session, day.plusDays(1)));
            return new DistributionResponse(day, grades(model), rows(session, counts, by));
        });
    }

    private static List<GradePart> grades(ObjectModel object) {
        GradeScale scale = Objects.requireNonNull(object.gradeScale());
        return scale.grades().values().stream()
                .map(grade -> new GradePart(
                        grade.key(),
                        grade.definition().label().in(TenantScope.current().locale()),
                        grade.definition().color()))
                .toList();
    }

    private static List<RowPart> rows(Session session, List<Count> counts, String by) {
        MemberDirectory directory = session.caller().directory();
        Map<Optional<UUID>, Map<String, Long>> rows = new HashMap<>();
        for (Count count : counts) {
            Optional<UUID> owner = Optional.ofNullable(count.owner());
            Optional<UUID> whose = switch (by) {
                case "owner" -> owner;
                case "team" -> owner.map(each -> lead(directory, each));
                default -> Optional.empty();
            };
            rows.computeIfAbsent(whose, _ -> new TreeMap<>())
                    .merge(count.grade() == null ? "" : count.grade(), count.count(), Long::sum);
        }
        List<RowPart> parts = new ArrayList<>();
        rows.forEach((member, grades) -> parts.add(new RowPart(
                Ref.memberOrNone(directory, member.orElse(null)),
                grades,
                grades.values().stream().mapToLong(Long::longValue).sum())));
        parts.sort(Comparator.comparingLong(RowPart::total).reversed());
        return parts;
    }

    /// Who leads the team of an owner: she herself where others report to her.
    private static UUID lead(MemberDirectory directory, UUID owner) {
        if (directory.withReports(owner).size() > 1) {
            return owner;
        }
        UUID manager = directory.find(owner).map(Member::managerId).orElse(null);
        return manager == null ? owner : manager;
    }

    record ConversionResponse(LocalDate from, LocalDate to, List<Conversion> rows) {}

    /// How records went from grade to grade.
    ///
    /// @param from the first day; 90 days before the last one where absent
    /// @param to the last day; today where absent
    @GetMapping("/grades/{object}/conversion")
    ConversionResponse conversion(
            @PathVariable String object,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        return sessions.read(session -> {
            LocalDate last =
                    Spans.day("to", to).orElseGet(() -> session.moment().today());
            LocalDate first = Spans.day("from", from).orElse(last.minusDays(DAYS));
            return new ConversionResponse(
                    first,
                    last,
                    figures.conversions(
                            session,
                            session.model().object(object),
                            Spans.begin(session, first),
                            Spans.begin(session, last.plusDays(1))));
        });
    }
}
