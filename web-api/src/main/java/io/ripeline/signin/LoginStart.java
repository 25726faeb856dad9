package io.ripeline.signin;

import io.ripeline.identity.Memberships.Membership;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The browser's way in: sends it to the issuer, and takes the member into the session when it comes back.
@Controller
class LoginStart {

    private final Issuer issuer;
    private final SessionMember session;
    private final Companies companies;
    private final SignInPage page;

    LoginStart(Issuer issuer, SessionMember session, Companies companies, SignInPage page) {
        this.issuer = issuer;
        this.session = session;
        this.companies = companies;
        this.page = page;
    }

    @GetMapping("/login")
    void start(
            @RequestParam(required = false) @Nullable String to,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (session.get(request).isPresent()) {
            response.sendRedirect(Target.safe(to));
            return;
        }
        try {
            issuer.client();
        } catch (IllegalArgumentException | IllegalStateException away) {
            page.sayIssuerIsAway(request, response);
            return;
        }
        Target.remember(request, to);
        response.sendRedirect("/oauth2/authorization/" + Issuer.CLIENT);
    }

    /// The issuer vouches for a person; she is in if the company knows her.
    void welcome(HttpServletRequest request, HttpServletResponse response, Authentication person) throws IOException {
        Optional<Membership> membership = person.getPrincipal() instanceof OidcUser user
                ? VerifiedEmail.of(user).flatMap(email -> companies.entered(email, request))
                : Optional.empty();
        if (membership.isEmpty()) {
            request.getSession().invalidate();
            page.sayNobodyKnowsYou(request, response);
            return;
        }
        session.put(request, membership.get());
        response.sendRedirect(Target.take(request));
    }

    /// The issuer refused, or the browser came back with a stale answer.
    void refused(HttpServletRequest request, HttpServletResponse response, Exception failure) throws IOException {
        page.sayTryAgain(request, response);
    }
}
