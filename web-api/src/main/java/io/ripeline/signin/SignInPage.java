package io.ripeline.signin;

import io.ripeline.http.Languages;
import io.ripeline.refusal.Text;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.HtmlUtils;

/// The page people sign in at, and what is said where signing in came to nothing. Two templates, both languages, no
/// script.
@Controller
class SignInPage {

    static final String PATH = "/signin";
    static final String EXPIRED = PATH + "?expired";

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private final String form = template("form");
    private final String notice = template("notice");

    @GetMapping(path = PATH)
    void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Text hello = request.getParameter("expired") == null
                ? new Text("", "")
                : new Text("The page was open for too long. Please sign in again.", "页面已过期，请重新登录。");
        showForm(request, response, 200, hello);
    }

    /// Shows the form again and says why it came to nothing.
    void sayWhy(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof TooManyAttempts many) {
            Duration wait = many.remaining();
            response.setHeader("Retry-After", Long.toString(wait.toSeconds() + 1));
            showForm(
                    request,
                    response,
                    TOO_MANY,
                    Text.counted(
                            wait.toMinutes() + 1,
                            "Too many attempts. Wait %d minute, then try again.",
                            "Too many attempts. Wait %d minutes, then try again.",
                            "尝试次数过多，请等待 %d 分钟后再试。",
                            wait.toMinutes() + 1));
            return;
        }
        showForm(
                request, response, UNAUTHORISED, new Text("The e-mail address or the password is wrong.", "邮箱或密码不正确。"));
    }

    void sayNobodyKnowsYou(HttpServletRequest request, HttpServletResponse response) throws IOException {
        showNotice(
                request,
                response,
                FORBIDDEN,
                new Text(
                        "This account is not a member of the company here. Ask its administrator to add your e-mail address.",
                        "此账号不是该公司的成员，请联系公司管理员添加您的邮箱。"));
    }

    void sayTryAgain(HttpServletRequest request, HttpServletResponse response) throws IOException {
        showNotice(
                request,
                response,
                UNAUTHORISED,
                new Text("Signing in was interrupted. Please try again.", "登录过程中断，请重试。"));
    }

    void sayIssuerIsAway(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "5");
        showNotice(
                request,
                response,
                UNAVAILABLE,
                new Text("The sign-in service does not answer. Please try again shortly.", "登录服务暂时没有响应，请稍后重试。"));
    }

    private void showForm(HttpServletRequest request, HttpServletResponse response, int status, Text error)
            throws IOException {
        Locale locale = language(request);
        Map<String, String> places = words(locale);
        places.put("email", Optional.ofNullable(request.getParameter("email")).orElse(""));
        places.put("error", error.in(locale));
        places.put("invalid", error.en().isEmpty() ? "false" : "true");
        if (request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
            places.put("csrf", token.getToken());
        }
        write(response, status, form, places);
    }

    private void showNotice(HttpServletRequest request, HttpServletResponse response, int status, Text message)
            throws IOException {
        Locale locale = language(request);
        Map<String, String> places = words(locale);
        places.put("message", message.in(locale));
        write(response, status, notice, places);
    }

    private static Locale language(HttpServletRequest request) {
        String asked = request.getParameter("lang");
        return asked == null ? Languages.of(request) : Locale.forLanguageTag(asked);
    }

    private static Map<String, String> words(Locale locale) {
        Map<String, String> words = new HashMap<>();
        words.put("lang", new Text("en", "zh-CN").in(locale));
        words.put("title", new Text("Sign in to Ripeline", "登录 Ripeline").in(locale));
        words.put("tagline", new Text("Every customer ripens in its own time.", "让每位客户自然成熟。").in(locale));
        words.put("emailLabel", new Text("E-mail address", "邮箱").in(locale));
        words.put("passwordLabel", new Text("Password", "密码").in(locale));
        words.put("submit", new Text("Sign in", "登录").in(locale));
        words.put("again", new Text("Try again", "重试").in(locale));
        words.put("otherLang", new Text("zh-CN", "en").in(locale));
        words.put("otherName", new Text("中文", "English").in(locale));
        return words;
    }

    private static void write(HttpServletResponse response, int status, String template, Map<String, String> places)
            throws IOException {
        String page = PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(escaped(places.getOrDefault(place.group(1), ""))));
        response.setStatus(status);
        response.setContentType("text/html;charset=utf-8");
        response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private static String template(String name) {
        return resource(name + ".html").replace("@@STYLE@@", resource("page.css"));
    }

    private static String resource(String name) {
        try {
            return new ClassPathResource("signin/" + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new IllegalStateException("The sign-in page is not in the jar", missing);
        }
    }
}
