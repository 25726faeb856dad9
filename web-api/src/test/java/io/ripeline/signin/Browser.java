package io.ripeline.signin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A client with cookies that follows redirects. It stays at the host it last went to; hosts below `localhost` are all
/// the server under test.
public final class Browser {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final int MOST_REDIRECTS = 10;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private URI here;

    public Browser(int port) {
        this.here = URI.create("http://localhost:%d/".formatted(port));
    }

    /// One request without following anything. Headers come in pairs.
    public HttpResponse<String> send(String method, String target, String body, String... headers) {
        URI address = here.resolve(target);
        here = address.resolve("/");
        HttpRequest.Builder request = HttpRequest.newBuilder(reachable(address))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!reachable(address).equals(address)) {
            request.setHeader("Host", address.getAuthority());
        }
        return answer(request, headers);
    }

    /// Sends a body without telling its length.
    HttpResponse<String> stream(String target, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(here.resolve(target))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        return answer(request, headers);
    }

    private HttpResponse<String> answer(HttpRequest.Builder request, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException("No answer", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public HttpResponse<String> get(String target, String... headers) {
        return send("GET", target, "", headers);
    }

    /// A visit by address bar: asks for HTML, follows redirects.
    public HttpResponse<String> visit(String target) {
        HttpResponse<String> answer = get(target, "Accept", "text/html,*/*;q=0.8");
        for (int redirects = 0; redirects < MOST_REDIRECTS && isRedirect(answer); redirects++) {
            answer = get(location(answer), "Accept", "text/html,*/*;q=0.8");
        }
        return answer;
    }

    /// Fills in the sign-in form that this answer shows, and follows.
    public HttpResponse<String> signIn(HttpResponse<String> form, String email, String password) {
        HttpResponse<String> answer = submit(form, email, password);
        return isRedirect(answer) ? visit(location(answer)) : answer;
    }

    HttpResponse<String> submit(HttpResponse<String> form, String email, String password) {
        Matcher token = CSRF.matcher(form.body());
        String csrf = token.find() ? token.group(1) : "";
        String fields = Map.of("email", email, "password", password, "_csrf", csrf, "lang", "en").entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(
                "POST", "/signin", fields, "Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html");
    }

    public Optional<HttpCookie> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst();
    }

    /// Names below `localhost` need not be known to the resolver.
    private static URI reachable(URI address) {
        return URI.create(address.toString().replaceFirst("//[^/:]*[.]localhost", "//localhost"));
    }

    static boolean isRedirect(HttpResponse<String> answer) {
        return answer.statusCode() / 100 == 3;
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
