package io.ripeline.database;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Ids of everything stored: UUIDv7 (RFC 9562), made here and never by the database, growing with time.
public final class Ids {

    private static final Pattern FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Ids() {}

    /// A new id, greater than those this process made before.
    public static UUID next() {
        return UuidCreator.getTimeOrderedEpochPlus1();
    }

    /// The id written in `text`, or nothing where it is not one in full form.
    public static Optional<UUID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
