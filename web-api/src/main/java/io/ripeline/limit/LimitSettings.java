package io.ripeline.limit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the operator allows.
///
/// @param memberRequests how many requests a member may make in a window
/// @param tenantRequests how many all members of a company may make together
/// @param strangerRequests how many requests from an address may end with nobody knowing whose they are
/// @param concurrent how many requests of a company may be under way at once on a node
@ConfigurationProperties("ripeline.limits")
record LimitSettings(
        @DefaultValue("100000") long memberRequests,
        @DefaultValue("200000") long tenantRequests,
        @DefaultValue("1000") long strangerRequests,
        @DefaultValue("10s") Duration window,
        @DefaultValue("256") int concurrent) {

    LimitSettings {
        if (Math.min(memberRequests, tenantRequests) < 1
                || Math.min(strangerRequests, concurrent) < 1
                || !window.isPositive()) {
            throw new IllegalArgumentException("ripeline.limits: member-requests, tenant-requests, stranger-requests,"
                    + " window and concurrent must be above zero");
        }
    }
}
