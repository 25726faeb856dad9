/// Companies and the walls between them: the registry, who acts for which company now, and transactions that can reach
/// that company's schema only. Start at {@link io.ripeline.tenancy.TenantScope} and
/// {@link io.ripeline.tenancy.TenantTransactions}. Creating companies is not here.
@NullMarked
package io.ripeline.tenancy;

import org.jspecify.annotations.NullMarked;
