package io.ripeline.signin;

import io.ripeline.database.Ids;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.identity.Email;
import io.ripeline.identity.Logins;
import io.ripeline.identity.Memberships.Membership;
import io.ripeline.identity.ServiceTokens;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantSlug;
import io.ripeline.tenancy.TenantState;
import io.ripeline.tenancy.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.ActiveProfiles;

/// A running edge with companies of the test's own.
@SpringBootTest(
        classes = EdgeApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + EdgeTest.OPERATOR_TOKEN)
@ActiveProfiles("edge")
@OnRealServers
@SuppressWarnings("NullAway.Init") // filled by Spring
public abstract class EdgeTest {

    static final String OPERATOR_TOKEN = "rpl_operator-token-of-the-test";
    static final String PASSWORD = "melons ripen slowly";

    /// The step of a schema that needs no upgrade: these companies have none.
    private static final int FAR_AHEAD = 1_000;

    private static final AtomicInteger COMPANIES = new AtomicInteger();

    @Autowired
    private Tenants tenants;

    @Autowired
    private ServiceTokens serviceTokens;

    @Autowired
    private Logins logins;

    @Autowired
    private PasswordEncoder encoder;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @LocalServerPort
    private int port;

    /// A company with one member, who can sign in and has a token.
    public record Company(Tenant tenant, UUID memberId, String email, String token) {
        public String slug() {
            return tenant.slug().value();
        }
    }

    protected Browser browser() {
        return new Browser(port);
    }

    protected int port() {
        return port;
    }

    protected AdjustableClock clock() {
        return (AdjustableClock) clock;
    }

    protected Company company() {
        return company("en");
    }

    protected Company company(String locale) {
        String slug = "acme" + COMPANIES.incrementAndGet();
        Tenant tenant = new Tenant(
                Ids.next(),
                new TenantSlug(slug),
                "Acme",
                "t_" + slug,
                "t_" + slug,
                FAR_AHEAD,
                "direct-sales",
                Locale.forLanguageTag(locale),
                ZoneId.of("Asia/Shanghai"),
                TenantState.ACTIVE,
                clock.instant());
        tenants.add(tenant);
        UUID memberId = Ids.next();
        String email = "ann@%s.example".formatted(slug);
        join(tenant, memberId, email);
        logins.addIfAbsent(new Email(email), String.valueOf(encoder.encode(PASSWORD)));
        return new Company(tenant, memberId, email, token(tenant, memberId, null));
    }

    /// Makes the address a member's.
    protected void join(Tenant tenant, UUID memberId, String email) {
        jdbc.sql("INSERT INTO platform.membership (email_key, tenant_id, member_id) VALUES (?, ?, ?)")
                .params(email, tenant.id(), memberId)
                .update();
    }

    protected void login(String email) {
        logins.addIfAbsent(new Email(email), String.valueOf(encoder.encode(PASSWORD)));
    }

    protected String token(Tenant tenant, UUID memberId, @Nullable Instant expiresAt) {
        return serviceTokens
                .issue(new Membership(tenant.id(), memberId), "test", expiresAt)
                .token()
                .value();
    }

    protected void revokeTokens(Company company) {
        jdbc.sql("UPDATE platform.service_token SET revoked_at = now() WHERE member_id = ?")
                .param(company.memberId())
                .update();
    }

    protected void change(Company company, TenantState state) {
        jdbc.sql("UPDATE platform.tenant SET state = ? WHERE id = ?")
                .params(state.name(), company.tenant().id())
                .update();
    }
}
