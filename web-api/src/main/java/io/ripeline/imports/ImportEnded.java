package io.ripeline.imports;

import io.ripeline.tenancy.TenantTransaction;
import java.util.UUID;

/// All rows of an import have been written or refused. Delivered inside the transaction that writes the last of them.
///
/// @param by who brought the file
/// @param file its name
public record ImportEnded(
        TenantTransaction transaction, UUID id, UUID by, String file, int created, int updated, int failed) {}
