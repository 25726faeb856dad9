package io.ripeline.tenancy;

import static io.ripeline.tenancy.TenancyError.SLUG_TAKEN;
import static io.ripeline.tenancy.TenancyError.TENANT_NOT_FOUND;

import io.ripeline.refusal.Text;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hibernate.exception.ConstraintViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The registry of companies, in the platform schema.
@Component
public class Tenants {

    private final EntityManager entities;
    // What the request path needs of a tenant (schema, role, zone) never changes; the state is read with the
    // transaction.
    private final ConcurrentMap<UUID, Tenant> known = new ConcurrentHashMap<>();

    Tenants(EntityManager entities) {
        this.entities = entities;
    }

    /// Enters a new company; refuses with `slug-taken`. Joins the caller's transaction.
    @Transactional
    public void add(Tenant tenant) {
        try {
            entities.persist(TenantRow.of(tenant));
            entities.flush();
        } catch (ConstraintViolationException taken) {
            throw SLUG_TAKEN.at(
                    "/slug",
                    Text.of(
                            "The slug \"%s\" is taken by another company; choose another one.",
                            "公司短名“%s”已被占用，请换一个。", tenant.slug()));
        }
    }

    /// The company with this id.
    @Transactional(readOnly = true)
    public Optional<Tenant> byId(UUID id) {
        return Optional.ofNullable(entities.find(TenantRow.class, id)).map(TenantRow::toTenant);
    }

    /// The company with this id as this process first saw it; a stored token or session always names one that exists.
    public Optional<Tenant> known(UUID id) {
        return Optional.ofNullable(known.computeIfAbsent(id, key -> byId(key).orElse(null)));
    }

    /// The company with this slug; refuses with `tenant-not-found`.
    @Transactional(readOnly = true)
    public Tenant bySlug(String slug) {
        return find(slug)
                .orElseThrow(
                        () -> TENANT_NOT_FOUND.because(Text.of("There is no company \"%s\".", "没有名为“%s”的公司。", slug)));
    }

    /// The company with this slug.
    @Transactional(readOnly = true)
    public Optional<Tenant> find(String slug) {
        return entities.createQuery("FROM TenantRow WHERE slug = :slug", TenantRow.class)
                .setParameter("slug", slug)
                .getResultStream()
                .findFirst()
                .map(TenantRow::toTenant);
    }

    /// Every company, by slug.
    @Transactional(readOnly = true)
    public List<Tenant> all() {
        return entities.createQuery("FROM TenantRow ORDER BY slug", TenantRow.class)
                .getResultStream()
                .map(TenantRow::toTenant)
                .toList();
    }
}
