package io.ripeline.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripeline.refusal.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LocalDaysTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Field<UUID> OWNER = DSL.field(DSL.name("owner_id"), UUID.class);
    private static final Field<LocalDate> DUE_ON = DSL.field(DSL.name("due_on"), LocalDate.class);

    private final Member ann = member("Ann", "Pacific/Auckland");
    private final Member bob = member("Bob", "America/Los_Angeles");
    private final Member cai = member("Cai", null);
    private final MemberDirectory directory = new MemberDirectory(
            List.of(ann, bob, cai),
            List.of(new Leave(
                    UUID.randomUUID(), bob.id(), LocalDate.of(2026, 3, 5), LocalDate.of(2026, 3, 5), ann.id())));

    private static Member member(String name, @Nullable String zone) {
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        Email email = new Email(name + "@days.example");
        return new Member(id, email, name, "rep", null, true, zone == null ? null : ZoneId.of(zone));
    }

    private LocalDays at(String instant) {
        return new LocalDays(directory, SHANGHAI, Instant.parse(instant));
    }

    @Test
    void readsOneInstantInTheZoneOfEach() {
        LocalDays days = at("2026-03-04T11:30:00Z");

        assertThat(days.today(ann.id())).isEqualTo("2026-03-05");
        assertThat(days.today(bob.id())).isEqualTo("2026-03-04");
        assertThat(days.today(cai.id())).isEqualTo("2026-03-04");
        assertThat(days.today((UUID) null)).isEqualTo("2026-03-04");
        assertThat(days.zoneOf(UUID.randomUUID())).isEqualTo(SHANGHAI);
        assertThat(days.earliestBegin()).isEqualTo("2026-03-03T16:00:00Z");
    }

    @Test
    void beginsADayAfterTheLeapOverMidnight() {
        Member dia = member("Dia", "Africa/Cairo");
        LocalDays days = new LocalDays(
                new MemberDirectory(List.of(dia), List.of()), ZoneOffset.UTC, Instant.parse("2026-04-24T00:00:00Z"));

        // On the last Friday of April the clocks go from midnight to one.
        assertThat(days.begin(dia.id(), LocalDate.of(2026, 4, 24))).isEqualTo("2026-04-23T22:00:00Z");
    }

    @Test
    void asksSqlForNothingMoreWhereEverybodyIsAtHome() {
        LocalDays atHome = new LocalDays(
                new MemberDirectory(List.of(cai), List.of()), SHANGHAI, Instant.parse("2026-03-04T11:30:00Z"));

        assertThat(atHome.today(OWNER)).hasToString("date '2026-03-04'");
        assertThat(atHome.begun(DUE_ON, OWNER)).hasToString("\"due_on\" <= date '2026-03-04'");
        assertThat(at("2026-03-04T11:30:00Z").begun(DUE_ON, OWNER).toString())
                .contains("\"due_on\" <= date '2026-03-05'")
                .contains("when \"owner_id\" = '" + ann.id() + "' then date '2026-03-05'")
                .doesNotContain(bob.id().toString());
    }

    @Test
    void hasEitherTheAbsentOrHerDeputyAtEachInstant() {
        Instant begin = Instant.parse("2026-03-05T08:00:00Z");

        assertThat(isHandedOver(begin.minusSeconds(1))).isFalse();
        assertThat(isHandedOver(begin)).isTrue();
        assertThat(isHandedOver(begin.plusSeconds(86_399))).isTrue();
        assertThat(isHandedOver(begin.plusSeconds(86_400))).isFalse();
    }

    private boolean isHandedOver(Instant now) {
        LocalDays days = new LocalDays(directory, SHANGHAI, now);
        boolean handed = days.deputyOn(bob.id(), days.today(bob.id())).isPresent();
        assertThat(days.deputisedBy(ann.id(), days.today(ann.id())).contains(bob.id()))
                .isEqualTo(handed);
        return handed;
    }

    @Test
    void knowsWhenTheNextDayBeginsForThoseAbroad() {
        // Auckland is 13 hours ahead in summer time and 12 from 5 April on; Los Angeles leaves winter time on 8 March.
        assertThat(at("2026-03-04T11:30:00Z").nextBeginAbroad()).contains(Instant.parse("2026-03-05T08:00:00Z"));
        assertThat(at("2026-03-05T08:00:00Z").nextBeginAbroad()).contains(Instant.parse("2026-03-05T11:00:00Z"));
        assertThat(at("2026-03-09T06:59:59Z").nextBeginAbroad()).contains(Instant.parse("2026-03-09T07:00:00Z"));
        assertThat(at("2026-04-05T08:00:00Z").nextBeginAbroad()).contains(Instant.parse("2026-04-05T12:00:00Z"));
        assertThat(new LocalDays(new MemberDirectory(List.of(cai), List.of()), SHANGHAI, Instant.EPOCH)
                        .nextBeginAbroad())
                .isEmpty();
    }

    @Test
    void takesZonesOfTheDataBaseOnly() {
        assertThat(TimeZones.named("America/Los_Angeles")).isEqualTo(ZoneId.of("America/Los_Angeles"));
        for (String unknown : List.of("", "Mars/Olympus", "+08:00", "SystemV/EST5", "asia/shanghai", "中国")) {
            assertThatThrownBy(() -> TimeZones.named(unknown)).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.code().code()).isEqualTo("time-zone-unknown");
                assertThat(refused.violations().getFirst().pointer()).isEqualTo("/timeZone");
            });
        }
    }
}
