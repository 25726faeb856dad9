package io.ripeline.identity;

import static io.ripeline.identity.IdentityError.TIME_ZONE_UNKNOWN;

import io.ripeline.refusal.Text;
import java.time.ZoneId;

/// The time zones that a company or a member may choose, by their ids in the IANA data base.
public final class TimeZones {

    /// Zones that the JDK alone has.
    private static final String OF_THE_JDK = "SystemV/";

    private TimeZones() {}

    /// The time zone with this id; refuses with `time-zone-unknown`.
    public static ZoneId named(String id) {
        if (!ZoneId.getAvailableZoneIds().contains(id) || id.startsWith(OF_THE_JDK)) {
            throw TIME_ZONE_UNKNOWN.at(
                    "/timeZone",
                    Text.of(
                            "There is no time zone \"%s\"; write one such as Asia/Shanghai.",
                            "没有时区“%s”，请使用如 Asia/Shanghai 的名称。", id));
        }
        return ZoneId.of(id);
    }
}
