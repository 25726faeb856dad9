package io.ripeline.provisioning;

import io.ripeline.tenancy.SchemaTarget;
import io.ripeline.tenancy.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// The schema and role of a company, made in numbered steps. A step that has been released is never changed; the next
/// one
/// mends it. Rights are given before there are tables: giving them afterwards costs ten times as much.
@Component
class TenantSchema implements SchemaTarget {

    static final List<String> STEPS = List.of(
            "0001-baseline",
            "0002-engine",
            "0003-visibility",
            "0004-search",
            "0005-imports",
            "0006-duplicates",
            "0007-replanning",
            "0008-process",
            "0009-workday",
            "0010-calls",
            "0011-comments",
            "0012-shares",
            "0012-views",
            "0013-time-zones",
            "0014-warnings",
            "0015-undo",
            "0016-searching",
            "0018-bulk",
            "0019-sounds",
            "0020-effects");

    /// The step that a new schema stands at.
    static final int VERSION = STEPS.size();

    private final JdbcTemplate jdbc;
    private final List<String> steps = new ArrayList<>();

    @Autowired
    TenantSchema(JdbcTemplate jdbc) throws IOException {
        this(jdbc, STEPS);
    }

    TenantSchema(JdbcTemplate jdbc, List<String> names) throws IOException {
        this.jdbc = jdbc;
        for (String step : names) {
            steps.add(new ClassPathResource("tenant/" + step + ".sql").getContentAsString(StandardCharsets.UTF_8));
        }
    }

    @Override
    public int version() {
        return steps.size();
    }

    /// The name of a company's role, and of its schema, which is found by the role's name (ADR 0015). Roles belong to
    /// the whole server, where two databases may know the same slug.
    static String nameOf(UUID tenant) {
        return "rpl_" + tenant.toString().replace("-", "");
    }

    /// Creates role, schema and tables in the caller's transaction.
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
                """.formatted(tenant.role(), tenant.schema(), after(0, tenant.schemaVersion())));
    }

    /// Takes the steps a schema lacks, in the caller's transaction.
    void upgrade(Tenant tenant, int from) {
        jdbc.execute("SET LOCAL search_path = \"%s\";\n%s".formatted(tenant.schema(), after(from, version())));
    }

    private String after(int from, int to) {
        return String.join("\n", steps.subList(from, to));
    }
}
