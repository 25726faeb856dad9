package io.ripeline.publishing;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The definition being edited.
///
/// @param baseVersion the version it began from
/// @param revision grows with every edit; 0 while it is still the published one
/// @param document as it was written
public record Draft(int baseVersion, int revision, String document) {

    /// What names one state of the draft: `<version it began from>.<revision>`.
    record Tag(int baseVersion, int revision) {

        private static final Pattern FORM = Pattern.compile("([0-9]{1,9})\\.([0-9]{1,9})");

        static Optional<Tag> parse(String text) {
            Matcher matcher = FORM.matcher(text);
            return matcher.matches()
                    ? Optional.of(new Tag(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return baseVersion + "." + revision;
        }
    }

    /// What an edit or a publish must name to show it saw this draft.
    public String tag() {
        return new Tag(baseVersion, revision).toString();
    }
}
