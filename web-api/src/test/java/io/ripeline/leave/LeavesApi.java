package io.ripeline.leave;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.ripeline.leave.LeavesController.LeaveRequest;
import io.ripeline.leave.LeavesController.LeaveResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Leaves as callers of the API note them, for the tests of other packages.
@Component
public class LeavesApi {

    private final LeavesController controller;

    LeavesApi(LeavesController controller) {
        this.controller = controller;
    }

    /// Notes a leave.
    @CanIgnoreReturnValue
    public UUID take(UUID member, String from, String to, @Nullable UUID deputy) {
        LeaveRequest request = new LeaveRequest(from, to, deputy == null ? null : deputy.toString());
        return controller.take(member.toString(), request).id();
    }

    /// The ids of a member's leaves.
    public List<UUID> of(UUID member) {
        return controller.of(member.toString()).items().stream()
                .map(LeaveResponse::id)
                .toList();
    }

    /// Calls a leave off.
    @CanIgnoreReturnValue
    public UUID end(UUID member, UUID leave) {
        controller.end(member.toString(), leave.toString());
        return leave;
    }
}
