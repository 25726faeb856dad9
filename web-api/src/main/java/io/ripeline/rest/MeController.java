package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.Definition.Branding;
import io.ripeline.definition.Role;
import io.ripeline.identity.Member;
import io.ripeline.json.Stands;
import io.ripeline.member.ChangeMember;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.tenancy.Tenant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Who I am here and what I may do.
@RestController
class MeController {

    private final Sessions sessions;
    private final ChangeMember changeMember;

    MeController(Sessions sessions, ChangeMember changeMember) {
        this.sessions = sessions;
        this.changeMember = changeMember;
    }

    /// @param timeZone in which I read my days; null where that is the company's
    /// @param today which day it is for me
    @JsonInclude
    record MemberPart(
            UUID id,
            String email,
            String name,
            String role,
            String roleLabel,
            @Nullable String timeZone,
            LocalDate today) {}

    record TenantPart(String slug, String name, String locale, String timeZone, String today) {}

    /// @param overrideCriteria may move records although criteria are unmet, for a reason
    record PermissionsPart(boolean admin, String scope, Map<String, List<String>> objects, boolean overrideCriteria) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BrandingPart(String name, @Nullable String color) {}

    record MeResponse(MemberPart member, TenantPart tenant, PermissionsPart permissions, BrandingPart branding) {}

    @GetMapping("/api/v1/me")
    MeResponse me() {
        return sessions.read(session -> new MeResponse(
                member(session, session.caller().member()),
                tenant(session),
                permissions(session.caller().role()),
                branding(session)));
    }

    /// @param timeZone id of a zone of the IANA data base; null for the company's
    record SettleRequest(@Stands(String.class) @Nullable JsonNode timeZone) {}

    /// Changes in which time zone I read my days.
    @PatchMapping("/api/v1/me")
    MemberPart settle(@RequestBody SettleRequest request) {
        return sessions.write(session -> {
            Member member = session.caller().member();
            JsonNode zone = request.timeZone();
            return member(session, zone == null ? member : changeMember.settle(session, MembersController.zone(zone)));
        });
    }

    private static MemberPart member(Session session, Member member) {
        Tenant tenant = session.transaction().tenant();
        ZoneId zone = member.timeZone() == null ? tenant.timeZone() : member.timeZone();
        Locale locale = io.ripeline.tenancy.TenantScope.current().locale();
        return new MemberPart(
                member.id(),
                member.email().value(),
                member.name(),
                member.role(),
                session.caller().role().definition().label().in(locale),
                MembersController.idOf(member.timeZone()),
                session.transaction().now().atZone(zone).toLocalDate());
    }

    private static TenantPart tenant(Session session) {
        Tenant tenant = session.transaction().tenant();
        return new TenantPart(
                tenant.slug().value(),
                tenant.name(),
                tenant.locale().toLanguageTag(),
                tenant.timeZone().getId(),
                tenant.dateAt(session.transaction().now()).toString());
    }

    private static PermissionsPart permissions(Role role) {
        return new PermissionsPart(
                role.admin(),
                role.scope().name().toLowerCase(Locale.ROOT),
                role.definition().permissions().objects(),
                role.mayOverrideCriteria());
    }

    private static BrandingPart branding(Session session) {
        Branding branding = session.model().definition().branding();
        String name = branding == null || branding.name() == null
                ? session.transaction().tenant().name()
                : branding.name();
        return new BrandingPart(name, branding == null ? null : branding.color());
    }
}
