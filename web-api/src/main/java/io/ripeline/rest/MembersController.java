package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.database.Ids;
import io.ripeline.identity.Email;
import io.ripeline.identity.IdentityError;
import io.ripeline.identity.Member;
import io.ripeline.identity.TimeZones;
import io.ripeline.json.Stands;
import io.ripeline.member.ChangeMember;
import io.ripeline.member.Extensions;
import io.ripeline.member.InviteMember;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantScope;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The people of the company.
@RestController
@RequestMapping("/api/v1/members")
class MembersController {

    private final Sessions sessions;
    private final InviteMember inviteMember;
    private final ChangeMember changeMember;
    private final Extensions extensions;

    MembersController(Sessions sessions, InviteMember inviteMember, ChangeMember changeMember, Extensions extensions) {
        this.sessions = sessions;
        this.inviteMember = inviteMember;
        this.changeMember = changeMember;
        this.extensions = extensions;
    }

    /// @param timeZone in which she reads her days; null where that is the company's
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MemberResponse(
            UUID id,
            String email,
            String name,
            String role,
            String roleLabel,
            @JsonInclude @Nullable UUID managerId,
            boolean active,
            @JsonInclude @Nullable String timeZone,
            @Nullable String extension,
            @Nullable String temporaryPassword) {

        static MemberResponse of(
                Session session, Member member, @Nullable String extension, @Nullable String password) {
            String label = session.model()
                    .role(member.role())
                    .map(role ->
                            role.definition().label().in(TenantScope.current().locale()))
                    .orElse(member.role());
            return new MemberResponse(
                    member.id(),
                    member.email().value(),
                    member.name(),
                    member.role(),
                    label,
                    member.managerId(),
                    member.active(),
                    idOf(member.timeZone()),
                    extension,
                    password);
        }
    }

    record MembersResponse(List<MemberResponse> items) {}

    record InviteRequest(
            String email,
            String name,
            String role,
            @Nullable UUID managerId,
            @Nullable String timeZone) {}

    record ChangeRequest(
            @Nullable String name,
            @Nullable String role,

            @Stands(UUID.class) @Nullable JsonNode managerId,

            @Nullable Boolean active,

            @Stands(String.class) @Nullable JsonNode timeZone,

            @Stands(String.class) @Nullable JsonNode extension) {}

    @GetMapping
    MembersResponse all() {
        return sessions.read(session -> {
            Map<UUID, String> numbers = extensions.all(session.transaction());
            return new MembersResponse(session.caller().directory().all().stream()
                    .map(member -> MemberResponse.of(session, member, numbers.get(member.id()), null))
                    .toList());
        });
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    MemberResponse invite(@RequestBody InviteRequest request) {
        return sessions.write(session -> {
            var invited = inviteMember.invite(
                    session,
                    new Email(request.email()),
                    request.name(),
                    request.role(),
                    request.managerId(),
                    request.timeZone() == null ? null : TimeZones.named(request.timeZone()));
            return MemberResponse.of(
                    session, invited.member(), null, invited.password().orElse(null));
        });
    }

    @PatchMapping("/{id}")
    MemberResponse change(@PathVariable String id, @RequestBody ChangeRequest request) {
        return sessions.write(session -> {
            Member member = session.caller().directory().get(id(id));
            Member changed = new Member(
                    member.id(),
                    member.email(),
                    request.name() == null ? member.name() : request.name(),
                    request.role() == null ? member.role() : request.role(),
                    request.managerId() == null ? member.managerId() : manager(request.managerId()),
                    request.active() == null ? member.active() : request.active(),
                    request.timeZone() == null ? member.timeZone() : zone(request.timeZone()));
            Member after = changeMember.change(session, changed);
            if (request.extension() != null) {
                extensions.give(
                        session,
                        member.id(),
                        request.extension().isNull()
                                ? null
                                : request.extension().asString());
            }
            String number = extensions.all(session.transaction()).get(member.id());
            return MemberResponse.of(session, after, number, null);
        });
    }

    /// The time zone that a body names, none where it is null; refuses with `time-zone-unknown`.
    static @Nullable ZoneId zone(JsonNode named) {
        if (named.isNull()) {
            return null;
        }
        return TimeZones.named(named.isString() ? named.asString() : named.toString());
    }

    static @Nullable String idOf(@Nullable ZoneId zone) {
        return zone == null ? null : zone.getId();
    }

    private static @Nullable UUID manager(JsonNode managerId) {
        return managerId.isNull() ? null : id(managerId.asString());
    }

    private static UUID id(String text) {
        return Ids.parse(text).orElseThrow(MembersController::notFound);
    }

    static Refused notFound() {
        return IdentityError.MEMBER_NOT_FOUND.because(Text.of("There is no such member.", "没有这位成员。"));
    }
}
