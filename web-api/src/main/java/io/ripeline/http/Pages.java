package io.ripeline.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Serves the browser's page at every address it routes by itself, so that a link or a reload lands where it points.
@Component
@Order(0)
class Pages extends OncePerRequestFilter {

    private static final String PAGE = "/index.html";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return !reads || !acceptsHtml(request.getHeader("Accept")) || !Paths.isPage(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.getRequestDispatcher(PAGE).forward(request, response);
    }

    private static boolean acceptsHtml(@Nullable String accept) {
        return accept != null && accept.contains("text/html");
    }

    /// What the build named by its content never changes; all else is asked for anew.
    @Configuration(proxyBeanMethods = false)
    static class Resources implements WebMvcConfigurer {

        private static final Duration FOR_EVER = Duration.ofDays(365);

        @Override
        public void addResourceHandlers(ResourceHandlerRegistry registry) {
            registry.addResourceHandler("/assets/**")
                    .addResourceLocations("classpath:/static/assets/")
                    .setCacheControl(CacheControl.maxAge(FOR_EVER).cachePublic().immutable());
            registry.addResourceHandler("/**")
                    .addResourceLocations("classpath:/static/")
                    .setCacheControl(CacheControl.noCache());
        }
    }
}
