package io.ripeline.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import io.ripeline.application.RipelineApplication;
import io.ripeline.browser.Company.Login;
import io.ripeline.embedded.OnRealServers;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A running Ripeline and the gestures of those who use it.
@OnRealServers
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + BrowserTest.OPERATOR)
abstract class BrowserTest {

    static final String OPERATOR = "rpl_operator-of-the-browser-tests";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @LocalServerPort
    private int port;

    Company company(String template) {
        return Company.from(template, port, OPERATOR);
    }

    String address(String path) {
        return "http://localhost:" + port + path;
    }

    /// The page at an address, after the person who went there has signed in.
    Page open(String path, Login login, Device device, String language) {
        Page page = CHROMIUM.page(device, language);
        page.navigate(address(path));
        page.getByLabel(Pattern.compile("E-mail address|邮箱")).fill(login.email());
        page.getByLabel(Pattern.compile("Password|密码")).fill(login.password());
        page.getByRole(AriaRole.BUTTON, named(Pattern.compile("Sign in|登录"))).click();
        page.waitForURL("**" + path);
        return page;
    }

    Page open(String path, Login login) {
        return open(path, login, Device.DESKTOP, "en");
    }

    static void goTo(Page page, String path) {
        page.navigate(page.url().replaceFirst("(://[^/]+).*", "$1") + path);
    }

    static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    static Locator region(Page page, String name) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name));
    }

    static Locator dialog(Page page, String name) {
        return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(name));
    }

    /// A button within a part of the page, by its whole name.
    static Locator button(Locator within, String name) {
        return within.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    static Page.GetByRoleOptions named(Pattern name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    /// Opens a list of choices and takes one.
    static void choose(Page page, Locator list, String choice) {
        list.click();
        page.getByTitle(choice, new Page.GetByTitleOptions().setExact(true)).click();
    }

    /// Carries one thing to another with the mouse.
    static void drag(Page page, Locator what, Locator to) {
        BoundingBox from = what.boundingBox();
        BoundingBox target = to.boundingBox();
        page.mouse().move(from.x + from.width / 2, from.y + from.height - 12);
        page.mouse().down();
        page.mouse().move(from.x + from.width / 2 + 12, from.y + from.height - 12);
        page.mouse().move(target.x + target.width / 2, target.y + 60, new Mouse.MoveOptions().setSteps(10));
        page.mouse().up();
    }
}
