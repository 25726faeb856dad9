package io.ripeline.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.MovableClock;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.job.Chore;
import io.ripeline.record.RecordQuery;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.refusal.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

@WithCompanies
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoolsIT {

    private static final String POOLS = """
            [{"op": "add", "path": "/pools", "value": [
              {"key": "sea", "object": "customer", "label": {"en": "Sea", "zh-CN": "公海"}, "when": "has(city)",
               "claimLimit": 2, "coolOffDays": 10, "roles": ["rep"]},
              {"key": "lake", "object": "contact", "label": {"en": "Lake", "zh-CN": "湖"},
               "reclaimAfterDays": 20, "warnDays": 5},
              {"key": "well", "object": "deal", "label": {"en": "Well", "zh-CN": "井"}}]}]""";

    @Autowired
    private Companies companies;

    @Autowired
    private ClaimRecord claimRecord;

    @Autowired
    private ReleaseRecord releaseRecord;

    @Autowired
    private Pools pools;

    @Autowired
    private List<Chore> chores;

    @Autowired
    private MovableClock clock;

    private Company company;
    private Person admin;
    private Person manager;

    @BeforeAll
    void open() {
        company = companies.provision();
        company.publish(POOLS);
        admin = company.admin();
        manager = company.hire("Mona", "manager", null);
    }

    private Person rep() {
        return company.hire("Rep" + UUID.randomUUID(), "rep", manager);
    }

    private UUID floating() {
        UUID id = admin.create("customer", "{\"name\": \"Drifting\", \"city\": \"Suzhou\"}")
                .id();
        admin.giveTo(null, "customer", id);
        return id;
    }

    private StoredRecord claim(Person person, String object, UUID id, @Nullable String pool) {
        return person.write(session -> claimRecord
                .claim(session, session.model().object(object), id, pool)
                .record());
    }

    private StoredRecord release(Person person, String object, UUID id, String pool) {
        return person.write(session -> releaseRecord
                .release(session, session.model().object(object), id, pool, "not now")
                .record());
    }

    private static Refused refused(Runnable work) {
        return Objects.requireNonNull(catchThrowableOfType(Refused.class, work::run), "nothing was refused");
    }

    private static String code(Runnable work) {
        return refused(work).code().code();
    }

    private List<String> causes(UUID record) {
        return admin.sql(transaction -> transaction
                .sql()
                .fetch(
                        "SELECT cause FROM _change WHERE record_id = {0} ORDER BY version",
                        org.jooq.impl.DSL.val(record))
                .getValues(0, String.class));
    }

    @Nested
    class AClaim {

        @Test
        void makesTheRecordOnesOwn() {
            Person rep = rep();
            UUID id = floating();

            assertThat(claim(rep, "customer", id, null).ownerId()).isEqualTo(rep.id());

            assertThat(rep.list("customer", RecordQuery.matching(null)).items())
                    .extracting(StoredRecord::id)
                    .containsExactly(id);
            assertThat(causes(id)).endsWith("claim");
        }

        @Test
        void isWonByOneOfAHundred() throws Exception {
            UUID id = floating();
            List<Person> reps = new ArrayList<>();
            for (int number = 0; number < 10; number++) {
                reps.add(rep());
            }
            CountDownLatch together = new CountDownLatch(1);
            ConcurrentLinkedQueue<UUID> winners = new ConcurrentLinkedQueue<>();
            ConcurrentLinkedQueue<Refused> losers = new ConcurrentLinkedQueue<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> tries = new ArrayList<>();
                for (int number = 0; number < 100; number++) {
                    Person rep = reps.get(number % reps.size());
                    tries.add(threads.submit(() -> {
                        together.await();
                        try {
                            winners.add(Objects.requireNonNull(
                                    claim(rep, "customer", id, "sea").ownerId()));
                        } catch (Refused refused) {
                            losers.add(refused);
                        }
                        return id;
                    }));
                }
                together.countDown();
                for (Future<?> each : tries) {
                    each.get();
                }
            }

            assertThat(winners).hasSize(1);
            assertThat(losers).hasSize(99).allSatisfy(refused -> {
                assertThat(refused.code().code()).isEqualTo("already-claimed");
                assertThat(refused.extensions().get("owner"))
                        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                        .containsEntry("id", winners.element().toString());
            });
            assertThat(causes(id)).containsOnlyOnce("claim");
        }

        @Test
        void hasALimit() {
            Person rep = rep();
            UUID first = floating();
            claim(rep, "customer", first, "sea");
            claim(rep, "customer", floating(), "sea");

            Refused refused = refused(() -> claim(rep, "customer", floating(), "sea"));

            assertThat(refused.code()).isEqualTo(PoolError.CLAIM_LIMIT_REACHED);
            release(rep, "customer", first, "sea");
            assertThat(claim(rep, "customer", floating(), "sea").ownerId()).isEqualTo(rep.id());
        }

        @Test
        void countsWhatIsHeldOnlyAndAlsoTwoAtOnce() throws Exception {
            Person rep = rep();
            claim(rep, "customer", floating(), "sea");
            List<UUID> two = List.of(floating(), floating());
            CountDownLatch together = new CountDownLatch(1);
            ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (UUID id : two) {
                    Future<?> _ = threads.submit(() -> {
                        together.await();
                        try {
                            claim(rep, "customer", id, "sea");
                            answers.add("won");
                        } catch (Refused refused) {
                            answers.add(refused.code().code());
                        }
                        return id;
                    });
                }
                together.countDown();
            }

            assertThat(answers).containsExactlyInAnyOrder("won", "claim-limit-reached");
        }

        @Test
        void isNotForWhoHadItLately() {
            Person rep = rep();
            UUID id = floating();
            claim(rep, "customer", id, "sea");
            release(rep, "customer", id, "sea");

            Refused refused = refused(() -> claim(rep, "customer", id, "sea"));

            assertThat(refused.code()).isEqualTo(PoolError.COOLING_OFF);
            assertThat(refused.extensions()).containsKey("until");
            assertThat(claim(rep(), "customer", id, "sea").version()).isGreaterThan(2);
        }

        @Test
        void findsNothingInvisible() {
            Person rep = rep();
            UUID owned = rep().create("customer", "{\"name\": \"Hers\", \"city\": \"Suzhou\"}")
                    .id();
            UUID nobodys =
                    rep.create("customer", "{\"name\": \"Without a city\"}").id();
            admin.giveTo(null, "customer", nobodys);

            assertThat(code(() -> claim(rep, "customer", owned, "sea"))).isEqualTo("record-not-found");
            assertThat(code(() -> claim(rep(), "customer", nobodys, "sea"))).isEqualTo("record-not-found");
            assertThat(code(() -> claim(rep, "customer", nobodys, "bog"))).isEqualTo("pool-not-found");
            assertThat(code(() -> claim(admin, "customer", nobodys, "sea"))).isEqualTo("not-in-pool");
            assertThat(code(() -> claim(manager, "customer", floating(), "sea")))
                    .isEqualTo("pool-not-found");
        }
    }

    @Nested
    class ARelease {

        @Test
        void isForTheOwnerAndThoseAbove() {
            Person rep = rep();
            UUID id = floating();
            claim(rep, "customer", id, "sea");

            assertThat(code(() -> release(rep(), "customer", id, "sea"))).isEqualTo("record-not-found");
            assertThat(release(manager, "customer", id, "sea").ownerId()).isNull();
            assertThat(causes(id)).endsWith("claim", "release");
        }

        @Test
        void isRefusedWhereTheRecordWouldLieInNoPool() {
            Person rep = rep();
            UUID id = rep.create("customer", "{\"name\": \"Without a city\"}").id();

            assertThat(code(() -> release(rep, "customer", id, "sea"))).isEqualTo("not-in-pool");
            assertThat(code(() -> release(rep, "customer", id, "lake"))).isEqualTo("pool-not-found");
            assertThat(rep.get("customer", id).ownerId()).isEqualTo(rep.id());
        }
    }

    @Test
    void tellsHowThePoolsStand() {
        Person rep = rep();
        claim(rep, "customer", floating(), "sea");
        UUID _ = floating();

        List<Pools.Standing> standing = rep.read(pools::of);

        assertThat(standing).extracting(each -> each.pool().key()).containsExactly("sea", "lake", "well");
        assertThat(standing.getFirst().claimedNow()).isEqualTo(1);
        assertThat(standing.getFirst().left()).isEqualTo(1);
        assertThat(standing.getFirst().count()).isPositive();
        assertThat(standing.get(1).left()).isNull();
        assertThat(manager.<List<Pools.Standing>>read(pools::of))
                .extracting(each -> each.pool().key())
                .containsExactly("lake", "well");
    }

    @Nested
    class WhatNobodyIsInTouchAbout {

        private long reclaim() {
            Chore chore = chores.stream()
                    .filter(each -> each.key().equals("reclaimed"))
                    .findFirst()
                    .orElseThrow();
            return admin.call(() -> chore.run((done, total) -> {}));
        }

        private List<UUID> warned(Person rep) {
            return rep.<List<Pools.Warning>>read(session -> pools.warnings(session, "lake")).stream()
                    .map(Pools.Warning::id)
                    .toList();
        }

        @Test
        void isWarnedOfAndFallsBack() {
            Person rep = rep();
            UUID quiet = rep.create("contact", "{\"name\": \"Quiet\"}").id();
            UUID called = rep.create("contact", "{\"name\": \"Called\"}").id();
            clock.advance(Duration.ofDays(16));
            assertThat(warned(rep)).containsExactlyInAnyOrder(quiet, called);
            Instant now = clock.instant().minusSeconds(60);
            rep.create(
                    "activity",
                    "{\"kind\": \"call\", \"started_at\": \"%s\"}".formatted(now),
                    new Subject("contact", called));
            rep.create(
                    "activity",
                    "{\"kind\": \"note\", \"started_at\": \"%s\"}".formatted(now),
                    new Subject("contact", quiet));
            assertThat(warned(rep)).containsExactly(quiet);
            assertThat(reclaim()).isZero();

            clock.advance(Duration.ofDays(4));

            assertThat(reclaim()).as("made up for a standstill of some days").isEqualTo(1);
            assertThat(reclaim()).isZero();
            assertThat(admin.get("contact", quiet).ownerId()).isNull();
            assertThat(admin.get("contact", called).ownerId()).isEqualTo(rep.id());
            assertThat(causes(quiet)).containsExactly("api", "reclaim");
            assertThat(rep.get("contact", quiet).id()).as("claimable").isEqualTo(quiet);
        }

        private long warn() {
            Chore chore = chores.stream()
                    .filter(each -> each.key().equals("warned"))
                    .findFirst()
                    .orElseThrow();
            return admin.call(() -> chore.run((done, total) -> {}));
        }

        /// When the owner was told, and of which day.
        private List<String> warnings(UUID record) {
            return admin.sql(transaction -> transaction
                    .sql()
                    .fetch(
                            "SELECT warned_at || ' ' || reclaim_on FROM _reclaim_warning WHERE record_id = {0}",
                            org.jooq.impl.DSL.val(record))
                    .getValues(0, String.class));
        }

        private void about(UUID contact, String kind) {
            admin.create(
                    "activity",
                    "{\"kind\": \"%s\", \"started_at\": \"%s\"}".formatted(kind, clock.instant()),
                    new Subject("contact", contact));
        }

        @Test
        void isWarnedOfOnceForEachTimeItIsThreatened() {
            UUID contact = rep().create("contact", "{\"name\": \"Fading\"}").id();
            warn();
            assertThat(warnings(contact)).as("too early").isEmpty();
            clock.advance(Duration.ofDays(15));

            assertThat(warn()).isPositive();
            List<String> told = warnings(contact);
            assertThat(told).hasSize(1);
            assertThat(warn()).as("once").isZero();
            clock.advance(Duration.ofDays(2));
            warn();
            assertThat(warnings(contact)).as("nor on another day").isEqualTo(told);

            about(contact, "note");
            assertThat(warnings(contact)).as("a note is no contact").isEqualTo(told);
            about(contact, "call");
            assertThat(warnings(contact)).isEmpty();
            warn();
            assertThat(warnings(contact)).isEmpty();

            clock.advance(Duration.ofDays(16));
            warn();
            assertThat(warnings(contact)).as("threatened anew").hasSize(1).isNotEqualTo(told);
            admin.giveTo(rep().id(), "contact", contact);
            assertThat(warnings(contact))
                    .as("who gets it has a time of her own")
                    .isEmpty();
        }

        @Test
        void fallsBackOnceThoughTwoNodesLook() throws Exception {
            Person rep = rep();
            List<UUID> ids = new ArrayList<>();
            for (int number = 0; number < 20; number++) {
                ids.add(rep.create("contact", "{\"name\": \"Quiet\"}").id());
            }
            clock.advance(Duration.ofDays(40));

            try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Long> one = nodes.submit(this::reclaim);
                Future<Long> other = nodes.submit(this::reclaim);
                assertThat(one.get() + other.get()).isGreaterThanOrEqualTo(20);
            }

            assertThat(ids).allSatisfy(id -> assertThat(causes(id)).containsExactly("api", "reclaim"));
        }
    }

    @Test
    void theBinIsEmptiedAfterThirtyDays() {
        Person rep = rep();
        UUID old = rep.create("deal", "{\"name\": \"Old\"}").id();
        UUID call = rep.create("activity", "{\"kind\": \"call\"}", new Subject("deal", old))
                .id();
        rep.delete("deal", old);
        clock.advance(Duration.ofDays(20));
        UUID young = rep.create("deal", "{\"name\": \"Young\"}").id();
        rep.delete("deal", young);
        Chore purge = chores.stream()
                .filter(each -> each.key().equals("purged"))
                .findFirst()
                .orElseThrow();
        assertThat(admin.<Long>call(() -> purge.run((done, total) -> {}))).isZero();

        clock.advance(Duration.ofDays(10).plusSeconds(1));

        assertThat(admin.<Long>call(() -> purge.run((done, total) -> {}))).isEqualTo(1);
        assertThat(causes(old)).isEmpty();
        assertThat(code(() -> rep.restore("deal", old))).isEqualTo("record-not-found");
        assertThat(rep.restore("deal", young).id()).isEqualTo(young);
        assertThat(rep.get("activity", call).id()).as("what was done stays").isEqualTo(call);
    }
}
