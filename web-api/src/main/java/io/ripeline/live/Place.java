package io.ripeline.live;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How far a reader has come in the log of her company; the `id` of an event.
///
/// @param log which log it is a place in: those of two logs have nothing to do with each other
/// @param entry the last entry of which something was told
/// @param told how many happenings of that entry were told
record Place(String log, String entry, int told) {

    private static final Pattern FORM = Pattern.compile("([a-z0-9]{1,20})_([0-9]{1,20}-[0-9]{1,20})_([0-9]{1,9})");

    static Optional<Place> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new Place(matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /// Behind everything of an entry.
    static Place behind(String log, String entry) {
        return new Place(log, entry, 999_999_999);
    }

    @Override
    public String toString() {
        return log + "_" + entry + "_" + told;
    }
}
