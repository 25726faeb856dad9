package io.ripeline.definition;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ripeline.json.StrictJson;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantTransaction;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The model in force for each transaction, cached by company and version number: a number never means another
/// model.
@Component
public class Models {

    private static final int CACHED = 2_000;

    private record Version(UUID tenantId, int number) {}

    private final ConfigVersions versions;
    private final Cache<Version, Model> models =
            Caffeine.newBuilder().maximumSize(CACHED).build();

    Models(ConfigVersions versions) {
        this.versions = versions;
    }

    /// The model of the version that was in force when the transaction began.
    public Model of(TenantTransaction transaction) {
        int number = transaction.configVersion();
        return models.get(new Version(transaction.tenant().id(), number), version -> load(transaction, number));
    }

    /// Keeps a model that is known already, before anybody asks for it.
    public void keep(Tenant tenant, Model model) {
        models.put(new Version(tenant.id(), model.version()), model.settled());
    }

    /// Whether a version is loaded, so that whoever asks for it does not wait.
    public boolean isLoaded(Tenant tenant, int number) {
        return models.getIfPresent(new Version(tenant.id(), number)) != null;
    }

    private Model load(TenantTransaction transaction, int number) {
        ConfigVersions.Stored stored = versions.stored(transaction, number);
        Model model = Compiler.model(
                StrictJson.read(stored.document(), Definition.class),
                number,
                transaction.tenant().schema(),
                stored.columns(),
                stored.trees());
        stored.trees().close();
        return model.settled();
    }
}
