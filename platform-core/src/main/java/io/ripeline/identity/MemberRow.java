package io.ripeline.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Found through the search path: the company's own table.
@Entity
@Table(name = "_member")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // filled and read by Hibernate
class MemberRow {

    @Id
    private UUID id;

    private String email;
    private String emailKey;
    private String name;
    private String role;

    private @Nullable UUID managerId;

    private boolean active;

    private @Nullable String timeZone;

    private Instant createdAt;

    static MemberRow of(Member member, Instant createdAt) {
        MemberRow row = new MemberRow();
        row.id = member.id();
        row.email = member.email().value();
        row.emailKey = member.email().key();
        row.createdAt = createdAt;
        row.take(member);
        return row;
    }

    void take(Member member) {
        name = member.name();
        role = member.role();
        managerId = member.managerId();
        active = member.active();
        timeZone = member.timeZone() == null ? null : member.timeZone().getId();
    }

    Member toMember() {
        return new Member(
                id, new Email(email), name, role, managerId, active, timeZone == null ? null : ZoneId.of(timeZone));
    }
}
