package io.ripeline.identity;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// In which companies an e-mail address is a member's, so that signing in need not ask each company.
@Component
public class Memberships {

    /// One member of one company.
    public record Membership(UUID tenantId, UUID memberId) {}

    private final JdbcClient jdbc;

    Memberships(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    int add(Email email, UUID tenantId, UUID memberId) {
        return jdbc.sql("INSERT INTO platform.membership (email_key, tenant_id, member_id) VALUES (?, ?, ?)")
                .params(email.key(), tenantId, memberId)
                .update();
    }

    /// Where this address is a member's, the oldest company first.
    @Transactional(readOnly = true)
    public List<Membership> of(Email email) {
        return jdbc
                .sql("""
                        SELECT tenant_id, member_id FROM platform.membership WHERE email_key = ? ORDER BY tenant_id""")
                .param(email.key())
                .query((row, number) ->
                        new Membership(row.getObject("tenant_id", UUID.class), row.getObject("member_id", UUID.class)))
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }
}
