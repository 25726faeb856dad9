package io.ripeline.openapi;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// What a company's API can be asked: the handlers themselves, so that none is forgotten.
@Component
class Operations {

    private static final String BASE = "/api/v1/";

    private final RequestMappingHandlerMapping handlers;

    Operations(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
        this.handlers = handlers;
    }

    /// All of them, by path and method.
    List<Operation> all() {
        return handlers.getHandlerMethods().entrySet().stream()
                .flatMap(Operations::of)
                .filter(operation -> operation.path().startsWith(BASE))
                .sorted(Comparator.comparing(Operation::path).thenComparing(Operation::method))
                .toList();
    }

    private static java.util.stream.Stream<Operation> of(Map.Entry<RequestMappingInfo, HandlerMethod> handler) {
        RequestMappingInfo info = handler.getKey();
        PathPatternsRequestCondition paths = info.getPathPatternsCondition();
        String produces = info.getProducesCondition().getProducibleMediaTypes().stream()
                .findFirst()
                .map(Object::toString)
                .orElse("");
        return paths == null
                ? java.util.stream.Stream.of()
                : paths.getPatternValues().stream()
                        .flatMap(path -> info.getMethodsCondition().getMethods().stream()
                                .map(method -> new Operation(
                                        method.name(), path, handler.getValue().getMethod(), produces)));
    }
}
