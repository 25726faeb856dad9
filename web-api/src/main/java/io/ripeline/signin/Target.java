package io.ripeline.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a person wanted to go before signing in. Only an address within Ripeline is one.
final class Target {

    private static final String ATTRIBUTE = "ripeline.target";
    private static final String HOME = "/";
    /// A path of our own: one slash, then neither a slash nor a backslash, which browsers take for one.
    private static final Pattern OWN = Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]{0,2000}");

    private Target() {}

    static String safe(@Nullable String asked) {
        return asked != null && OWN.matcher(asked).matches() ? asked : HOME;
    }

    static void remember(HttpServletRequest request, @Nullable String asked) {
        request.getSession().setAttribute(ATTRIBUTE, safe(asked));
    }

    static String take(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String target)) {
            return HOME;
        }
        session.removeAttribute(ATTRIBUTE);
        return target;
    }
}
