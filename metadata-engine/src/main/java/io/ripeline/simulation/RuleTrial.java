package io.ripeline.simulation;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Expression;
import io.ripeline.record.PastMoves;
import io.ripeline.record.PastRecords;
import io.ripeline.record.Session;
import io.ripeline.simulation.PastFacts.Asked;
import io.ripeline.simulation.Verdicts.Why;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// A condition put to the past: a criterion at the entries into stages, a filter to records when the period ended.
final class RuleTrial implements Trial {

    /// What is asked.
    ///
    /// @param kind `criterion` or `filter`
    /// @param funnel the key of the funnel whose records are asked; absent for all of them
    /// @param stage at the entries into which stage only; absent for all of them, and for filters
    record Question(
            String kind,
            Expression condition,
            @Nullable String funnel,
            @Nullable String stage,
            Period period) {

        boolean atEntries() {
            return kind.equals("criterion");
        }
    }

    private final Question question;
    private final ObjectModel standing;
    private final ObjectModel next;
    private final PastRecords past;
    private final PastFacts facts;
    private final Verdicts verdicts;

    RuleTrial(Question question, Model draft, PastFacts.Pair object, PastRecords past) {
        this.question = question;
        this.standing = object.standing();
        this.next = object.next();
        this.past = past;
        this.facts = new PastFacts(past, draft, object, question.condition().needs());
        this.verdicts = new Verdicts(!standing.funnels().isEmpty());
    }

    @Override
    public Population population(Session session) {
        return question.atEntries() ? entries(session) : records(session);
    }

    private Population entries(Session session) {
        Period period = question.period();
        PastMoves.Found found = PastMoves.entries(
                session,
                new PastMoves.Wanted(
                        standing,
                        next.stageField().orElseThrow(),
                        question.stage() == null ? List.of() : List.of(question.stage()),
                        period.from(),
                        period.to()),
                MOST);
        return new Population(
                found.all(),
                found.entries().stream()
                        .map(each -> new Entry(each.record(), each.at(), each.value(), each.actor()))
                        .toList());
    }

    private Population records(Session session) {
        Period period = question.period();
        var created = standing.columns().createdAt();
        Condition there = standing.columns().deletedAt().isNull().and(created.lt(period.to()));
        Condition wanted = period.from() == null ? there : there.and(created.ge(period.from()));
        var id = standing.columns().id();
        var sql = session.transaction().sql();
        long all = sql.fetchCount(standing.table(), wanted);
        OrderField<?> order = all > MOST ? DSL.md5(id.cast(SQLDataType.CLOB)) : created;
        UUID me = session.caller().member().id();
        return new Population(
                all,
                sql.select(id)
                        .from(standing.table())
                        .where(wanted)
                        .orderBy(order, id)
                        .limit(MOST)
                        .fetch(row -> new Entry(row.value1(), period.to(), null, me)));
    }

    @Override
    public void ask(Session session, List<Entry> entries) {
        Map<UUID, Outcome> outcomes = outcomes(session, entries);
        Map<Entry, Asked> asked = facts.of(session, entries, next.stageField().orElse(null));
        asked.forEach((entry, record) -> {
            if (concerns(record)) {
                verdicts.add(
                        entry,
                        question.condition().evaluate(record.facts()),
                        outcomes.get(entry.record()),
                        record.known(),
                        Why.lacking(missing(record)));
            }
        });
    }

    /// Whether the record went through the funnel in question then.
    private boolean concerns(Asked record) {
        return question.funnel() == null
                || next.funnelOf(record.facts().values())
                        .filter(funnel -> funnel.key().equals(question.funnel()))
                        .isPresent();
    }

    private List<String> missing(Asked record) {
        return question.condition().fields().stream()
                .filter(field -> next.field(field).isPresent()
                        && !record.facts().values().containsKey(field))
                .toList();
    }

    /// Where the records stand by now.
    private Map<UUID, Outcome> outcomes(Session session, List<Entry> entries) {
        if (standing.stageField().isEmpty()) {
            return Map.of();
        }
        Field<String> stage = text(standing.field(standing.stageField().get()).orElseThrow());
        Optional<FieldModel> by = standing.funnelBy();
        Map<UUID, Outcome> outcomes = new HashMap<>();
        session.transaction()
                .sql()
                .select(
                        standing.columns().id(),
                        stage,
                        by.map(RuleTrial::text).orElse(DSL.inline((String) null, SQLDataType.CLOB)))
                .from(standing.table())
                .where(standing.columns()
                        .id()
                        .eq(DSL.any(
                                entries.stream().map(Entry::record).distinct().toArray(UUID[]::new))))
                .forEach(row -> outcomes.put(row.value1(), outcome(by, row.value3(), row.value2())));
        return outcomes;
    }

    private Outcome outcome(Optional<FieldModel> by, @Nullable String funnel, @Nullable String stage) {
        Map<String, @Nullable Object> values = new HashMap<>();
        by.ifPresent(field -> values.put(field.key(), funnel));
        return Outcome.of(standing.funnelOf(values).orElseThrow().stages().get(String.valueOf(stage)));
    }

    private static Field<String> text(FieldModel field) {
        return DSL.field(field.column().getQualifiedName(), SQLDataType.CLOB);
    }

    @Override
    public SimulationReport report(Session session, Population population) {
        SimulationReport.Tally tally = verdicts.tally();
        return new SimulationReport(
                question.kind(),
                next.key(),
                question.stage(),
                question.condition().source(),
                question.period().from(),
                question.period().to(),
                population.all(),
                population.all() > population.entries().size(),
                verdicts.total(),
                tally.passed(),
                tally.failed(),
                tally.undecided(),
                verdicts.approximated(),
                verdicts.examples(past.names(session, standing, verdicts.shown())),
                verdicts.byOutcome(),
                null);
    }
}
