package io.ripeline.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.identity.Member;
import io.ripeline.refusal.Refused;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithCompanies
class LastAdminIT {

    @Autowired
    private Companies companies;

    @Autowired
    private ChangeMember changeMember;

    private static Member as(String role, Member member) {
        return new Member(member.id(), member.email(), member.name(), role, member.managerId(), member.active());
    }

    @Test
    void cannotStepDown() {
        Person admin = companies.provision().admin();

        Refused refused = Objects.requireNonNull(catchThrowableOfType(
                Refused.class, () -> admin.write(session -> changeMember.change(session, as("rep", admin.member())))));

        assertThat(refused.code().code()).isEqualTo("last-admin");
        assertThat(refused.detail().en()).isEqualTo("Somebody must administer the company; make another admin first.");
        assertThat(admin.<String>read(
                        session -> session.caller().role().definition().key()))
                .isEqualTo("admin");
    }

    @RepeatedTest(4)
    void remainsWhereTwoTakeEachOthersRightsAtOnce() throws Exception {
        Company company = companies.provision();
        Person first = company.admin();
        Person second = company.hire("Bo", "admin", null);
        CyclicBarrier bothInside = new CyclicBarrier(2);

        List<Future<String>> outcomes;
        try (var threads = Executors.newFixedThreadPool(2)) {
            outcomes = List.of(
                    threads.submit(() -> depose(first, second, bothInside)),
                    threads.submit(() -> depose(second, first, bothInside)));
        }

        assertThat(outcomes).extracting(Future::resultNow).containsExactlyInAnyOrder("deposed", "last-admin");
    }

    private String depose(Person who, Person whom, CyclicBarrier bothInside) {
        try {
            return who.write(session -> {
                meet(bothInside);
                changeMember.change(session, as("rep", whom.member()));
                return "deposed";
            });
        } catch (Refused refused) {
            return refused.code().code();
        }
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception broken) {
            throw new IllegalStateException("The other one did not come", broken);
        }
    }
}
