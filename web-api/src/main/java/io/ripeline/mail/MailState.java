package io.ripeline.mail;

import java.util.Locale;

/// How far a mail is.
public enum MailState {
    /// Kept; it is sent soon, or again later, or once there is a server.
    QUEUED,
    /// The server has taken it.
    SENT,
    /// It was given up.
    FAILED;

    /// Its word on the wire and in the database.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MailState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
