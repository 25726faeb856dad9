package io.ripeline.provisioning;

import io.ripeline.tenancy.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// The schema and role of a new company. Rights are given before there are tables: giving them afterwards costs ten
/// times
/// as much.
@Component
class TenantSchema {

    /// The step of the tenant changelog that a new schema stands at.
    static final int VERSION = 1;

    private final JdbcTemplate jdbc;
    private final String baseline;

    TenantSchema(JdbcTemplate jdbc) throws IOException {
        this.jdbc = jdbc;
        this.baseline = new ClassPathResource("tenant/0001-baseline.sql").getContentAsString(StandardCharsets.UTF_8);
    }

    /// The name of a company's role, and of its schema, which is found by the role's name (ADR 0015). Roles belong to
    /// the whole server, where two databases may know the same slug.
    static String nameOf(UUID tenant) {
        return "rpl_" + tenant.toString().replace("-", "");
    }

    /// Creates role, schema and baseline tables in the caller's transaction.
    void create(Tenant tenant) {
        jdbc.execute("""
                CREATE ROLE "%1$s" NOLOGIN;
                GRANT "%1$s" TO CURRENT_USER;
                CREATE SCHEMA "%2$s";
                GRANT USAGE ON SCHEMA "%2$s" TO "%1$s";
                ALTER DEFAULT PRIVILEGES IN SCHEMA "%2$s" GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "%1$s";
                SET LOCAL search_path = "%2$s";
                %3$s
                INSERT INTO _head (config_version, member_revision) VALUES (0, 0);
                """.formatted(tenant.role(), tenant.schema(), baseline));
    }
}
