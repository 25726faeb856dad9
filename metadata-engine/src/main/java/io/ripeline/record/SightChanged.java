package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import io.ripeline.tenancy.TenantTransaction;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record was shown to a member, or to those of a role, in another way than before, or is shown to them no more.
public record SightChanged(
        TenantTransaction transaction,
        ObjectModel object,
        UUID id,
        UUID by,
        @Nullable UUID member,
        @Nullable String role) {}
