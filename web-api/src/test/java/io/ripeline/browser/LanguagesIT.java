package io.ripeline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import io.ripeline.browser.Company.Login;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every page in both languages.
class LanguagesIT extends BrowserTest {

    private static final Pattern CHINESE = Pattern.compile("[一-龥]");
    /// A key of a definition or of code, or a value that found no words.
    private static final Pattern RAW =
            Pattern.compile("\\b[a-z]+_[a-z_]+\\b|\\b[a-z]+[A-Z]\\w*\\b|undefined|NaN|\\[object");

    private static final Map<String, String> ENGLISH = Map.of(
            "/today", "Today",
            "/o/customer", "Customers",
            "/o/deal", "Opportunities",
            "/o/deal/board", "Opportunity board",
            "/studio/funnels/sales", "Five-level funnel",
            "/studio/import", "Import");

    @Test
    void changeWithoutALeftoverOfTheOther() {
        Login admin = company("five-level").administrator();
        Page page = open("/today", admin, Device.DESKTOP, "en");

        ENGLISH.forEach((path, heading) -> {
            goTo(page, path);
            assertThat(heading(page)).hasText(heading);
            settle(page);
            assertThat(words(page)).as(path).doesNotContainPattern(CHINESE).doesNotContainPattern(RAW);
        });

        button(page, "Language").click();
        page.getByRole(AriaRole.MENUITEM, named(Pattern.compile("中文"))).click();
        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
        ENGLISH.keySet().forEach(path -> {
            goTo(page, path);
            assertThat(heading(page)).containsText(CHINESE);
            settle(page);
            assertThat(words(page)).as(path).doesNotContainPattern(RAW);
            assertThat(page.getByRole(AriaRole.NAVIGATION, named(Pattern.compile("主导航")))
                            .innerText())
                    .as(path)
                    .doesNotContainPattern(Pattern.compile("[A-Za-z]"));
        });
    }

    @Test
    void followTheBrowserUntilSignedIn() {
        Page page = CHROMIUM.page(Device.DESKTOP, "zh-CN");
        page.navigate(address("/"));

        assertThat(page.getByRole(AriaRole.BUTTON)).hasText("登录");
        page.getByRole(AriaRole.LINK, named(Pattern.compile("English"))).click();

        assertThat(page.getByRole(AriaRole.BUTTON)).hasText("Sign in");
    }

    private static Locator heading(Page page) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    /// Until nothing is being fetched any more.
    private static void settle(Page page) {
        page.waitForLoadState(LoadState.NETWORKIDLE);
    }

    private static String words(Page page) {
        return page.locator("body").innerText();
    }
}
