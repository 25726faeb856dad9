package io.ripeline.identity;

import io.ripeline.tenancy.TenantTransaction;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// When the members of each company are away. They are read with the {@link MemberDirectory}: who stands in for
/// somebody
/// sees what she sees.
@Component
public class Leaves {

    private final EntityManager entities;
    private final Members members;

    Leaves(EntityManager entities, Members members) {
        this.entities = entities;
        this.members = members;
    }

    /// Notes a leave.
    public void add(TenantTransaction transaction, Leave leave, UUID by) {
        entities.persist(LeaveRow.of(leave, by, transaction.now()));
        entities.flush();
        members.sightChanged(transaction);
    }

    /// Calls a leave off, or ends it before its last day.
    public void end(TenantTransaction transaction, UUID id) {
        Optional.ofNullable(entities.find(LeaveRow.class, id))
                .orElseThrow(() -> new IllegalStateException("Ended a leave that is not stored"))
                .end(transaction.now());
        entities.flush();
        members.sightChanged(transaction);
    }
}
