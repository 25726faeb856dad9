package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.database.Ids;
import io.ripeline.identity.IdentityError;
import io.ripeline.identity.ServiceTokens;
import io.ripeline.member.MemberTokens;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
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

/// The service tokens of members: issued, looked over, revoked.
@RestController
@RequestMapping("/api/v1/members/{id}/tokens")
class MemberTokensController {

    private final Sessions sessions;
    private final MemberTokens tokens;

    MemberTokensController(Sessions sessions, MemberTokens tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    record TokenRequest(String name, @Nullable Instant expiresAt) {}

    /// @param token the secret, shown this once
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TokenResponse(
            UUID id, String name, String token, @Nullable Instant expiresAt) {}

    /// @param lastUsedAt to the minute
    @JsonInclude
    record StandingResponse(
            UUID id,
            String name,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    record TokensResponse(List<StandingResponse> items) {}

    @GetMapping
    TokensResponse of(@PathVariable("id") String id) {
        return sessions.read(session -> new TokensResponse(tokens.of(session, member(session, id)).stream()
                .map(each -> new StandingResponse(
                        each.id(), each.name(), each.createdAt(), each.expiresAt(), each.lastUsedAt()))
                .toList()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    TokenResponse issue(@PathVariable("id") String id, @RequestBody TokenRequest request) {
        return sessions.write(session -> {
            ServiceTokens.Issued issued =
                    tokens.issue(session, member(session, id), request.name(), request.expiresAt());
            return new TokenResponse(issued.id(), issued.name(), issued.token().value(), issued.expiresAt());
        });
    }

    @DeleteMapping("/{tokenId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable("id") String id, @PathVariable("tokenId") String tokenId) {
        sessions.write(session -> {
            tokens.revoke(
                    session, member(session, id), Ids.parse(tokenId).orElseThrow(MemberTokensController::noToken));
            return id;
        });
    }

    private static UUID member(Session session, String id) {
        return session.caller()
                .directory()
                .get(Ids.parse(id).orElseThrow(MembersController::notFound))
                .id();
    }

    private static Refused noToken() {
        return IdentityError.TOKEN_NOT_FOUND.because(Text.of("There is no such token.", "没有该令牌。"));
    }
}
