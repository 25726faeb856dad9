package io.ripeline.notification;

import io.ripeline.tenancy.TenantTransaction;
import java.util.UUID;

/// A member has read something she was told. Delivered inside the writing transaction.
public record NotificationsRead(TenantTransaction transaction, UUID member) {}
