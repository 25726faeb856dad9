package io.ripeline.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// The machine's own Chromium: one for all tests, each page with a profile of its own. Tests are skipped where there
/// is none, or where the pages were not built. A test that fails leaves what was on the screen in `target/screens`; one
/// whose page threw, or broke the page's own policy, fails.
final class Chromium implements BeforeAllCallback, AfterTestExecutionCallback, AfterEachCallback {

    private static final Path PROGRAM =
            Path.of(Optional.ofNullable(System.getenv("RIPELINE_CHROMIUM")).orElse("/usr/bin/chromium"));
    private static final Path SCREENS = Path.of("target", "screens");
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final List<BrowserContext> profiles = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private @Nullable Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeTrue(
                Files.isExecutable(PROGRAM),
                "no Chromium at " + PROGRAM + ": RIPELINE_CHROMIUM can name another; browser tests are skipped");
        assumeTrue(
                Chromium.class.getResource("/static/index.html") != null,
                "the pages were left out of this build (skip.ui): browser tests are skipped");
        browser = context.getRoot()
                .getStore(Namespace.create(Chromium.class))
                .computeIfAbsent(Running.class, _ -> Running.start(), Running.class)
                .browser();
    }

    /// A page that knows nothing yet.
    ///
    /// @param language what the browser asks for, such as `zh-CN`
    Page page(Device device, String language) {
        if (browser == null) {
            throw new IllegalStateException("Chromium is registered as an instance: make the field static");
        }
        BrowserContext profile = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(device.width(), device.height())
                .setHasTouch(device.touch())
                .setLocale(language)
                .setTimezoneId("UTC"));
        profiles.add(profile);
        Page page = profile.newPage();
        page.onPageError(faults::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                faults.add(message.text());
            }
        });
        return page;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            String test = context.getRequiredTestClass().getSimpleName() + "."
                    + context.getRequiredTestMethod().getName();
            List<Page> pages = profiles.stream()
                    .flatMap(profile -> profile.pages().stream())
                    .toList();
            for (int number = 0; number < pages.size(); number++) {
                pages.get(number)
                        .screenshot(
                                new Page.ScreenshotOptions().setPath(SCREENS.resolve(test + "-" + number + ".png")));
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        profiles.forEach(BrowserContext::close);
        profiles.clear();
        List<String> seen = List.copyOf(faults);
        faults.clear();
        if (context.getExecutionException().isEmpty()) {
            assertThat(seen).as("what the pages complained of").isEmpty();
        }
    }

    private record Running(Playwright playwright, Browser browser) implements AutoCloseable {

        static Running start() {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            return new Running(
                    playwright,
                    playwright
                            .chromium()
                            .launch(new BrowserType.LaunchOptions()
                                    .setExecutablePath(PROGRAM)
                                    .setArgs(FLAGS)));
        }

        @Override
        public void close() {
            playwright.close();
        }
    }
}
