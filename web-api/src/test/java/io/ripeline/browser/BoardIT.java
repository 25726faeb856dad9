package io.ripeline.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.ripeline.browser.Company.Login;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Deals on their way.
class BoardIT extends BrowserTest {

    private static final String DEAL = "Greenhouse robots";

    @Test
    void asksForWhatIsMissingAloneAndMovesWithIt() {
        Company company = company("five-level");
        Login rep = company.rep();
        String deal = company.deal(rep, DEAL, "contacted", ", \"amount\": \"40000\"");
        Page page = open("/o/deal/board", rep);

        drag(page, card(page, "D – contacted"), region(page, "C – need confirmed"));

        Locator dialog = dialog(page, "Not ready for “C – need confirmed” yet");
        assertThat(dialog).containsText("Need written down");
        assertThat(dialog.getByRole(AriaRole.TEXTBOX)).hasCount(1);
        assertThat(card(page, "D – contacted")).isVisible();
        dialog.getByLabel("Need").fill("Pick before sunrise");
        button(dialog, "Save and move to “C – need confirmed”").click();

        assertThat(card(page, "C – need confirmed")).isVisible();
        assertThat(card(page, "D – contacted")).hasCount(0);
        assertThat(company.record("deal", deal).at("/values/stage").asString()).isEqualTo("need_confirmed");
        assertThat(company.record("deal", deal).at("/values/need").asString()).isEqualTo("Pick before sunrise");
    }

    @Test
    void returnsACardWhoseMoveIsGivenUp() {
        Company company = company("five-level");
        Login rep = company.rep();
        String deal = company.deal(rep, DEAL, "contacted", "");
        String before = company.record("deal", deal).toString();
        Page page = open("/o/deal/board", rep);

        drag(page, card(page, "D – contacted"), region(page, "C – need confirmed"));
        button(dialog(page, "Not ready for “C – need confirmed” yet"), "Cancel").click();

        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(card(page, "D – contacted")).isVisible();
        assertThat(company.record("deal", deal)).hasToString(before);
    }

    @Test
    void obeysACriterionAsSoonAsItIsPublished() {
        Company company = company("five-level");
        Login rep = company.rep();
        company.deal(rep, DEAL, "contacted", ", \"need\": \"Pick before sunrise\", \"amount\": \"40000\"");
        tighten(open("/studio/funnels/sales?stage=need_confirmed", company.administrator()));

        Page page = open("/o/deal/board", rep);
        button(page, "Move " + DEAL + " to…").click();
        page.getByRole(AriaRole.MENUITEM, named(Pattern.compile("C – need confirmed")))
                .click();

        Locator dialog = dialog(page, "Not ready for “C – need confirmed” yet");
        assertThat(dialog).containsText("Amount estimated");
        dialog.getByLabel("Expected amount").fill("45000");
        button(dialog, "Save and move to “C – need confirmed”").click();
        assertThat(card(page, "C – need confirmed")).isVisible();
    }

    /// Only deals of 45,000 and more are confirmed.
    private static void tighten(Page studio) {
        studio.getByRole(AriaRole.BUTTON, named(Pattern.compile("Amount estimated")))
                .click();
        choose(studio, studio.getByRole(AriaRole.COMBOBOX, named(Pattern.compile("Relation"))), "is at least");
        studio.getByRole(AriaRole.SPINBUTTON, named(Pattern.compile("^Value$"))).fill("45000");
        assertThat(region(studio, "Draft")).containsText("Draft saved");
        button(studio, "Review").click();
        Locator review = dialog(studio, "Before you publish");
        assertThat(review.getByText("No problems found")).isVisible();
        assertThat(review.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Show them")))
                .isVisible();

        button(review, "Publish").click();
        Locator dialog = dialog(studio, "Publish the draft");
        dialog.getByLabel("Note").fill("Small deals go to the shop");
        button(dialog, "Publish").click();
        assertThat(studio.getByText("Version 2 is published")).isVisible();
    }

    private static Locator card(Page page, String stage) {
        return region(page, stage).getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(DEAL));
    }
}
