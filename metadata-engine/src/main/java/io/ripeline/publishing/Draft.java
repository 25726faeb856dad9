package io.ripeline.publishing;

/// The definition being edited.
///
/// @param baseVersion the version it began from
/// @param revision grows with every edit; 0 while it is still the published one
/// @param document as it was written
public record Draft(int baseVersion, int revision, String document) {

    /// What an edit or a publish must name to show it saw this draft.
    public String tag() {
        return baseVersion + "." + revision;
    }
}
