package io.ripeline.simulation;

import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.Funnel.StageKind;
import io.ripeline.definition.Grade;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Facts;
import io.ripeline.expression.Needs;
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
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
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

    /// What is asked.
    ///
    /// @param scale as it is tried
    record Question(GradeScale scale, Period period, int daysBefore) {

        /// What all criteria read together.
        Needs needs() {
            return scale.grades().values().stream()
                    .flatMap(grade -> grade.criteria().stream())
                    .map(criterion -> criterion.condition().needs())
                    .reduce(Needs.NONE, Needs::and);
        }
    }

    GradeTrial(Question question, Model draft, PastFacts.Pair object, PastRecords past) {
        this.standing = object.standing();
        this.scale = question.scale();
        this.period = question.period();
        this.daysBefore = question.daysBefore();
        this.past = past;
        this.facts = new PastFacts(past, draft, object, question.needs());
        this.counts = new GradeCounts(scale);
    }

    @Override
    public Population population(Session session) {
        List<Entry> entries = new ArrayList<>();
        long all = records(session, entries);
        for (ObjectModel object : session.model().objects()) {
            all += won(session, object, entries);
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
    private long won(Session session, ObjectModel object, List<Entry> entries) {
        boolean itself = object.key().equals(standing.key());
        Optional<Field<UUID>> link = itself ? Optional.of(object.columns().id()) : link(object);
        Set<String> closing = object.funnels().stream()
                .flatMap(funnel -> funnel.stages().values().stream())
                .filter(stage -> stage.kind() == StageKind.WON)
                .map(Stage::key)
                .collect(Collectors.toSet());
        if (link.isEmpty() || closing.isEmpty()) {
            return 0;
        }
        PastMoves.Found found = PastMoves.entries(
                session,
                new PastMoves.Wanted(
                        object, object.stageField().orElseThrow(), List.copyOf(closing), period.from(), period.to()),
                MOST_OF_EACH);
        Map<UUID, Deal> deals = deals(session, object, link.get(), found.entries());
        for (Entered win : found.entries()) {
            Deal deal = deals.get(win.record());
            if (deal != null && deal.record() != null && deal.wonIn(win.value())) {
                Instant before = win.at().minus(Duration.ofDays(daysBefore));
                entries.add(new Entry(deal.record(), before, win.value(), win.actor()));
            }
        }
        return found.all();
    }

    /// Something that was won.
    ///
    /// @param record the graded one behind it
    private record Deal(@Nullable UUID record, Funnel funnel) {

        boolean wonIn(String stage) {
            Stage known = funnel.stages().get(stage);
            return known != null && known.kind() == StageKind.WON;
        }
    }

    /// The first lookup that points to what is graded.
    private Optional<Field<UUID>> link(ObjectModel object) {
        return object.all().stream()
                .filter(field -> field.target().filter(standing.key()::equals).isPresent())
                .findFirst()
                .map(field -> DSL.field(field.column().getQualifiedName(), SQLDataType.UUID));
    }

    private static Map<UUID, Deal> deals(Session session, ObjectModel object, Field<UUID> link, List<Entered> wins) {
        Field<String> funnel = object.funnelBy()
                .map(by -> DSL.field(by.column().getQualifiedName(), SQLDataType.CLOB))
                .orElse(DSL.inline((String) null, SQLDataType.CLOB));
        Map<UUID, Deal> deals = new HashMap<>();
        session.transaction()
                .sql()
                .select(object.columns().id(), link, funnel)
                .from(object.table())
                .where(object.columns()
                        .id()
                        .eq(DSL.any(wins.stream().map(Entered::record).toArray(UUID[]::new))))
                .forEach(row -> deals.put(row.value1(), new Deal(row.value2(), funnelOf(object, row.value3()))));
        return deals;
    }

    private static Funnel funnelOf(ObjectModel object, @Nullable String named) {
        Map<String, @Nullable Object> values = new HashMap<>();
        object.funnelBy().ifPresent(by -> values.put(by.key(), named));
        return object.funnelOf(values).orElseThrow();
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
