package io.ripeline.member;

import io.ripeline.identity.Member;
import io.ripeline.tenancy.TenantTransaction;

/// A member reads her days in another time zone from now on. Delivered inside the writing transaction.
///
/// @param member as she is now
public record TimeZoneChosen(TenantTransaction transaction, Member member) {}
