package io.ripeline.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A mail as it is kept.
///
/// @param sender the member who wrote it, or for whom it was written
/// @param attempts how often it was tried
/// @param problem what the server said last, where it did not take it
/// @param settledAt when it was sent or given up
public record KeptMail(
        UUID id,
        UUID sender,
        Outgoing mail,
        MailState state,
        int attempts,
        @Nullable String problem,
        Instant queuedAt,
        @Nullable Instant settledAt) {}
