package io.ripeline.simulation;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.Funnel.StageKind;
import io.ripeline.definition.Grade;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Facts;
import io.ripeline.expression.Verdict;
import io.ripeline.record.PastMoves;
import io.ripeline.record.PastMoves.Entered;
import io.ripeline.record.PastRecords;
import io.ripeline.record.PastRecords.Known;
import io.ripeline.record.Session;
import io.ripeline.simulation.PastFacts.Asked;
import io.ripeline.simulation.SimulationReport.Grades;
import io.ripeline.simulation.Verdicts.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.OrderField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// A grade scale put to the past: what it would say of every record, and what it would have said of the customers of
/// the deals that were won, some time before they were.
final class GradeTrial implements Trial {

    private static final int MOST_OF_EACH = MOST / 2;

    private final ObjectModel standing;
    private final GradeScale scale;
    private final Period period;
    private final int daysBefore;
    private final PastRecords past;
    private final PastFacts facts;
    private final Verdicts verdicts = new Verdicts(false);
    private final GradeCounts counts;
    private final Set<Entry> wins = new HashSet<>();

    /// @param scale as it is tried
    GradeTrial(
            ObjectModel standing, ObjectModel next, GradeScale scale, Period period, int daysBefore, PastRecords past) {
        this.standing = standing;
        this.scale = scale;
        this.period = period;
        this.daysBefore = daysBefore;
        this.past = past;
        this.facts = new PastFacts(past, standing, next);
        this.counts = new GradeCounts(scale);
    }

    @Override
    public Population population(Session session) {
        List<Entry> entries = new ArrayList<>();
        long all = records(session, entries);
        for (ObjectModel object : session.model().objects()) {
            Funnel funnel = object.funnel();
            if (funnel != null) {
                all += won(session, object, funnel, entries);
            }
        }
        return new Population(all, graded(session, entries));
    }

    private long records(Session session, List<Entry> entries) {
        var id = standing.columns().id();
        var created = standing.columns().createdAt();
        Condition there = standing.columns().deletedAt().isNull().and(created.lt(period.to()));
        var sql = session.transaction().sql();
        long all = sql.fetchCount(standing.table(), there);
        OrderField<?> order = all > MOST_OF_EACH ? DSL.md5(id.cast(SQLDataType.CLOB)) : created;
        UUID me = session.caller().member().id();
        sql.select(id)
                .from(standing.table())
                .where(there)
                .orderBy(order, id)
                .limit(MOST_OF_EACH)
                .forEach(row -> entries.add(new Entry(row.value1(), period.to(), null, me)));
        return all;
    }

    /// The graded records behind what was won, so long before.
    private long won(Session session, ObjectModel object, Funnel funnel, List<Entry> entries) {
        Optional<FieldModel> link = object.all().stream()
                .filter(field -> field.target().filter(standing.key()::equals).isPresent())
                .findFirst();
        List<String> closing = funnel.stages().values().stream()
                .filter(stage -> stage.kind() == StageKind.WON)
                .map(Stage::key)
                .toList();
        boolean itself = object.key().equals(standing.key());
        if (link.isEmpty() && !itself || closing.isEmpty()) {
            return 0;
        }
        PastMoves.Found found = PastMoves.entries(
                session,
                new PastMoves.Wanted(object, funnel.field(), closing, period.from(), period.to()),
                MOST_OF_EACH);
        Map<UUID, UUID> linked = itself ? Map.of() : linked(session, object, link.orElseThrow(), found.entries());
        for (Entered win : found.entries()) {
            UUID record = itself ? win.record() : linked.get(win.record());
            if (record != null) {
                Instant before = win.at().minus(Duration.ofDays(daysBefore));
                entries.add(new Entry(record, before, win.value(), win.actor()));
            }
        }
        return found.all();
    }

    private static Map<UUID, UUID> linked(Session session, ObjectModel object, FieldModel link, List<Entered> wins) {
        Map<UUID, UUID> linked = new HashMap<>();
        session.transaction()
                .sql()
                .select(object.columns().id(), DSL.field(link.column().getQualifiedName(), SQLDataType.UUID))
                .from(object.table())
                .where(object.columns()
                        .id()
                        .eq(DSL.any(wins.stream().map(Entered::record).toArray(UUID[]::new))))
                .forEach(row -> linked.put(row.value1(), row.value2()));
        return linked;
    }

    /// The entries with the grade each record was in, in place of the stage that was won.
    private List<Entry> graded(Session session, List<Entry> entries) {
        Set<UUID> records = new HashSet<>();
        entries.forEach(entry -> records.add(entry.record()));
        Map<UUID, List<PastMoves.Stayed>> stays = PastMoves.stays(session, scale.field(), records);
        List<Entry> graded = new ArrayList<>();
        for (Entry entry : entries) {
            String grade = stays.getOrDefault(entry.record(), List.of()).stream()
                    .filter(stay -> stay.covers(entry.at()))
                    .map(PastMoves.Stayed::value)
                    .findFirst()
                    .orElse(null);
            Entry asked = new Entry(entry.record(), entry.at(), grade, entry.actor());
            graded.add(asked);
            if (entry.stage() != null) {
                wins.add(asked);
            }
        }
        return graded;
    }

    @Override
    public void ask(Session session, List<Entry> entries) {
        Map<Entry, Asked> asked = facts.of(session, entries, scale.field());
        for (Entry entry : entries) {
            Asked record = asked.get(entry);
            if (record != null) {
                judge(entry, record);
            }
        }
    }

    private void judge(Entry entry, Asked record) {
        String suggested = suggested(record.facts());
        if (!wins.contains(entry)) {
            counts.now(entry.stage(), suggested);
            verdicts.add(
                    entry,
                    verdict(entry.stage(), suggested),
                    null,
                    record.known(),
                    new Why(List.of(), entry.stage(), suggested));
        } else if (record.known() != Known.NOT_THERE_YET) {
            counts.beforeWon(entry.stage(), suggested);
        }
    }

    private static Verdict verdict(@Nullable String grade, @Nullable String suggested) {
        if (suggested == null) {
            return Verdict.NONE;
        }
        return suggested.equals(grade) ? Verdict.TRUE : Verdict.FALSE;
    }

    /// The ripest grade all of whose criteria hold; one without criteria is given by hand only.
    private @Nullable String suggested(Facts record) {
        return scale.byRipeness().stream()
                .filter(grade -> !grade.criteria().isEmpty())
                .filter(grade -> grade.criteria().stream()
                        .allMatch(criterion -> criterion.condition().holds(record)))
                .map(Grade::key)
                .findFirst()
                .orElse(null);
    }

    @Override
    public SimulationReport report(Session session, Population population) {
        SimulationReport.Tally tally = verdicts.tally();
        return new SimulationReport(
                "grade",
                standing.key(),
                null,
                null,
                period.from(),
                period.to(),
                population.all(),
                population.all() > population.entries().size(),
                verdicts.total(),
                tally.passed(),
                tally.failed(),
                tally.undecided(),
                verdicts.approximated(),
                verdicts.examples(past.names(session, standing, verdicts.shown())),
                Map.of(),
                new Grades(counts.scale(), counts.moves(), counts.won(), daysBefore));
    }
}
