package io.ripeline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// An administrator at work on the definition.
class StudioIT extends BrowserTest {

    @Test
    void addsARequiredFieldSeesWhomItTouchesPublishesAndRollsBack() {
        Company company = company("five-level");
        Page page = open("/studio/objects/customer", company.administrator());

        addField(page, "Credit limit");
        page.getByLabel("Required", new Page.GetByLabelOptions().setExact(true)).check();
        assertThat(region(page, "Draft")).containsText("Draft saved");
        button(page, "Review").click();
        Locator review = dialog(page, "Before you publish");
        assertThat(review).containsText("Credit limit");
        assertThat(review.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Show them")))
                .isVisible();
        publish(page, review, "Credit is limited");

        assertThat(page.getByText("Version 2 is in force")).isVisible();
        assertThat(fields(company, "customer")).contains("\"credit_limit\"");
        rollBack(page);
        assertThat(page.getByText("Version 3 is in force")).isVisible();
        assertThat(fields(company, "customer")).doesNotContain("\"credit_limit\"");
    }

    @Test
    void tellsTwoAdministratorsOfOneAnother() {
        Company company = company("five-level");
        Page mine = open("/studio/funnels/sales?stage=need_confirmed", company.administrator());
        Page theirs = open("/studio/funnels/sales?stage=need_confirmed", company.administrator());
        mine.getByLabel("Name (English)").fill("Need is sure");
        assertThat(region(mine, "Draft")).containsText("Draft saved");

        theirs.getByLabel("Name (English)").fill("Need is known");

        assertThat(theirs.getByText("Somebody else changed the same place")).isVisible();
        button(theirs, "Take theirs").click();
        assertThat(theirs.getByLabel("Name (English)")).hasValue("Need is sure");
        theirs.getByLabel("Win rate").fill("33");
        assertThat(region(theirs, "Draft")).containsText("Draft saved");
        mine.getByLabel("Stale after").fill("44");
        assertThat(region(mine, "Draft")).containsText("Draft saved");

        mine.reload();
        assertThat(mine.getByLabel("Win rate")).hasValue("33");
        assertThat(mine.getByLabel("Stale after")).hasValue("44");
    }

    private static void addField(Page page, String name) {
        button(page, "Add field").click();
        Locator dialog = dialog(page, "Add field");
        dialog.getByLabel("Name (English)").fill(name);
        button(dialog, "Add").click();
        page.waitForURL(Pattern.compile(".*/fields/credit_limit"));
    }

    private static void publish(Page page, Locator review, String note) {
        button(review, "Publish").click();
        Locator dialog = dialog(page, "Publish the draft");
        dialog.getByLabel("Note").fill(note);
        button(dialog, "Publish").click();
    }

    private static void rollBack(Page page) {
        goTo(page, "/studio/versions");
        assertThat(page.getByText("Credit is limited")).isVisible();
        page.getByRole(AriaRole.BUTTON, named(Pattern.compile("Roll back to this")))
                .first()
                .click();
        Locator dialog = dialog(page, "Roll back to version 1?");
        button(dialog, "Roll back to this").click();
    }

    private static String fields(Company company, String object) {
        JsonNode view = company.admin().get("/api/v1/objects/" + object).json();
        return view.at("/fields").toString();
    }
}
