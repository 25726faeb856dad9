package io.ripeline.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient;
import io.ripeline.acceptance.ApiClient.Answer;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Sees to it that every answer a test gets is as the company's own description says.
public final class Described implements ApiClient.Witness {

    private static final String BASE = "/api/v1/";
    private static final String DOCUMENT = BASE + "openapi.json";
    private static final int UNKNOWN = 401;
    private static final int FIRST_REFUSAL = 400;

    private final Map<String, Contract> contracts = new ConcurrentHashMap<>();

    @Override
    public void saw(ApiClient asker, Answer answer) {
        HttpRequest request = answer.response().request();
        if (!request.uri().getPath().startsWith(BASE) || answer.status() == UNKNOWN) {
            return;
        }
        String reader = request.headers().firstValue("Authorization").orElse("");
        Contract known = contracts.computeIfAbsent(reader, key -> described(asker));
        if (!deviations(known, request, answer).isEmpty()) {
            // Another version may have come into force since.
            Contract now = described(asker);
            contracts.put(reader, now);
            assertThat(deviations(now, request, answer))
                    .as("%s %s -> %d %s", request.method(), request.uri(), answer.status(), answer.json())
                    .isEmpty();
        }
    }

    private static Contract described(ApiClient asker) {
        return new Contract(asker.get(DOCUMENT).json());
    }

    private static List<String> deviations(Contract contract, HttpRequest request, Answer answer) {
        String path = request.uri().getPath();
        if (answer.status() >= FIRST_REFUSAL
                && contract.find(request.method(), path).isEmpty()) {
            return List.of();
        }
        return contract.deviations(request.method(), path, answer);
    }
}
