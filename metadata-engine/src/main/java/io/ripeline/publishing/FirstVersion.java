package io.ripeline.publishing;

import io.ripeline.definition.ConfigVersions;
import io.ripeline.definition.Model;
import io.ripeline.expression.CheckedTrees;
import io.ripeline.schema.SchemaChanges;
import io.ripeline.schema.SchemaPlan;
import io.ripeline.tenancy.TenantTransaction;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Puts the first definition of a new company in force.
@Component
public class FirstVersion {

    /// The number of every company's first version.
    public static final int NUMBER = 1;

    private final ConfigVersions versions;

    FirstVersion(ConfigVersions versions) {
        this.versions = versions;
    }

    /// What a company begins with.
    ///
    /// @param trees the checked trees of the model's expressions
    public record Beginning(Model model, String document, CheckedTrees trees) {}

    /// Makes the tables of the model and stores its document. The transaction still owns the schema.
    public void publish(TenantTransaction transaction, Beginning beginning, UUID author, String note) {
        SchemaPlan plan = SchemaPlan.initial(beginning.model());
        new SchemaChanges(transaction.sql(), transaction.tenant().schema(), NUMBER).apply(plan.changes());
        ConfigVersions.Entry entry = new ConfigVersions.Entry(NUMBER, author, note, transaction.now());
        versions.publish(transaction, entry, beginning.document(), plan.columns(), beginning.trees());
    }
}
