package io.ripeline.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.Compiler;
import io.ripeline.definition.Definition;
import io.ripeline.definition.Definition.After;
import io.ripeline.definition.Definition.CadenceDefinition;
import io.ripeline.definition.Definition.StepDefinition;
import io.ripeline.definition.Label;
import io.ripeline.definition.WorkingCalendar;
import io.ripeline.json.StrictJson;
import io.ripeline.refusal.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 3, 6);

    // Monday to Friday; holidays from 2026-10-01 to 10-07, worked on Saturday 2026-10-10.
    private static final WorkingCalendar CALENDAR = calendar();

    @Nested
    class Dates {

        @Test
        void countWorkingDaysOverAWeekend() {
            Plan plan = plan(every(2, "working"), 0, FRIDAY);

            assertThat(plan.dueOn()).isEqualTo(LocalDate.of(2026, 3, 10));
        }

        @Test
        void countWorkingDaysOverHolidaysAndWorkedSaturdays() {
            LocalDate beforeTheHolidays = LocalDate.of(2026, 9, 30);

            assertThat(plan(every(1, "working"), 0, beforeTheHolidays).dueOn()).isEqualTo(LocalDate.of(2026, 10, 8));
            assertThat(plan(every(3, "working"), 0, beforeTheHolidays).dueOn()).isEqualTo(LocalDate.of(2026, 10, 10));
        }

        @Test
        void countCalendarDaysAsTheyAre() {
            assertThat(plan(every(1, "calendar"), 0, FRIDAY).dueOn()).isEqualTo(LocalDate.of(2026, 3, 7));
        }

        @Test
        void lieOnTheGivenDayAtTheEarliest() {
            Plan plan = plan(every(2, "calendar"), 0, FRIDAY);

            assertThat(plan.notBefore(LocalDate.of(2026, 4, 1)).dueOn()).isEqualTo(LocalDate.of(2026, 4, 1));
            assertThat(plan.notBefore(FRIDAY)).isEqualTo(plan);
        }

        @Test
        void stayWithinTheYearsThatCanBeWritten() {
            LocalDate late = LocalDate.of(9999, 12, 30);

            assertThat(plan(every(30, "calendar"), 0, late).dueOn()).isEqualTo(LocalDate.of(9999, 12, 31));
        }
    }

    @Nested
    class Steps {

        @Test
        void comeInOrderAndTheLastOneAgainAndAgain() {
            Cadence cadence = cadence(true, step(1, "call"), step(5, "visit"));

            assertThat(plan(cadence, 0, FRIDAY)).isEqualTo(new Plan(FRIDAY.plusDays(1), "call", "Why", "r", 0));
            assertThat(plan(cadence, 1, FRIDAY)).isEqualTo(new Plan(FRIDAY.plusDays(5), "visit", "Why", "r", 1));
            assertThat(plan(cadence, 7, FRIDAY)).isEqualTo(new Plan(FRIDAY.plusDays(5), "visit", "Why", "r", 7));
        }

        @Test
        void endWhereTheRhythmDoesNotRepeat() {
            Cadence cadence = cadence(false, step(1, "call"), step(5, "visit"));

            assertThat(Plan.of(cadence, 1, FRIDAY, Locale.ENGLISH)).isPresent();
            assertThat(Plan.of(cadence, 2, FRIDAY, Locale.ENGLISH)).isEqualTo(Optional.empty());
        }

        @Test
        void saveTheirPurposeInTheLanguageOfTheCompany() {
            Cadence cadence = cadence(true, step(1, "call"));

            assertThat(Plan.of(cadence, 0, FRIDAY, Locale.SIMPLIFIED_CHINESE)
                            .orElseThrow()
                            .purpose())
                    .isEqualTo("为何");
        }
    }

    @Nested
    class BoundsOfADateSetByHand {

        @Test
        void letTheFirstAndTheLastDayPass() {
            Bounds bounds = bounds(new After(1, "working"), new After(5, "calendar"));

            assertThat(bounds).isEqualTo(new Bounds(LocalDate.of(2026, 3, 9), LocalDate.of(2026, 3, 11)));
            bounds.check(LocalDate.of(2026, 3, 9), "/next/dueOn");
            bounds.check(LocalDate.of(2026, 3, 11), "/next/dueOn");
        }

        @Test
        void refuseTheDaysBesideAndNameThemselves() {
            Bounds bounds = bounds(new After(1, "working"), new After(5, "calendar"));

            assertThatThrownBy(() -> bounds.check(LocalDate.of(2026, 3, 8), "/next/dueOn"))
                    .hasMessage("next-out-of-bounds: The rhythm wants a day from 2026-03-09 to 2026-03-11; "
                            + "choose one of these.");
            assertThatThrownBy(() -> bounds.check(LocalDate.of(2026, 3, 12), "/next/dueOn"))
                    .isInstanceOfSatisfying(Refused.class, refused -> {
                        assertThat(refused.violations().getFirst().pointer()).isEqualTo("/next/dueOn");
                        assertThat(refused.extensions())
                                .containsEntry("earliest", "2026-03-09")
                                .containsEntry("latest", "2026-03-11");
                    });
        }

        @Test
        void areTodayAndOnwardWhereTheRhythmHasNone() {
            Bounds bounds = bounds(null, null);

            bounds.check(FRIDAY, "/next/dueOn");
            bounds.check(LocalDate.of(9999, 12, 31), "/next/dueOn");
            assertThatThrownBy(() -> bounds.check(FRIDAY.minusDays(1), "/next/dueOn"))
                    .hasMessage("next-out-of-bounds: The day is 2026-03-06 at the earliest; choose a later one.");
        }

        private Bounds bounds(@Nullable After earliest, @Nullable After latest) {
            CadenceDefinition definition = new CadenceDefinition(
                    "r",
                    Label.of("R"),
                    "customer",
                    null,
                    List.of(step(1, "call")),
                    true,
                    earliest,
                    latest,
                    null,
                    null,
                    null,
                    null,
                    null);
            return Bounds.of(new Cadence(definition, null, null, null, null, CALENDAR), FRIDAY);
        }
    }

    private Plan plan(Cadence cadence, int step, LocalDate contact) {
        return Plan.of(cadence, step, contact, Locale.ENGLISH).orElseThrow();
    }

    private static Cadence every(int days, String counting) {
        return cadence(true, new StepDefinition(new After(days, counting), "call", null));
    }

    private static Cadence cadence(boolean repeat, StepDefinition... steps) {
        CadenceDefinition definition = new CadenceDefinition(
                "r", Label.of("R"), "customer", null, List.of(steps), repeat, null, null, null, null, null, null, null);
        return new Cadence(definition, null, null, null, null, CALENDAR);
    }

    private static StepDefinition step(int days, String channel) {
        return new StepDefinition(new After(days, "calendar"), channel, new Label("为何", "Why"));
    }

    private static WorkingCalendar calendar() {
        try (InputStream file = PlanTest.class.getResourceAsStream("/templates/direct-sales/definition.json")) {
            String json = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return Compiler.model(StrictJson.read(json, Definition.class), 1, "t_plan")
                    .calendar();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
