package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.identity.MemberDirectory;
import io.ripeline.record.RecordError;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.record.Share;
import io.ripeline.record.Shares;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// To whom a record is shown.
@RestController
@RequestMapping("/api/v1/records/{object}/{id}/shares")
class SharesController {

    private final Sessions sessions;
    private final Shares shares;

    SharesController(Sessions sessions, Shares shares) {
        this.sessions = sessions;
        this.shares = shares;
    }

    /// @param as what the member does in the record's team
    /// @param with the objects whose records are shown with it; contacts and deals where nothing is said
    record ShareRequest(
            @Nullable UUID member,
            @Nullable String role,
            String access,
            @Nullable String as,
            @Nullable List<String> with,
            @Nullable Instant until) {}

    record RoleResponse(String key, String label) {}

    @JsonInclude
    record ShareResponse(
            UUID id,
            @Nullable Ref member,
            @Nullable RoleResponse role,
            String access,
            @Nullable String as,
            List<String> with,
            @Nullable Instant until,
            Ref by,
            Instant createdAt) {}

    record SharesResponse(List<ShareResponse> items) {}

    @GetMapping
    SharesResponse of(@PathVariable String object, @PathVariable String id) {
        return sessions.read(session ->
                new SharesResponse(shares.of(session, session.model().object(object), RecordBodies.id(id)).stream()
                        .map(share -> response(session, share))
                        .toList()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ShareResponse add(@PathVariable String object, @PathVariable String id, @RequestBody ShareRequest request) {
        return sessions.write(session -> {
            ObjectModel model = session.model().object(object);
            Share.Access access = Share.Access.of(request.access())
                    .orElseThrow(() -> RecordError.RECORD_INVALID.at(
                            "/access", Text.of("access is read or edit.", "access 应为 read 或 edit。")));
            Shares.Wanted wanted = new Shares.Wanted(
                    request.member(), request.role(), access, request.as(), request.with(), request.until());
            return response(session, shares.add(session, model, RecordBodies.id(id), wanted));
        });
    }

    @DeleteMapping("/{share}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable String object, @PathVariable String id, @PathVariable String share) {
        sessions.write(session -> {
            UUID shareId = Ids.parse(share)
                    .orElseThrow(() ->
                            RecordError.SHARE_NOT_FOUND.because(Text.of("The record has no such share.", "此记录没有该共享。")));
            shares.end(session, session.model().object(object), RecordBodies.id(id), shareId);
            return shareId;
        });
    }

    private static ShareResponse response(Session session, Share share) {
        MemberDirectory directory = session.caller().directory();
        return new ShareResponse(
                share.id(),
                Ref.memberOrNone(directory, share.member()),
                share.role() == null ? null : role(session, share.role()),
                share.access().key(),
                share.part(),
                share.children(),
                share.until(),
                Ref.member(directory, share.by()),
                share.createdAt());
    }

    private static RoleResponse role(Session session, String key) {
        String label = session.model()
                .role(key)
                .map(role -> role.definition().label().in(TenantScope.current().locale()))
                .orElse(key);
        return new RoleResponse(key, label);
    }
}
