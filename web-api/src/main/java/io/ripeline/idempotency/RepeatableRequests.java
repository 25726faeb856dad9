package io.ripeline.idempotency;

import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.TenantTransactions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Runs a POST that carries an `Idempotency-Key` and keeps its answer in the transaction of its effect (ADR 0017): sent
/// again within 24 hours it has no second effect and gets the same answer, also when both come at once or the server
/// died
/// in between. A refused request has no effect, keeps nothing and may be sent again.
///
/// Refuses with `idempotency-key-invalid` and, where the key came with another request before,
/// `idempotency-key-reused`.
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class RepeatableRequests extends OncePerRequestFilter {

    private static final String HEADER = "Idempotency-Key";

    /// Has no effect that could be repeated, and an answer of any size.
    private static final String EXPORTS = "/api/v1/exports";

    private final KeptAnswers answers;
    private final TenantTransactions companies;
    private final TransactionTemplate platform;

    RepeatableRequests(KeptAnswers answers, TenantTransactions companies, PlatformTransactionManager manager) {
        this.answers = answers;
        this.companies = companies;
        this.platform = new TransactionTemplate(manager);
    }

    /// Undoes what a refused request began; nothing to tell anybody.
    private static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refusal() {
            super(null, null, false, false);
        }
    }

    /// Carries what a filter may throw out of a transaction, which it rolls back.
    private static final class Failure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Failure(Exception cause) {
            super(cause);
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean operator = path.startsWith("/operator/");
        return request.getHeader(HEADER) == null
                || !HttpMethod.POST.matches(request.getMethod())
                || path.equals(EXPORTS)
                || !operator && !(path.startsWith("/api/") && TenantScope.isBound());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        IdempotencyKey key = new IdempotencyKey(holder(), request.getHeader(HEADER));
        if (RequestDigest.isUpload(request)) {
            exchange(key, new RequestDigest(request).ofParts(request), request, response, chain);
        } else {
            byte[] body = request.getInputStream().readAllBytes();
            byte[] digest = new RequestDigest(request).of(body);
            exchange(key, digest, new RepeatedBody(request, body), response, chain);
        }
    }

    private static String holder() {
        if (!TenantScope.isBound()) {
            return "operator";
        }
        TenantScope scope = TenantScope.current();
        return scope.tenant().id() + "/" + scope.memberId();
    }

    private void exchange(
            IdempotencyKey key,
            byte[] digest,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answering = new ContentCachingResponseWrapper(response);
        try {
            Optional<Answer> given = TenantScope.isBound()
                    ? companies.write(transaction -> answer(
                            key, digest, request, answering, chain, work -> companies.onPlatform(transaction, work)))
                    : platform.execute(status -> answer(key, digest, request, answering, chain, Supplier::get));
            if (given.isPresent()) {
                given.get().writeTo(response);
                return;
            }
        } catch (Refusal refused) {
            logger.debug("A refused request keeps no answer", refused);
        } catch (Failure failure) {
            rethrow(failure);
        }
        answering.copyBodyToResponse();
    }

    /// Where the rows of kept answers can be reached.
    private interface Store {

        Optional<Answer> in(Supplier<Optional<Answer>> work);
    }

    private Optional<Answer> answer(
            IdempotencyKey key,
            byte[] digest,
            HttpServletRequest request,
            ContentCachingResponseWrapper response,
            FilterChain chain,
            Store store) {
        Optional<Answer> given = store.in(() -> answers.begin(key, digest));
        if (given.isEmpty()) {
            try {
                chain.doFilter(request, response);
            } catch (ServletException | IOException failure) {
                throw new Failure(failure);
            }
            if (HttpStatus.valueOf(response.getStatus()).isError()) {
                throw new Refusal();
            }
            store.in(() -> answers.keep(key, Answer.of(response)));
        }
        return given;
    }

    private static void rethrow(Failure failure) throws ServletException, IOException {
        Throwable cause = failure.getCause();
        if (cause instanceof IOException broken) {
            throw broken;
        }
        if (cause instanceof ServletException refused) {
            throw refused;
        }
        throw failure;
    }
}
