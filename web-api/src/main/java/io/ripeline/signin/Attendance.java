package io.ripeline.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/// Whether whoever began a long answer is still signed in: a session may end and a token be revoked meanwhile.
@Component
public class Attendance {

    private static final String BEARER = "Bearer ";

    private final KeptSessions sessions;
    private final BearerTokens tokens;

    Attendance(KeptSessions sessions, BearerTokens tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /// Asked from time to time.
    @FunctionalInterface
    public interface Sign {

        boolean isStillThere();
    }

    /// Whose request it is.
    public Sign of(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            String token = header.substring(BEARER.length()).strip();
            return () -> holds(token, request);
        }
        HttpSession session = request.getSession(false);
        String id = session == null ? "" : session.getId();
        return () -> sessions.findById(id) != null;
    }

    /// What cannot be asked now is asked again later.
    private boolean holds(String token, HttpServletRequest request) {
        try {
            return tokens.resolve(request)
                    .authenticate(new BearerTokenAuthenticationToken(token))
                    .isAuthenticated();
        } catch (AuthenticationException | io.ripeline.refusal.Refused gone) {
            return false;
        } catch (DataAccessException away) {
            return true;
        }
    }
}
