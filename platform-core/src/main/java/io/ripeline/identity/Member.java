package io.ripeline.identity;

import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A person of a company.
///
/// @param role key of a role of the company's definition
/// @param managerId the member above, none at the top
/// @param timeZone in which she reads her days; absent where that is the company's
public record Member(
        UUID id,
        Email email,
        String name,
        String role,
        @Nullable UUID managerId,
        boolean active,
        @Nullable ZoneId timeZone) {

    /// Somebody who reads her days in the company's time zone.
    public Member(UUID id, Email email, String name, String role, @Nullable UUID managerId, boolean active) {
        this(id, email, name, role, managerId, active, null);
    }

    /// The same in another time zone, or in the company's.
    public Member in(@Nullable ZoneId zone) {
        return new Member(id, email, name, role, managerId, active, zone);
    }
}
