package io.ripeline.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Found through the search path: the company's own table.
@Entity
@Table(name = "_leave")
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // filled and read by Hibernate
class LeaveRow {

    @Id
    private UUID id;

    private UUID memberId;
    private LocalDate firstDay;
    private LocalDate lastDay;
    private @Nullable UUID deputyId;
    private UUID createdBy;
    private Instant createdAt;
    private @Nullable Instant endedAt;

    static LeaveRow of(Leave leave, UUID createdBy, Instant createdAt) {
        LeaveRow row = new LeaveRow();
        row.id = leave.id();
        row.memberId = leave.memberId();
        row.firstDay = leave.from();
        row.lastDay = leave.to();
        row.deputyId = leave.deputyId();
        row.createdBy = createdBy;
        row.createdAt = createdAt;
        return row;
    }

    void end(Instant at) {
        endedAt = at;
    }

    Leave toLeave() {
        return new Leave(id, memberId, firstDay, lastDay, deputyId);
    }
}
