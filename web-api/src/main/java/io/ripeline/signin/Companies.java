package io.ripeline.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ripeline.identity.Email;
import io.ripeline.identity.Memberships;
import io.ripeline.identity.Memberships.Membership;
import io.ripeline.provisioning.UpgradeTenant;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.Tenants;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The companies as the door sees them: which one a host names, which of hers a person enters, and in what state it is.
@Component
class Companies {

    /// A suspension takes hold this much later at most; until then no request asks the registry again.
    private static final Duration TRUSTED_FOR = Duration.ofSeconds(2);

    private static final int CACHED = 10_000;

    private final Tenants tenants;
    private final UpgradeTenant upgrade;
    private final Memberships memberships;
    private final String suffix;
    private final Cache<UUID, Optional<Tenant>> byId = Caffeine.newBuilder()
            .maximumSize(CACHED)
            .expireAfterWrite(TRUSTED_FOR)
            .build();
    private final Cache<String, Optional<UUID>> byLabel = Caffeine.newBuilder()
            .maximumSize(CACHED)
            .expireAfterWrite(TRUSTED_FOR)
            .build();

    Companies(Tenants tenants, UpgradeTenant upgrade, Memberships memberships, SignInSettings settings) {
        this.tenants = tenants;
        this.upgrade = upgrade;
        this.memberships = memberships;
        this.suffix = "." + settings.baseDomain().toLowerCase(Locale.ROOT);
    }

    /// The company with its state as of the last two seconds, its tables brought to this release; refuses with
    /// `tenant-upgrading` while that goes on.
    Optional<Tenant> get(UUID id) {
        return byId.get(id, tenants::byId).map(this::upgraded);
    }

    private Tenant upgraded(Tenant tenant) {
        Tenant upgraded = upgrade.ready(tenant);
        if (upgraded.schemaVersion() != tenant.schemaVersion()) {
            byId.put(tenant.id(), Optional.of(upgraded));
        }
        return upgraded;
    }

    /// The company that the request's host names under the base domain.
    Optional<UUID> namedByHost(HttpServletRequest request) {
        String host = request.getServerName().toLowerCase(Locale.ROOT);
        if (!host.endsWith(suffix)) {
            return Optional.empty();
        }
        String label = host.substring(0, host.length() - suffix.length());
        return byLabel.get(label, slug -> tenants.find(slug).map(Tenant::id));
    }

    /// Where a person enters: the company that the host names if she is its member, nowhere if she is not; the first of
    /// hers where the host names none.
    Optional<Membership> entered(Email email, HttpServletRequest request) {
        List<Membership> hers = memberships.of(email);
        Optional<UUID> named = namedByHost(request);
        return hers.stream()
                .filter(membership -> named.isEmpty() || named.get().equals(membership.tenantId()))
                .findFirst();
    }
}
