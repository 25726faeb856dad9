package io.ripeline.impact;

import io.ripeline.definition.Model;
import io.ripeline.record.Session;
import java.util.List;

/// Tells what a draft would mean for things that some feature keeps by the definition, such as planned follow-ups.
@FunctionalInterface
public interface Foresight {

    /// What would change, set against the model in force, which the session sees; counts go through `counting`.
    List<Effect> effects(Session session, Model draft, Counting counting);
}
