package io.ripeline.simulation;

import static io.ripeline.record.RecordError.NO_FUNNEL;
import static io.ripeline.record.RecordError.UNKNOWN_STAGE;
import static io.ripeline.simulation.SimulationError.NO_GRADES;
import static io.ripeline.simulation.SimulationError.SIMULATION_INVALID;
import static io.ripeline.simulation.SimulationError.UNKNOWN_CRITERION;
import static io.ripeline.simulation.SimulationError.UNKNOWN_FUNNEL;

import io.ripeline.definition.Compiler;
import io.ripeline.definition.Criterion;
import io.ripeline.definition.Definition;
import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Expression;
import io.ripeline.expression.Expressions;
import io.ripeline.expression.Rejection;
import io.ripeline.json.StrictJson;
import io.ripeline.record.PastRecords;
import io.ripeline.record.Session;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import io.ripeline.simulation.RuleTrial.Question;
import io.ripeline.simulation.SimulationRequest.StageCriterion;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes trials of what was asked for.
@Component
class Trials {

    private static final int DAYS_BEFORE = 30;
    private static final int MOST_DAYS_BEFORE = 3_650;

    private final PastRecords past;

    Trials(PastRecords past) {
        this.past = past;
    }

    /// The trial of a rule in the model of a draft; refuses with `config-invalid`, `unknown-object`, `no-funnel`,
    /// `unknown-stage`, `unknown-criterion`, `no-grades`, `period-invalid` or `simulation-invalid`.
    Trial of(Session session, String document, SimulationRequest request) {
        long rules = Stream.of(request.criterion(), request.grade(), request.filter())
                .filter(Objects::nonNull)
                .count();
        if (rules != 1 || request.object() == null) {
            throw SIMULATION_INVALID.at(
                    "",
                    Text.of(
                            "Name the object, and one of criterion, grade and filter.",
                            "请指定 object，以及 criterion、grade、filter 之一。"));
        }
        Period period = Period.of(
                request.over(),
                session.transaction().tenant(),
                session.transaction().now());
        Model draft = draft(session, changed(document, request));
        ObjectModel next = draft.object(request.object());
        ObjectModel standing = session.model().object(request.object());
        if (request.grade() != null) {
            GradeTrial.Question grades = new GradeTrial.Question(scale(next), period, daysBefore(request));
            return new GradeTrial(grades, draft, new PastFacts.Pair(standing, next), past);
        }
        Question question = request.filter() != null
                ? new Question("filter", condition(next, request.filter(), "/filter"), null, null, period)
                : criterion(next, Objects.requireNonNull(request.criterion()), period);
        return new RuleTrial(question, draft, new PastFacts.Pair(standing, next), past);
    }

    private static Model draft(Session session, String document) {
        return Compiler.model(
                StrictJson.read(document, Definition.class),
                0,
                session.transaction().tenant().schema());
    }

    /// The draft, with other grades where the request brings some.
    private static String changed(String document, SimulationRequest request) {
        JsonNode grade = request.grade();
        if (grade == null || grade.isBoolean() && grade.booleanValue()) {
            return document;
        }
        if (!grade.isObject() || grade.size() != 1 || !grade.path("grades").isArray()) {
            throw SIMULATION_INVALID.at(
                    "/grade",
                    Text.of(
                            "Write true for the grades of the draft, or {grades: […]} for others in their place.",
                            "grade 应为 true（草稿中的等级）或 {grades: […]}。"));
        }
        JsonNode draft = StrictJson.MAPPER.readTree(document);
        for (JsonNode scale : draft.path("gradeScales")) {
            if (scale instanceof ObjectNode members
                    && scale.path("object").asString("").equals(request.object())) {
                members.set("grades", grade.path("grades"));
            }
        }
        return draft.toString();
    }

    private static GradeScale scale(ObjectModel next) {
        GradeScale scale = next.gradeScale();
        if (scale == null) {
            throw NO_GRADES.at("/object", Text.of("Records of %s are not graded.", "对象 %s 的记录没有等级。", next.key()));
        }
        return scale;
    }

    private static int daysBefore(SimulationRequest request) {
        int days = Objects.requireNonNullElse(request.daysBefore(), DAYS_BEFORE);
        if (days < 0 || days > MOST_DAYS_BEFORE) {
            throw SIMULATION_INVALID.at("/daysBefore", Text.of("From 0 to %d days.", "应为 0 到 %d 天。", MOST_DAYS_BEFORE));
        }
        return days;
    }

    private static Question criterion(ObjectModel next, JsonNode criterion, Period period) {
        if (next.funnels().isEmpty()) {
            throw NO_FUNNEL.at(
                    "/object", Text.of("Records of %s do not move through a funnel.", "对象 %s 没有销售漏斗。", next.key()));
        }
        if (criterion.isString()) {
            return new Question(
                    "criterion", condition(next, criterion.stringValue(), "/criterion"), null, null, period);
        }
        StageCriterion wanted = stageCriterion(criterion);
        Funnel funnel = funnel(next, wanted);
        Stage stage = stage(funnel, Objects.requireNonNull(wanted.stage()));
        Expression condition = wanted.when() != null
                ? condition(next, wanted.when(), "/criterion/when")
                : known(stage, Objects.requireNonNull(wanted.key()));
        return new Question(
                "criterion", condition, next.funnels().size() > 1 ? funnel.key() : null, stage.key(), period);
    }

    private static StageCriterion stageCriterion(JsonNode criterion) {
        StageCriterion wanted;
        try {
            wanted = StrictJson.read(criterion.toString(), StageCriterion.class);
        } catch (Refused refused) {
            throw refused.below("/criterion");
        }
        if (wanted.stage() == null || (wanted.key() == null) == (wanted.when() == null)) {
            throw SIMULATION_INVALID.at(
                    "/criterion",
                    Text.of(
                            "A criterion is an expression, or {stage, key}, or {stage, when}.",
                            "criterion 应为表达式、{stage, key} 或 {stage, when}。"));
        }
        return wanted;
    }

    /// The funnel named, else the first that has the stage.
    private static Funnel funnel(ObjectModel next, StageCriterion wanted) {
        String named = wanted.funnel();
        if (named != null) {
            return next.funnel(named)
                    .orElseThrow(() -> UNKNOWN_FUNNEL.at(
                            "/criterion/funnel", Text.of("There is no funnel \"%s\".", "没有漏斗“%s”。", named)));
        }
        return next.funnels().stream()
                .filter(funnel -> funnel.stages().containsKey(wanted.stage()))
                .findFirst()
                .or(next::defaultFunnel)
                .orElseThrow();
    }

    private static Stage stage(Funnel funnel, String key) {
        Stage stage = funnel.stages().get(key);
        if (stage == null) {
            throw UNKNOWN_STAGE.at(
                    "/criterion/stage",
                    Text.of(
                            "There is no stage \"%s\"; known: %s.",
                            "没有阶段“%s”，可用：%s。",
                            key,
                            String.join(", ", funnel.stages().keySet())));
        }
        return stage;
    }

    private static Expression known(Stage stage, String key) {
        return stage.criteria().stream()
                .filter(criterion -> criterion.key().equals(key))
                .findFirst()
                .map(Criterion::condition)
                .orElseThrow(() -> UNKNOWN_CRITERION.at(
                        "/criterion/key",
                        Text.of(
                                "The stage has no criterion \"%s\"; known: %s.",
                                "该阶段没有条件“%s”，可用：%s。",
                                key,
                                String.join(
                                        ", ",
                                        stage.criteria().stream()
                                                .map(Criterion::key)
                                                .toList()))));
    }

    private static Expression condition(ObjectModel next, String source, String pointer) {
        return switch (Expressions.check(source, next.names())) {
            case Expression condition -> condition;
            case Rejection rejection -> throw refusal(rejection, pointer);
        };
    }

    private static Refused refusal(Rejection rejection, String pointer) {
        List<Violation> violations = rejection.problems().stream()
                .map(problem -> new Violation(
                        pointer,
                        problem.code().key(),
                        new Text(
                                problem.message().en() + " " + problem.remedy().en(),
                                problem.message().zh() + problem.remedy().zh())))
                .toList();
        return new Refused(SIMULATION_INVALID, violations.getFirst().message(), violations);
    }
}
