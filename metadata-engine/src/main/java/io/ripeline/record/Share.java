package io.ripeline.record;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record shown to a member, or to everybody of a role.
///
/// @param member absent where it is a role
/// @param role key of the role
/// @param part what the member does in the record's team
/// @param children the objects whose records are shown with it, where they point to it
/// @param until when it ends; absent where it does not
public record Share(
        UUID id,
        @Nullable UUID member,
        @Nullable String role,
        Access access,
        @Nullable String part,
        List<String> children,
        @Nullable Instant until,
        UUID by,
        Instant createdAt) {

    public Share {
        children = List.copyOf(children);
    }

    /// What a share allows.
    public enum Access {
        READ,
        /// Changing its values too; not deleting, giving away or sharing it on.
        EDIT;

        /// As it is written.
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The one written so.
        public static Optional<Access> of(String key) {
            return java.util.Arrays.stream(values())
                    .filter(access -> access.key().equals(key))
                    .findFirst();
        }
    }
}
