package io.ripeline.publishing;

import io.ripeline.definition.Model;
import io.ripeline.definition.Models;
import io.ripeline.job.Chore;
import io.ripeline.job.JobProgress;
import io.ripeline.schema.TableWork;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.TenantTransactions;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Builds the indexes that a newer release wants of tables that stand, without a publish of the company's own.
@Component
@Order(9)
class BuildIndexes implements Chore {

    private final TenantTransactions transactions;
    private final Models models;
    private final TableWork work;

    BuildIndexes(TenantTransactions transactions, Models models, TableWork work) {
        this.transactions = transactions;
        this.models = models;
        this.work = work;
    }

    @Override
    public String key() {
        return "indexed";
    }

    @Override
    public long run(JobProgress progress) {
        String schema = TenantScope.current().tenant().schema();
        if (missing(schema) == 0) {
            return 0;
        }
        return work.alone(schema, () -> {
            int missing = missing(schema);
            Model model = transactions.read(models::of);
            return (long) missing
                    - work.buildIndexes(schema, model, () -> progress.report(1, 2))
                            .size();
        });
    }

    private int missing(String schema) {
        return transactions.read(transaction -> work.missing(transaction.sql(), schema, models.of(transaction)));
    }
}
