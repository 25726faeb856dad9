package io.ripeline.impact;

import io.ripeline.definition.Model;
import io.ripeline.record.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// What publishing a draft would mean, counted over all records of the company whoever may see them. Takes 20
/// seconds at the most: what would take longer is told without a count.
@Component
public class Impact {

    private static final Duration EACH = Duration.ofSeconds(3);
    private static final Duration ALL = Duration.ofSeconds(20);

    private final List<Foresight> foresights;

    Impact(List<Foresight> foresights) {
        this.foresights = List.copyOf(foresights);
    }

    /// Everything that the draft would change for what is there, the causes in the order of the document.
    public List<Effect> of(Session session, Model draft) {
        return of(session, draft, new Counting(session.transaction(), EACH, ALL));
    }

    List<Effect> of(Session session, Model draft, Counting counting) {
        Weighing weighing = new Weighing(session, draft, counting);
        List<Effect> effects = new ArrayList<>();
        effects.addAll(new StageCriteria(weighing).effects());
        effects.addAll(new TightenedFields(weighing).effects());
        effects.addAll(new BrokenRules(weighing).effects());
        effects.addAll(new Removals(weighing).effects());
        effects.addAll(new Regrading(weighing).effects());
        effects.addAll(new LostRights(weighing).effects());
        foresights.forEach(foresight -> effects.addAll(foresight.effects(weighing)));
        return List.copyOf(effects);
    }
}
