package io.ripeline.process;

import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.tenancy.TenantTransaction;
import java.util.UUID;

/// A task of the stage a record is in, which was done, is to be done again. Delivered inside the writing transaction.
public record TaskReopened(
        TenantTransaction transaction, Model model, ObjectModel object, UUID record, String stage, String task) {}
