package io.ripeline.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A person of a company.
///
/// @param role key of a role of the company's definition
/// @param managerId the member above, none at the top
public record Member(
        UUID id,
        Email email,
        String name,
        String role,
        @Nullable UUID managerId,
        boolean active) {}
