package io.ripeline.signin;

import static io.ripeline.signin.SignInError.CSRF_TOKEN_INVALID;
import static io.ripeline.signin.SignInError.MEMBER_ONLY;
import static io.ripeline.signin.SignInError.NOT_SIGNED_IN;
import static io.ripeline.signin.SignInError.OPERATOR_ONLY;
import static io.ripeline.signin.SignInError.TOKEN_INVALID;

import io.ripeline.http.ProblemWriter;
import io.ripeline.refusal.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;

/// Says no to programs: always a problem document, never a redirect.
@Component
class ApiDoor implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final ProblemWriter problems;
    private final SessionMember session;

    ApiDoor(ProblemWriter problems, SessionMember session) {
        this.problems = problems;
        this.session = session;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        boolean anonymous = failure instanceof InsufficientAuthenticationException;
        problems.write(anonymous ? NOT_SIGNED_IN.refusal() : TOKEN_INVALID.refusal(), request, response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        problems.write(denied instanceof CsrfException ? forged(request) : wrongKind(), request, response);
    }

    private Refused forged(HttpServletRequest request) {
        return session.get(request).isEmpty() ? NOT_SIGNED_IN.refusal() : CSRF_TOKEN_INVALID.refusal();
    }

    private static Refused wrongKind() {
        boolean member = Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(SignedIn.class::isInstance)
                .map(SignedIn.class::cast)
                .map(SignedIn::membership)
                .isPresent();
        return member ? OPERATOR_ONLY.refusal() : MEMBER_ONLY.refusal();
    }
}
