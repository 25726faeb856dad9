package io.ripeline.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
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

/// Finds the handler of a request. Spring asks each of two hundred handlers by all it was declared with, which took a
/// tenth of a short call. Here those are asked whose path has as many words as the request's and the same ones; where
/// not exactly one of them is meant, Spring decides.
final class HandlersByPath extends RequestMappingHandlerMapping {

    private List<List<Candidate>> byLength = List.of();
    private List<RequestMappingInfo> ofAnyLength = List.of();

    /// A handler with the words of its path between their slashes; null where anything may stand.
    private record Candidate(List<@Nullable String> words, RequestMappingInfo mapping, HandlerMethod handler) {

        /// @param elements separators and words in turn, as many words as here
        boolean fits(List<Element> elements) {
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
        List<List<Candidate>> known = new ArrayList<>();
        List<RequestMappingInfo> others = new ArrayList<>();
        handlers.forEach((mapping, handler) -> words(mapping)
                .ifPresentOrElse(
                        words -> {
                            while (known.size() <= words.size()) {
                                known.add(new ArrayList<>());
                            }
                            known.get(words.size()).add(new Candidate(words, mapping, handler));
                        },
                        () -> others.add(mapping)));
        byLength = known;
        ofAnyLength = others;
    }

    /// Empty for what is not one path made of whole words, such as `/**`.
    private static Optional<List<@Nullable String>> words(RequestMappingInfo mapping) {
        if (mapping.getPathPatternsCondition() == null
                || mapping.getPathPatternsCondition().getPatterns().size() != 1) {
            return Optional.empty();
        }
        String path = mapping.getPathPatternsCondition().getFirstPattern().getPatternString();
        List<@Nullable String> words = new ArrayList<>();
        for (String word : path.split("/", -1)) {
            if (word.contains("*") || word.contains("?") || word.isEmpty() != words.isEmpty()) {
                return Optional.empty();
            }
            words.add(word.contains("{") ? null : word);
        }
        return Optional.of(words.subList(1, words.size()));
    }

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
        List<Candidate> meant = meant(request);
        if (meant.size() != 1) {
            return super.lookupHandlerMethod(path, request);
        }
        Candidate only = meant.getFirst();
        request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, only.handler());
        handleMatch(only.mapping(), path, request);
        return only.handler();
    }

    /// The handlers that a request may be meant for; none where one might be that is not known by its words.
    private List<Candidate> meant(HttpServletRequest request) {
        List<Element> elements = ServletRequestPathUtils.getParsedRequestPath(request)
                .pathWithinApplication()
                .elements();
        int words = elements.size() / 2;
        if (words >= byLength.size() || elements.size() % 2 != 0) {
            return List.of();
        }
        List<Candidate> meant = new ArrayList<>();
        for (Candidate candidate : byLength.get(words)) {
            RequestMappingInfo matching =
                    candidate.fits(elements) ? getMatchingMapping(candidate.mapping(), request) : null;
            if (matching != null) {
                meant.add(new Candidate(candidate.words(), matching, candidate.handler()));
            }
        }
        return ofAnyLength.stream().anyMatch(other -> getMatchingMapping(other, request) != null) ? List.of() : meant;
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
