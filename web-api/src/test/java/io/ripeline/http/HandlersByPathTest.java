package io.ripeline.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

class HandlersByPathTest {

    private final RequestMappingHandlerMapping handlers = new HandlersByPath();

    @BeforeEach
    void declare() {
        StaticWebApplicationContext context = new StaticWebApplicationContext();
        context.setServletContext(new MockServletContext());
        context.registerSingleton("declared", Declared.class);
        handlers.setApplicationContext(context);
        handlers.afterPropertiesSet();
    }

    @ParameterizedTest
    @CsvSource({
        "/records/deal, list",
        "/records/deal/1, get",
        "/records/deal/form-state, form",
        "/records/deal/%66orm-state, form",
        "/records/deal/1/changes, changes",
        "/sheets/2026.pdf, sheet",
        "/first, either",
        "/second/x, either",
        "/pages, page",
        "/pages/a/b/c, page",
        "/, root",
    })
    void findsWhatIsDeclared(String path, String method) throws Exception {
        assertThat(found("GET", path)).isEqualTo(method);
    }

    @ParameterizedTest
    @CsvSource({"/records", "/records/deal/1/other", "/records/deal/", "/Records/deal", "/records//1", "/second"})
    void findsNothingElse(String path) throws Exception {
        assertThat(handlers.getHandler(request("GET", path))).isNull();
    }

    @Test
    void saysWhichMethodsAPathHas() {
        assertThatThrownBy(() -> handlers.getHandler(request("DELETE", "/records/deal/1")))
                .isInstanceOfSatisfying(
                        HttpRequestMethodNotSupportedException.class,
                        refused -> assertThat(refused.getSupportedMethods()).containsExactlyInAnyOrder("GET", "PATCH"));
    }

    private String found(String method, String path) throws Exception {
        HandlerExecutionChain chain = Objects.requireNonNull(handlers.getHandler(request(method, path)));
        return ((HandlerMethod) chain.getHandler()).getMethod().getName();
    }

    private static MockHttpServletRequest request(String method, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        ServletRequestPathUtils.parseAndCache(request);
        return request;
    }

    @RestController
    static class Declared {

        @GetMapping("/records/{object}")
        void list(@PathVariable String object) {}

        @GetMapping("/records/{object}/{id}")
        void get(@PathVariable String object, @PathVariable String id) {}

        @PatchMapping("/records/{object}/{id}")
        void patch(@PathVariable String object, @PathVariable String id) {}

        @GetMapping("/records/{object}/form-state")
        void form(@PathVariable String object) {}

        @GetMapping("/records/{object}/{id}/changes")
        void changes(@PathVariable String object, @PathVariable String id) {}

        @GetMapping("/sheets/{day}.pdf")
        void sheet(@PathVariable String day) {}

        @GetMapping({"/first", "/second/{name}"})
        void either() {}

        @GetMapping("/pages/**")
        void page() {}

        @GetMapping("/")
        void root() {}
    }
}
