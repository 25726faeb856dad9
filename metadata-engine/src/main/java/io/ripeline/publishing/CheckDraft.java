package io.ripeline.publishing;

import io.ripeline.definition.Compiled;
import io.ripeline.definition.Compiler;
import io.ripeline.definition.ConfigVersions;
import io.ripeline.definition.Definition;
import io.ripeline.definition.Problem;
import io.ripeline.impact.Effect;
import io.ripeline.impact.Impact;
import io.ripeline.json.StrictJson;
import io.ripeline.record.Session;
import io.ripeline.refusal.Text;
import io.ripeline.schema.SchemaPlan;
import io.ripeline.tenancy.TenantTransaction;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tells what publishing the draft would do, without doing it.
@Component
public class CheckDraft {

    private final Drafts drafts;
    private final ConfigVersions versions;
    private final Impact impact;
    private final FieldLimit fieldLimit;

    CheckDraft(Drafts drafts, ConfigVersions versions, Impact impact, FieldLimit fieldLimit) {
        this.drafts = drafts;
        this.versions = versions;
        this.impact = impact;
        this.fieldLimit = fieldLimit;
    }

    /// What was found.
    ///
    /// @param changes parts of the document that differ
    /// @param steps what happens to the tables
    /// @param impact what it means for what is there
    public record Findings(
            List<Problem> problems, List<Difference.Change> changes, List<Text> steps, List<Effect> impact) {

        public Findings {
            problems = List.copyOf(problems);
            changes = List.copyOf(changes);
            steps = List.copyOf(steps);
            impact = List.copyOf(impact);
        }
    }

    /// Checks the draft as it is now.
    public Findings check(Session session) {
        Draft draft = drafts.current(session);
        Definition definition = StrictJson.read(draft.document(), Definition.class);
        TenantTransaction transaction = session.transaction();
        Compiled compiled = Compiler.compile(
                definition,
                0,
                transaction.tenant().schema(),
                versions.columns(transaction, transaction.configVersion()));
        List<Problem> problems = new ArrayList<>(compiled.problems());
        List<Text> steps = new ArrayList<>();
        List<Effect> effects = new ArrayList<>();
        compiled.model().ifPresent(model -> {
            SchemaPlan plan = SchemaPlan.of(transaction, session.model(), model);
            problems.addAll(plan.problems());
            problems.addAll(RolesInUse.problems(session, model));
            problems.addAll(fieldLimit.problems(model));
            plan.changes().forEach(change -> steps.add(change.text()));
            effects.addAll(impact.of(session, model));
        });
        String standing = versions.document(transaction, transaction.configVersion());
        return new Findings(
                problems,
                Difference.between(StrictJson.MAPPER.readTree(standing), StrictJson.MAPPER.readTree(draft.document())),
                steps,
                effects);
    }
}
