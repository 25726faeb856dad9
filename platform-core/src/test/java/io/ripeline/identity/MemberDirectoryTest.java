package io.ripeline.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemberDirectoryTest {

    private static final UUID ANN = id("Ann");
    private static final UUID BOB = id("Bob");
    private static final UUID CAI = id("Cai");
    private static final UUID DAN = id("Dan");

    private final MemberDirectory directory =
            directory(member("Ann", null), member("Bob", ANN), member("Cai", BOB), member("Dan", ANN));

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static Member member(String name, @Nullable UUID manager) {
        return new Member(id(name), new Email(name + "@directory.example"), name, "rep", manager, true);
    }

    private static MemberDirectory directory(Member... members) {
        return new MemberDirectory(List.of(members), List.of());
    }

    @Test
    void leadsHerselfAndWhoeverWorksBelowHer() {
        assertThat(List.of(ANN, BOB, CAI, DAN))
                .allSatisfy(top -> assertThat(List.of(ANN, BOB, CAI, DAN))
                        .filteredOn(other -> directory.leads(top, other))
                        .containsExactlyInAnyOrderElementsOf(directory.withReports(top)));
        assertThat(directory.leads(ANN, id("Nobody"))).isFalse();
        assertThat(directory.hasReports(BOB)).isTrue();
        assertThat(directory.hasReports(CAI)).isFalse();
    }

    @Test
    void comesToAnEndWhereManagersGoInACircle() {
        MemberDirectory circle = directory(member("Ann", BOB), member("Bob", ANN), member("Cai", null));

        assertThat(circle.leads(CAI, ANN)).isFalse();
        assertThat(circle.leads(BOB, ANN)).isTrue();
    }
}
