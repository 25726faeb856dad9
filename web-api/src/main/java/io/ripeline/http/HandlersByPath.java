package io.ripeline.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.http.server.PathContainer.Element;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;

/// Finds the handler of a request. Spring asks each of two hundred handlers by all it was declared with, which took a
/// fourteenth of a short call; those whose path has other words than the request's are passed over first.
final class HandlersByPath extends RequestMappingHandlerMapping {

    private IdentityHashMap<RequestMappingInfo, List<Shape>> shapes = new IdentityHashMap<>();

    /// The words of a pattern between its slashes; null where anything may stand.
    private record Shape(List<@Nullable String> words) {

        /// Empty for what is not made of whole words, such as `/**`.
        static Optional<Shape> of(PathPattern pattern) {
            String path = pattern.getPatternString();
            if (!path.startsWith("/")) {
                return Optional.empty();
            }
            List<@Nullable String> words = new ArrayList<>();
            for (String word : path.substring(1).split("/", -1)) {
                if (word.contains("*") || word.contains("?") || word.isEmpty()) {
                    return Optional.empty();
                }
                words.add(word.contains("{") ? null : word);
            }
            return Optional.of(new Shape(words));
        }

        /// @param elements separators and words in turn
        boolean fits(List<Element> elements) {
            if (elements.size() != 2 * words.size()) {
                return false;
            }
            // From the end: the beginning is the same of nearly all.
            for (int index = words.size() - 1; index >= 0; index--) {
                String word = words.get(index);
                if (word != null
                        && !(elements.get(2 * index + 1) instanceof PathSegment segment
                                && segment.valueToMatch().equals(word))) {
                    return false;
                }
            }
            return true;
        }
    }

    @Override
    protected void handlerMethodsInitialized(Map<RequestMappingInfo, HandlerMethod> handlers) {
        super.handlerMethodsInitialized(handlers);
        IdentityHashMap<RequestMappingInfo, List<Shape>> known = new IdentityHashMap<>();
        handlers.keySet().forEach(mapping -> shapes(mapping).ifPresent(its -> known.put(mapping, its)));
        shapes = known;
    }

    private static Optional<List<Shape>> shapes(RequestMappingInfo mapping) {
        if (mapping.getPathPatternsCondition() == null) {
            return Optional.empty();
        }
        List<Optional<Shape>> its = mapping.getPathPatternsCondition().getPatterns().stream()
                .map(Shape::of)
                .toList();
        return its.stream().allMatch(Optional::isPresent)
                ? Optional.of(its.stream().flatMap(Optional::stream).toList())
                : Optional.empty();
    }

    /// A request whose path is at hand: to ask for it again for each handler goes through all its wrappers.
    private static final class Asked extends HttpServletRequestWrapper {

        private final List<Element> elements;

        Asked(HttpServletRequest request) {
            super(request);
            this.elements = ServletRequestPathUtils.getParsedRequestPath(request)
                    .pathWithinApplication()
                    .elements();
        }
    }

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
        return super.lookupHandlerMethod(path, new Asked(request));
    }

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo mapping, HttpServletRequest request) {
        List<Shape> its = shapes.get(mapping);
        boolean other = its != null && request instanceof Asked asked && !fits(its, asked.elements);
        return other ? null : super.getMatchingMapping(mapping, request);
    }

    private static boolean fits(List<Shape> shapes, List<Element> elements) {
        for (Shape shape : shapes) {
            if (shape.fits(elements)) {
                return true;
            }
        }
        return false;
    }

    /// Puts it in the place of Spring's.
    @Component
    static class Registration implements WebMvcRegistrations {

        @Override
        public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
            return new HandlersByPath();
        }
    }
}
