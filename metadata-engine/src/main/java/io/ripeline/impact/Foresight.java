package io.ripeline.impact;

import java.util.List;

/// Tells what a draft would mean for things that some feature keeps by the definition, such as planned follow-ups.
@FunctionalInterface
public interface Foresight {

    /// What would change; whatever takes long goes through the weighing's {@link Weighing#counting}.
    List<Effect> effects(Weighing weighing);
}
