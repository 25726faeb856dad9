package io.ripeline.notification;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a member can be told of.
public enum NoticeKind {
    /// Somebody named her in a comment.
    MENTION(true, false),
    /// Somebody commented on a record of hers, on her day, or after her.
    COMMENT(false, false),
    /// A record became hers by somebody else.
    ASSIGNED(false, true),
    /// An item of somebody below her is late.
    ESCALATION(true, true),
    /// A record of hers is about to fall back to its pool, or has.
    RECLAIM(false, true),
    /// An import of hers has ended.
    IMPORT(false, false),
    /// A mail of hers could not be sent.
    MAIL_FAILED(true, false),
    /// A record was shown to her.
    SHARE(false, true);

    private final boolean mailed;
    private final boolean folded;

    NoticeKind(boolean mailed, boolean folded) {
        this.mailed = mailed;
        this.folded = folded;
    }

    /// Its name on the wire.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it is mailed at once where the member said nothing else.
    boolean mailed() {
        return mailed;
    }

    /// Whether many of them in a short time are told as one.
    boolean folded() {
        return folded;
    }

    /// The kind with this name.
    static Optional<NoticeKind> of(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
    }
}
