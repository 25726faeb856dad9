package io.ripeline.notification;

import io.ripeline.tenancy.TenantTransaction;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A member was told something. Delivered inside the writing transaction.
///
/// @param id of the notification
public record Notified(
        TenantTransaction transaction,
        UUID id,
        UUID member,
        NoticeKind kind,
        @Nullable UUID by) {}
