package io.ripeline.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.Criterion;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.FunnelDefinition.TaskDefinition;
import io.ripeline.definition.Label;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Validation;
import io.ripeline.expression.Expression;
import io.ripeline.expression.Expressions;
import io.ripeline.expression.Facts;
import io.ripeline.expression.Vocabulary;
import io.ripeline.json.StrictJson;
import io.ripeline.refusal.Text;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A criterion a record does not meet.
///
/// @param missing the fields it reads that have no value: giving them may meet it
/// @param fields every field it reads
/// @param task the task that has to be done, where it is one
/// @param at the stage that asks it, where one does
public record Unmet(
        Criterion criterion,
        List<String> missing,
        List<String> fields,
        @Nullable String task,
        @Nullable At at) {

    public Unmet {
        missing = List.copyOf(missing);
        fields = List.copyOf(fields);
    }

    /// Where on a move the stage stands that asks.
    enum Part {
        LEFT,
        SKIPPED,
        ENTERED
    }

    /// The stage that asks a criterion.
    record At(Stage stage, Part part) {

        StageAsking in(Locale locale) {
            return new StageAsking(
                    stage.key(),
                    stage.definition().label().in(locale),
                    part.name().toLowerCase(Locale.ROOT));
        }
    }

    /// The same criterion, asked by a stage.
    Unmet by(Stage stage, Part part) {
        return new Unmet(criterion, missing, fields, task, new At(stage, part));
    }

    private static final Expression NEVER = (Expression) Expressions.check("false", new Vocabulary(List.of()));
    private static final String NOT_NEXT = "stage_not_next";

    /// A task that has to be done first.
    static Unmet of(TaskDefinition task) {
        Label message = task.helps() == null ? task.label() : task.helps();
        Criterion criterion = new Criterion(task.key(), task.label(), message, true, NEVER);
        return new Unmet(criterion, List.of(), List.of(), task.key(), null);
    }

    /// A stage that the way does not lead to.
    static Unmet notNext(Stage entered) {
        Text stage = entered.definition().label().text();
        Label label = new Label(
                "漏斗不允许进入“%s”。".formatted(stage.zh()), "The funnel does not lead to %s.".formatted(stage.en()));
        return new Unmet(new Criterion(NOT_NEXT, label, label, true, NEVER), List.of(), List.of(), null, null);
    }

    /// A rule that a record breaks.
    static Unmet of(Validation rule, ObjectModel object, Facts facts) {
        return of(object, new Criterion(rule.key(), rule.label(), rule.message(), rule.blocks(), rule.fault()), facts);
    }

    /// Those of some criteria that a record does not meet, in the same order.
    static List<Unmet> among(ObjectModel object, List<Criterion> criteria, Facts facts) {
        return criteria.stream()
                .filter(criterion -> !criterion.condition().holds(facts))
                .map(criterion -> of(object, criterion, facts))
                .toList();
    }

    private static Unmet of(ObjectModel object, Criterion criterion, Facts facts) {
        List<String> fields = criterion.condition().fields().stream()
                .filter(object.fields()::containsKey)
                .toList();
        List<String> missing = fields.stream()
                .filter(field -> !facts.values().containsKey(field))
                .toList();
        return new Unmet(criterion, missing, fields, null, null);
    }

    /// The same for a reader.
    ///
    /// @param task the task that has to be done, where it is one
    /// @param severity `block` or `warn`
    /// @param matches the records found, where a rule against duplicates warns
    /// @param stage the stage that asks it, where one does
    public record Described(
            String key,
            String label,
            String message,
            String severity,
            List<String> missing,
            List<String> fields,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<DuplicateMatch> matches,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String task,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            StageAsking stage) {

        /// What one rule against duplicates found.
        static Described of(List<DuplicateMatch> matches) {
            DuplicateMatch first = matches.getFirst();
            return new Described(
                    first.rule(),
                    first.label(),
                    first.message(),
                    first.action(),
                    List.of(),
                    first.fields(),
                    matches,
                    null,
                    null);
        }
    }

    /// The criterion in the reader's language.
    public Described in(Locale locale) {
        return new Described(
                criterion.key(),
                criterion.label().in(locale),
                criterion.message().in(locale),
                criterion.blocks() ? "block" : "warn",
                missing,
                fields,
                null,
                task,
                at == null ? null : at.in(locale));
    }

    /// The stage that asks a criterion, for a reader.
    ///
    /// @param part `left`, `skipped` or `entered` by the move
    public record StageAsking(String key, String label, String part) {}

    /// Several as they are kept: key and label in both languages.
    static @Nullable String kept(List<Unmet> unmet) {
        List<Kept> kept = unmet.stream()
                .map(each -> {
                    Text label = each.criterion().label().text();
                    return new Kept(each.criterion().key(), label.en(), label.zh());
                })
                .toList();
        return kept.isEmpty() ? null : StrictJson.MAPPER.writeValueAsString(kept);
    }

    /// A criterion that an override let pass, as it was called then.
    public record Kept(String key, String en, String zh) {

        /// Those that are kept as JSON.
        public static List<Kept> of(String json) {
            return List.of(StrictJson.MAPPER.readValue(json, Kept[].class));
        }
    }

    /// Several for a reader.
    public static List<Described> in(Locale locale, List<Unmet> unmet) {
        return unmet.stream().map(each -> each.in(locale)).toList();
    }
}
