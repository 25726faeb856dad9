package io.ripeline.recomputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.job.Job;
import io.ripeline.job.JobProgress;
import io.ripeline.job.JobState;
import io.ripeline.job.RecordsDone;
import io.ripeline.record.Cause;
import io.ripeline.record.Past;
import io.ripeline.record.Precondition;
import io.ripeline.record.Records;
import io.ripeline.record.StoredRecord;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WithCompanies
class RecomputeFieldsIT {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    /// Boxes that hold things; nothing is computed yet.
    private static final String STORE = """
            [{"op": "add", "path": "/objects/-", "value": {
               "key": "box", "label": {"en": "Box", "zh-CN": "盒"}, "nameField": "name", "visibility": "public", "fields": [
                {"key": "name", "label": {"en": "Name", "zh-CN": "名称"}, "type": "text", "required": true}]}},
             {"op": "add", "path": "/objects/-", "value": {
               "key": "thing", "label": {"en": "Thing", "zh-CN": "物"}, "nameField": "name", "visibility": "public", "fields": [
                {"key": "name", "label": {"en": "Name", "zh-CN": "名称"}, "type": "text", "required": true},
                {"key": "box", "label": {"en": "Box", "zh-CN": "盒"}, "type": "lookup", "target": "box", "reverse": "things"},
                {"key": "weight", "label": {"en": "Weight", "zh-CN": "重量"}, "type": "integer"}]}}]""";

    @Autowired
    private Companies companies;

    @Autowired
    private Records records;

    @Autowired
    private RecomputeFields recompute;

    private Company company;
    private Person admin;
    private int box;
    private int thing;

    @BeforeEach
    void begin() {
        company = companies.provision();
        admin = company.admin();
        company.publish(STORE);
        List<String> objects = admin.read(session ->
                session.model().objects().stream().map(object -> object.key()).toList());
        box = objects.indexOf("box");
        thing = objects.indexOf("thing");
    }

    private static String add(int object, String field) {
        return "[{\"op\": \"add\", \"path\": \"/objects/%d/fields/-\", \"value\": %s}]".formatted(object, field);
    }

    private static String count() {
        return """
                {"key": "content", "label": {"en": "Content", "zh-CN": "内容"}, "type": "rollup",
                 "rollup": {"of": "things", "function": "count"}}""";
    }

    private static String total() {
        return """
                {"key": "total", "label": {"en": "Total", "zh-CN": "总重"}, "type": "rollup",
                 "rollup": {"of": "things", "function": "sum", "field": "weight"}}""";
    }

    private static String heavy(String formula) {
        return """
                {"key": "heavy", "label": {"en": "Heavy", "zh-CN": "重"}, "type": "formula", "result": "boolean", "formula": "%s"}""".formatted(formula);
    }

    private UUID box() {
        return admin.create("box", "{\"name\": \"Box\"}").id();
    }

    private UUID thing(UUID box, int weight) {
        return admin.create("thing", "{\"name\": \"T\", \"box\": \"%s\", \"weight\": %d}".formatted(box, weight))
                .id();
    }

    private Map<String, Object> values(String object, UUID id) {
        return admin.get(object, id).values();
    }

    private static long backlog(Person person) {
        return person.sql(
                transaction -> (long) transaction.sql().fetchCount(org.jooq.impl.DSL.table("_recomputation")));
    }

    private static long count(TenantTransaction transaction, String sql) {
        return (Long) Objects.requireNonNull(transaction.sql().fetchValue(sql));
    }

    private static void awaitUpToDate(Person person) {
        await().atMost(LONG_ENOUGH).until(() -> backlog(person) == 0);
    }

    /// Puts the backlog back that a publish left, as if no job had run yet.
    private void setBack(String object, String... fields) {
        admin.sql(transaction -> {
            new Backlog(transaction).add(Backlog.Phase.ACROSS_RECORDS, object, List.of(fields));
            return object;
        });
    }

    private Job job() {
        return new Job(
                UUID.randomUUID(),
                company.tenant().id(),
                admin.id(),
                RecomputeFields.KIND,
                UUID.randomUUID(),
                JobState.RUNNING,
                0,
                null,
                null,
                1,
                Instant.EPOCH,
                null,
                null);
    }

    @Nested
    class APublishedVersion {

        @Test
        void fillsNewFieldsOfTheRecordsThatStand() {
            UUID box = box();
            thing(box, 3);
            thing(box, 4);
            StoredRecord before = admin.get("box", box);

            company.publish(add(RecomputeFieldsIT.this.box, count()));
            company.publish(add(RecomputeFieldsIT.this.box, total()));
            company.publish(add(RecomputeFieldsIT.this.box, heavy("total > 6 && content == 2")));
            awaitUpToDate(admin);

            assertThat(values("box", box))
                    .containsEntry("content", 2L)
                    .containsEntry("total", 7L)
                    .containsEntry("heavy", true);
            assertThat(admin.get("box", box).version()).isEqualTo(before.version());
        }

        @Test
        void computesAnewWhatIsComputedOtherwise() {
            UUID box = box();
            thing(box, 3);
            company.publish(add(RecomputeFieldsIT.this.box, total()));
            company.publish(add(RecomputeFieldsIT.this.box, heavy("total > 6")));
            awaitUpToDate(admin);
            assertThat(values("box", box)).containsEntry("heavy", false);

            company.publish("""
                    [{"op": "replace", "path": "/objects/%d/fields/2/formula", "value": "total > 2"}]""".formatted(RecomputeFieldsIT.this.box));
            awaitUpToDate(admin);
            assertThat(values("box", box)).containsEntry("heavy", true);

            company.publish("""
                    [{"op": "add", "path": "/objects/%d/fields/1/rollup/where", "value": "weight > 5"}]""".formatted(RecomputeFieldsIT.this.box));
            awaitUpToDate(admin);
            assertThat(values("box", box)).containsEntry("total", 0L).containsEntry("heavy", false);
        }

        @Test
        void computesRollUpsAnewOfFormulasThatAreOthers() {
            UUID box = box();
            thing(box, 3);
            company.publish(add(RecomputeFieldsIT.this.thing, heavy("weight > 1")));
            company.publish(
                    add(RecomputeFieldsIT.this.box, count().replace("\"count\"", "\"count\", \"where\": \"heavy\"")));
            awaitUpToDate(admin);
            assertThat(values("box", box)).containsEntry("content", 1L);

            company.publish("""
                    [{"op": "replace", "path": "/objects/%d/fields/3/formula", "value": "weight > 100"}]""".formatted(RecomputeFieldsIT.this.thing));
            awaitUpToDate(admin);

            assertThat(values("box", box)).containsEntry("content", 0L);
        }

        @Test
        void computesAnewWhatItBringsBack() {
            UUID box = box();
            company.publish(add(RecomputeFieldsIT.this.box, count()));
            awaitUpToDate(admin);
            company.publish(
                    "[{\"op\": \"remove\", \"path\": \"/objects/%d/fields/1\"}]".formatted(RecomputeFieldsIT.this.box));
            thing(box, 1);

            company.publish(add(RecomputeFieldsIT.this.box, count()));
            awaitUpToDate(admin);

            assertThat(values("box", box)).containsEntry("content", 1L);
        }

        @Test
        void leavesAloneWhatIsComputedAsBefore() {
            company.publish(add(RecomputeFieldsIT.this.box, count()));
            awaitUpToDate(admin);

            company.publish("""
                    [{"op": "replace", "path": "/objects/%d/fields/1/label/en", "value": "Number of things"}]""".formatted(RecomputeFieldsIT.this.box));

            assertThat(backlog(admin)).isZero();
        }
    }

    @Nested
    class UntilTheJobIsDone {

        @Test
        void whatIsWrittenIsRightAtOnce() {
            UUID touched = box();
            UUID fed = box();
            UUID untouched = box();
            thing(touched, 3);
            UUID inFed = thing(fed, 3);
            company.publish(add(RecomputeFieldsIT.this.box, total()));
            awaitUpToDate(admin);
            forget();
            setBack("box", "total");

            admin.update("box", touched, "{\"name\": \"Renamed\"}");
            admin.update("thing", inFed, "{\"weight\": 10}");

            assertThat(values("box", touched)).containsEntry("total", 3L);
            assertThat(values("box", fed)).containsEntry("total", 10L);
            assertThat(values("box", untouched)).doesNotContainKey("total");
        }

        private void forget() {
            admin.sql(transaction -> transaction.sql().execute("UPDATE box SET total = NULL"));
        }

        @Test
        void aBrokenJobGoesOnWhereItWas() {
            List<UUID> boxes = admin.write(session -> IntStream.range(0, 1_100)
                    .mapToObj(number -> records.create(
                                    session,
                                    session.model().object("box"),
                                    Person.changes(session, "box", "{\"name\": \"Box\"}"),
                                    Cause.API,
                                    Past.NONE)
                            .record()
                            .id())
                    .toList());
            company.publish(add(RecomputeFieldsIT.this.box, count()));
            awaitUpToDate(admin);
            forgetCounts();
            setBack("box", "content");

            JobProgress broken = (done, total) -> {
                throw new IllegalStateException("The plug was pulled");
            };
            assertThatThrownBy(() -> admin.call(() -> recompute.run(job(), broken)))
                    .hasMessage("The plug was pulled");
            assertThat(filled()).isBetween(1L, 1_099L);

            List<Long> reported = new ArrayList<>();
            RecordsDone result = admin.call(() -> recompute.run(job(), (done, total) -> reported.add(done)));

            assertThat(filled()).isEqualTo(boxes.size());
            assertThat(reported).contains(1_000L, 1_100L).isSorted();
            assertThat(result).isEqualTo(new RecordsDone(600));
        }

        private void forgetCounts() {
            admin.sql(transaction -> transaction.sql().execute("UPDATE box SET content = NULL"));
        }

        private long filled() {
            return admin.sql(transaction -> (long) transaction
                    .sql()
                    .fetchCount(org.jooq.impl.DSL.table("box"), org.jooq.impl.DSL.condition("content IS NOT NULL")));
        }
    }

    @Nested
    class ManyWritten {

        @Test
        void togetherAreCountedOnce() {
            company.publish(add(RecomputeFieldsIT.this.box, count()));
            awaitUpToDate(admin);
            UUID box = box();

            long updates = admin.write(session -> {
                for (int number = 0; number < 50; number++) {
                    records.create(
                            session,
                            session.model().object("thing"),
                            Person.changes(session, "thing", "{\"name\": \"T\", \"box\": \"%s\"}".formatted(box)),
                            Cause.IMPORT,
                            Past.NONE);
                }
                StoredRecord read = records.get(session, session.model().object("box"), box);
                assertThat(read.values()).containsEntry("content", 50L);
                return count(session.transaction(), "SELECT pg_stat_get_xact_tuples_updated('box'::regclass)");
            });

            assertThat(updates).isEqualTo(1L);
            assertThat(values("box", box)).containsEntry("content", 50L);
        }

        @Test
        void areCountedBeforeTheCommit() {
            company.publish(add(RecomputeFieldsIT.this.box, count()));
            awaitUpToDate(admin);
            UUID box = box();

            admin.write(session -> records.create(
                    session,
                    session.model().object("thing"),
                    Person.changes(session, "thing", "{\"name\": \"T\", \"box\": \"%s\"}".formatted(box)),
                    Cause.IMPORT,
                    Past.NONE));

            assertThat(values("box", box)).containsEntry("content", 1L);
        }

        @Test
        void crosswiseWaitInNoCircle() throws Exception {
            company.publish(add(RecomputeFieldsIT.this.box, count()));
            awaitUpToDate(admin);
            UUID one = box();
            UUID other = box();
            UUID first = thing(one, 1);
            UUID second = thing(other, 1);

            try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
                CountDownLatch start = new CountDownLatch(1);
                Future<?> forth = threads.submit(swing(start, first, other, one));
                Future<?> back = threads.submit(swing(start, second, one, other));
                start.countDown();
                forth.get();
                back.get();
            }

            assertThat(values("box", one)).containsEntry("content", 1L);
            assertThat(values("box", other)).containsEntry("content", 1L);
        }

        private Callable<Void> swing(CountDownLatch start, UUID thing, UUID to, UUID back) {
            return () -> {
                start.await();
                for (int turn = 0; turn < 40; turn++) {
                    admin.update("thing", thing, "{\"box\": \"%s\"}".formatted(turn % 2 == 0 ? to : back));
                }
                return null;
            };
        }
    }

    @Nested
    class TwentyWriters {

        private static final int TURNS = 12;

        @Test
        void ofFewRecordsInTwoCompaniesLeaveThemRightWhileTheDefinitionChanges() throws Exception {
            Company second = companies.provision();
            second.publish(STORE);
            List<Person> people = List.of(admin, second.admin());
            List<List<UUID>> boxes = people.stream().map(this::boxesOf).toList();
            List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

            try (ExecutorService threads = Executors.newFixedThreadPool(21)) {
                List<Future<?>> running = new ArrayList<>();
                for (int number = 0; number < 20; number++) {
                    int of = number % 2;
                    running.add(threads.submit(new Hammer(people.get(of), boxes.get(of), number, failures)));
                }
                company.publish(add(RecomputeFieldsIT.this.box, count()));
                second.publish(add(RecomputeFieldsIT.this.box, count()));
                company.publish(add(RecomputeFieldsIT.this.box, total()));
                second.publish(add(RecomputeFieldsIT.this.box, total()));
                company.publish(add(RecomputeFieldsIT.this.box, heavy("total > 30")));
                second.publish(add(RecomputeFieldsIT.this.box, heavy("total > 30")));
                for (Future<?> each : running) {
                    each.get();
                }
            }
            people.forEach(RecomputeFieldsIT::awaitUpToDate);

            assertThat(failures).isEmpty();
            people.forEach(person -> assertThat(wrong(person)).isZero());
        }

        private List<UUID> boxesOf(Person person) {
            return IntStream.range(0, 4)
                    .mapToObj(number ->
                            person.create("box", "{\"name\": \"Box\"}").id())
                    .toList();
        }

        /// How many boxes do not say what their things say.
        private long wrong(Person person) {
            return person.sql(transaction -> count(transaction, """
                    SELECT count(*) FROM box b
                    CROSS JOIN LATERAL (SELECT count(*) AS things, coalesce(sum(weight), 0) AS weight FROM thing t
                                        WHERE t.box = b.id AND t.deleted_at IS NULL) truth
                    WHERE (b.content, b.total, b.heavy) IS DISTINCT FROM (truth.things, truth.weight, truth.weight > 30)"""));
        }

        private record Hammer(Person person, List<UUID> boxes, int seed, List<Throwable> failures)
                implements Callable<Void> {

            @Override
            public Void call() {
                SplittableRandom random = new SplittableRandom(seed);
                List<UUID> things = new ArrayList<>();
                for (int turn = 0; turn < TURNS; turn++) {
                    try {
                        turn(random, things);
                    } catch (RuntimeException failure) {
                        failures.add(failure);
                    }
                }
                return null;
            }

            private void turn(SplittableRandom random, List<UUID> things) {
                UUID box = boxes.get(random.nextInt(boxes.size()));
                int weight = random.nextInt(10);
                if (things.size() < 3) {
                    things.add(person.create("thing", values(box, weight)).id());
                    return;
                }
                UUID thing = things.get(random.nextInt(things.size()));
                person.update("thing", thing, values(box, weight), Precondition.NONE);
            }

            private static String values(UUID box, int weight) {
                return "{\"name\": \"T\", \"box\": \"%s\", \"weight\": %d}".formatted(box, weight);
            }
        }
    }
}
