package io.ripeline.publishing;

import io.ripeline.definition.Compiled;
import io.ripeline.definition.Compiler;
import io.ripeline.definition.ConfigVersions;
import io.ripeline.definition.Definition;
import io.ripeline.definition.Label;
import io.ripeline.definition.Problem;
import io.ripeline.json.StrictJson;
import io.ripeline.record.Session;
import io.ripeline.refusal.Text;
import io.ripeline.schema.SchemaPlan;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Tells what publishing the draft would do, without doing it.
@Component
public class CheckDraft {

    private final Drafts drafts;
    private final ConfigVersions versions;

    CheckDraft(Drafts drafts, ConfigVersions versions) {
        this.drafts = drafts;
        this.versions = versions;
    }

    /// What was found.
    ///
    /// @param changes parts of the document that differ
    /// @param steps what happens to the tables
    public record Findings(
            List<Problem> problems, List<Difference.Change> changes, List<Text> steps, List<Stopped> impact) {

        public Findings {
            problems = List.copyOf(problems);
            changes = List.copyOf(changes);
            steps = List.copyOf(steps);
            impact = List.copyOf(impact);
        }
    }

    /// How many records a new criterion would stop.
    ///
    /// @param total open records that could next enter the stage
    /// @param failing those of them that would be stopped
    /// @param filter CEL that lists the failing ones
    public record Stopped(
            String object, String stage, String criterion, Label label, int total, int failing, String filter) {}

    /// Checks the draft as it is now.
    public Findings check(Session session) {
        Draft draft = drafts.current(session);
        Definition definition = StrictJson.read(draft.document(), Definition.class);
        Compiled compiled =
                Compiler.compile(definition, 0, session.transaction().tenant().schema());
        List<Problem> problems = new ArrayList<>(compiled.problems());
        List<Text> steps = new ArrayList<>();
        List<Stopped> impact = new ArrayList<>();
        compiled.model().ifPresent(model -> {
            SchemaPlan plan = SchemaPlan.of(session.transaction(), model);
            problems.addAll(plan.problems());
            problems.addAll(RolesInUse.problems(session, model));
            plan.changes().forEach(change -> steps.add(change.text()));
            impact.addAll(Impact.of(session, model));
        });
        String standing =
                versions.document(session.transaction(), session.transaction().configVersion());
        return new Findings(
                problems,
                Difference.between(StrictJson.MAPPER.readTree(standing), StrictJson.MAPPER.readTree(draft.document())),
                steps,
                impact);
    }
}
