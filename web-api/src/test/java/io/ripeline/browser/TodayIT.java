package io.ripeline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.ripeline.browser.Company.Login;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The day of a representative.
class TodayIT extends BrowserTest {

    @Test
    void logsACallAndPlansTheNext() {
        Company company = company("direct-sales");
        Page page = open("/today", company.busyRep());
        String customer = firstOverdue(page);

        Locator form = logFormOf(page, customer);
        form.getByLabel("Outcome").getByText("Talked").click();
        form.getByLabel("Duration (min:sec)").fill("3:20");
        form.getByLabel("Note", exactly()).fill("Wants the quotation by Friday.");
        button(form, "Save").click();

        assertThat(page.getByText("Logged: " + customer + " · next follow-up")).isVisible();
        assertThat(region(page, "Done")).containsText(customer);
        assertThat(region(page, "Overdue").getByText(customer, new Locator.GetByTextOptions().setExact(true)))
                .hasCount(0);
        String id = idOf(company, customer);
        JsonNode calls = about(company, "activity", id, "note == \"Wants the quotation by Friday.\"");
        assertThat(calls.at("/0/values/duration_seconds").asInt()).isEqualTo(200);
        JsonNode next = about(company, "follow_up", id, "state == \"open\"");
        assertThat(next).hasSize(1);
        assertThat(next.at("/0/values/due_on").asString())
                .isGreaterThan(LocalDate.now(ZoneOffset.UTC).toString());
    }

    @Test
    void takesTheNextStepThatTheRepresentativeSets() {
        Company company = company("direct-sales");
        Page page = open("/today", company.busyRep());
        String customer = firstOverdue(page);

        Locator form = logFormOf(page, customer);
        form.getByLabel("Outcome").getByText("Talked").click();
        form.getByText("Set it myself").click();
        form.getByLabel("Purpose").fill("Bring the quotation");
        button(form, "Save").click();

        assertThat(region(page, "Done")).containsText(customer);
        assertThat(about(company, "follow_up", idOf(company, customer), "state == \"open\"")
                        .findValuesAsString("purpose"))
                .containsExactly("Bring the quotation");
    }

    @Test
    void putsAnItemOffOnlyWithAReason() {
        Company company = company("direct-sales");
        Page page = open("/today", company.busyRep());
        String customer = firstOverdue(page);

        button(page, "More for " + customer).click();
        page.getByRole(AriaRole.MENUITEM, named(Pattern.compile("Reschedule"))).click();
        Locator dialog = dialog(page, "Reschedule: " + customer);
        button(dialog, "Reschedule").click();
        assertThat(dialog).containsText("Give a reason: nothing that was planned disappears without one.");
        dialog.getByLabel("Reason").fill("On leave until tomorrow");
        button(dialog, "Reschedule").click();

        assertThat(region(page, "Tomorrow")).containsText(customer);
        JsonNode plan = about(company, "follow_up", idOf(company, customer), "state == \"open\"");
        assertThat(plan.findValuesAsString("reason")).containsExactly("On leave until tomorrow");
    }

    @Test
    void isUsableOnAPhone() {
        Company company = company("direct-sales");
        Login rep = company.busyRep();
        Page page = open("/today", rep, Device.PHONE, "en");
        String customer = firstOverdue(page);
        assertThat(widest(page)).isLessThanOrEqualTo(Device.PHONE.width());

        Locator form = logFormOf(page, customer);
        assertThat(widest(page)).isLessThanOrEqualTo(Device.PHONE.width());
        assertThat(button(form, "Save")).isInViewport();
        form.getByLabel("Outcome").getByText("No answer").click();
        button(form, "Save").click();

        assertThat(region(page, "Done")).containsText(customer);
        for (String path : new String[] {"/o/customer", "/o/deal", "/o/deal/board"}) {
            goTo(page, path);
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .isVisible();
            assertThat(widest(page)).as(path).isLessThanOrEqualTo(Device.PHONE.width());
        }
    }

    private static String firstOverdue(Page page) {
        return region(page, "Overdue")
                .getByRole(AriaRole.LISTITEM)
                .first()
                .getByRole(AriaRole.LINK)
                .first()
                .innerText();
    }

    private static Locator logFormOf(Page page, String customer) {
        button(page, ": " + customer).click();
        Locator form = dialog(page, "Log: " + customer);
        assertThat(form).isVisible();
        return form;
    }

    private static Locator.GetByLabelOptions exactly() {
        return new Locator.GetByLabelOptions().setExact(true);
    }

    private static int widest(Page page) {
        return ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
    }

    private static String idOf(Company company, String customer) {
        return company.admin()
                .list("customer", Map.of("filter", "name == \"%s\"".formatted(customer)))
                .text("/items/0/id");
    }

    private static JsonNode about(Company company, String object, String subject, String filter) {
        return company.admin()
                .list(object, Map.of("filter", "subject_id == \"%s\" && %s".formatted(subject, filter)))
                .json()
                .at("/items");
    }
}
