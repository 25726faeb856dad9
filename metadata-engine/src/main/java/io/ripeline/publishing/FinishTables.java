package io.ripeline.publishing;

import io.ripeline.definition.Model;
import io.ripeline.definition.Models;
import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import io.ripeline.schema.TableWork;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.TenantTransactions;
import java.util.List;
import org.springframework.stereotype.Component;

/// Does what publishes left behind: brings the tables to what the version in force needs, whichever publish
/// left it, and does nothing twice.
@Component
class FinishTables implements JobHandler {

    static final String KIND = "finish-tables";

    private static final int STEPS = 4;

    private final TenantTransactions transactions;
    private final Models models;
    private final TableWork work;
    private final KeyFilling keys;

    FinishTables(TenantTransactions transactions, Models models, TableWork work, KeyFilling keys) {
        this.transactions = transactions;
        this.models = models;
        this.work = work;
        this.keys = keys;
    }

    /// What was done.
    ///
    /// @param notUnique fields whose values are not unique although they were to be: written between the check and
    /// the index; to be corrected by hand and published again
    /// @param duplicates values that got no key for the same reason
    record Done(List<TableWork.Duplicated> notUnique, int duplicates, int emptied) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Done run(Job job, JobProgress progress) {
        String schema = TenantScope.current().tenant().schema();
        return work.alone(schema, () -> {
            // Whoever began under an older version neither writes keys nor knows that columns are given up.
            work.outlastOlderTransactions();
            progress.report(1, STEPS);
            Model model = transactions.read(models::of);
            List<TableWork.Duplicated> notUnique = work.buildIndexes(schema, model, () -> progress.report(1, STEPS));
            progress.report(2, STEPS);
            int duplicates = keys.fill(model);
            progress.report(3, STEPS);
            int emptied = work.emptyColumns(schema, () -> progress.report(3, STEPS));
            progress.report(STEPS, STEPS);
            return new Done(notUnique, duplicates, emptied);
        });
    }
}
