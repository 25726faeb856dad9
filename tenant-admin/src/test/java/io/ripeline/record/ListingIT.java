package io.ripeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.refusal.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// Lists over records with many ties and holes: their pages, forward and back, and what is in the bin.
@WithCompanies
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListingIT {

    private static final String GRAPES = """
            [{"op": "add", "path": "/objects/-", "value": {
               "key": "grape", "label": {"en": "Grape", "zh-CN": "葡萄"}, "nameField": "name",
               "visibility": "private", "fields": [
                {"key": "name", "label": {"en": "Name", "zh-CN": "名称"}, "type": "text", "required": true},
                {"key": "weight", "label": {"en": "Weight", "zh-CN": "重量"}, "type": "decimal"},
                {"key": "rank", "label": {"en": "Rank", "zh-CN": "等级"}, "type": "integer"},
                {"key": "day", "label": {"en": "Day", "zh-CN": "日期"}, "type": "date"},
                {"key": "ripe", "label": {"en": "Ripe", "zh-CN": "成熟"}, "type": "boolean"}]}}]""";

    private static final int MANY = 90;

    @Autowired
    private Companies companies;

    private Company company;
    private Person admin;
    private final Set<UUID> all = new HashSet<>();

    @BeforeAll
    void plantGrapes() {
        company = companies.provision();
        admin = company.admin();
        company.publish(GRAPES);
        Random random = new Random(7);
        for (int number = 0; number < MANY; number++) {
            all.add(admin.create("grape", grape(random)).id());
        }
    }

    private static String grape(Random random) {
        StringBuilder values = new StringBuilder("{\"name\": \"" + (char) ('a' + random.nextInt(3)) + "\"");
        if (random.nextInt(3) > 0) {
            values.append(", \"weight\": \"%d.%d\"".formatted(random.nextInt(2), random.nextInt(2)));
        }
        if (random.nextInt(3) > 0) {
            values.append(", \"rank\": ").append(random.nextInt(3) - 1);
        }
        if (random.nextBoolean()) {
            values.append(", \"day\": \"2026-01-0%d\"".formatted(1 + random.nextInt(2)));
        }
        if (random.nextBoolean()) {
            values.append(", \"ripe\": ").append(random.nextBoolean());
        }
        return values.append("}").toString();
    }

    private RecordPage page(@Nullable String sort, int limit, @Nullable String cursor) {
        return admin.list("grape", new RecordQuery(null, sort, null, limit, cursor, false));
    }

    private static List<UUID> ids(RecordPage page) {
        return page.items().stream().map(StoredRecord::id).toList();
    }

    private static Refused refused(Runnable work) {
        return Objects.requireNonNull(catchThrowableOfType(Refused.class, work::run), "nothing was refused");
    }

    /// The pages of a list from the first to the last.
    private List<RecordPage> forward(@Nullable String sort, int limit) {
        List<RecordPage> pages = new ArrayList<>(List.of(page(sort, limit, null)));
        while (pages.getLast().nextCursor() != null) {
            pages.add(page(sort, limit, pages.getLast().nextCursor()));
        }
        return pages;
    }

    private static String randomSort(Random random) {
        List<String> fields = new ArrayList<>(List.of("name", "weight", "rank", "day", "ripe", "owner_id"));
        List<String> keys = new ArrayList<>();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            String field = fields.remove(random.nextInt(fields.size()));
            keys.add((random.nextBoolean() ? "-" : "")
                    + field
                    + List.of("", ":nulls_first", ":nulls_last").get(random.nextInt(3)));
        }
        return String.join(",", keys);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void givesEachRecordOnceForwardAndBackInAnyOrder(long seed) {
        Random random = new Random(seed);
        String sort = randomSort(random);
        int limit = 1 + random.nextInt(17);
        List<UUID> whole = ids(page(sort, 200, null));

        List<RecordPage> forward = forward(sort, limit);

        assertThat(whole).as(sort).containsExactlyInAnyOrderElementsOf(all);
        assertThat(forward.stream().flatMap(page -> ids(page).stream()).toList())
                .as(sort)
                .isEqualTo(whole);
        String back = forward.getLast().prevCursor();
        for (RecordPage expected : forward.reversed().subList(1, forward.size())) {
            RecordPage found = page(sort, limit, back);
            assertThat(ids(found)).as(sort).isEqualTo(ids(expected));
            assertThat(ids(page(sort, limit, found.nextCursor()))).as(sort).doesNotContainAnyElementsOf(ids(found));
            back = found.prevCursor();
        }
        assertThat(back).as("the first page has none before it").isNull();
    }

    @Test
    void hasNoPageBeforeTheFirst() {
        assertThat(page("name", 5, null).prevCursor()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"rank:nulls_first", "-rank:nulls_first"})
    void putsHolesFirstOnDemand(String sort) {
        List<Boolean> holes = page(sort, 200, null).items().stream()
                .map(record -> record.value("rank").isEmpty())
                .toList();

        assertThat(holes).startsWith(true).endsWith(false);
        assertThat(holes.lastIndexOf(true)).isLessThan(holes.indexOf(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rank:nulls",
                "rank:NULLS_FIRST",
                ":nulls_first",
                "-:nulls_first",
                "rank:nulls_first:nulls_first",
                "rank,rank:nulls_first",
                "rank:nulls_first DESC; DROP TABLE grape",
                "--rank",
                "rank\"",
                "\uD800"
            })
    void refusesAStrangeOrder(String sort) {
        assertThat(refused(() -> page(sort, 5, null)).code().code()).isEqualTo("sort-invalid");
    }

    @Test
    void refusesTheCursorOfAnotherListOrVersion() {
        String cursor = page("name", 5, null).nextCursor();
        List<RecordQuery> others = List.of(
                new RecordQuery(null, "-name", null, 5, cursor, false),
                new RecordQuery("rank == 1", "name", null, 5, cursor, false),
                new RecordQuery(null, "name", "a", 5, cursor, false),
                new RecordQuery(null, "name", null, 5, cursor, false).inBin());

        assertThat(others)
                .allSatisfy(other -> assertThat(refused(() -> admin.list("grape", other))
                                .detail()
                                .en())
                        .isEqualTo("The cursor belongs to another list; begin anew without it."));
        assertThat(refused(() -> admin.list("customer", new RecordQuery(null, "name", null, 5, cursor, false)))
                        .code()
                        .code())
                .isEqualTo("cursor-invalid");
    }

    @Test
    void readsOnlyTheFieldsWanted() {
        RecordPage page =
                admin.list("grape", new RecordQuery(null, "rank", null, 200, null, false).only(Set.of("name")));

        assertThat(page.items())
                .allSatisfy(record ->
                        assertThat(record.values()).containsKey("name").doesNotContainKeys("weight", "day", "ripe"));
        assertThat(ids(page)).isEqualTo(ids(page("rank", 200, null)));
    }

    @Nested
    class TheBin {

        private RecordQuery bin(int limit, @Nullable String cursor) {
            return new RecordQuery(null, null, null, limit, cursor, true).inBin();
        }

        @Test
        void isAListOfItsOwnTheLastDeletedFirst() {
            Person rep = company.hire("Binny", "rep", null);
            List<UUID> deleted = new ArrayList<>();
            for (int number = 0; number < 5; number++) {
                deleted.addFirst(rep.create("grape", "{\"name\": \"old %d\"}".formatted(number))
                        .id());
                rep.delete("grape", deleted.getFirst());
            }
            UUID standing = rep.create("grape", "{\"name\": \"new\"}").id();

            RecordPage first = rep.list("grape", bin(2, null));
            RecordPage second = rep.list("grape", bin(3, first.nextCursor()));

            assertThat(first.total()).isEqualTo(5);
            assertThat(ids(first)).isEqualTo(deleted.subList(0, 2));
            assertThat(ids(second)).isEqualTo(deleted.subList(2, 5)).doesNotContain(standing);
            assertThat(ids(rep.list("grape", bin(2, second.prevCursor())))).isEqualTo(ids(first));
            assertThat(first.binned().get(deleted.getFirst())).satisfies(binned -> {
                assertThat(Objects.requireNonNull(binned).by()).isEqualTo(rep.id());
                assertThat(binned.purgedAt()).isEqualTo(binned.at().plus(java.time.Duration.ofDays(30)));
            });
        }

        @Test
        void showsNobodyElsesRecords() {
            Person rep = company.hire("Una", "rep", null);
            Person other = company.hire("Otto", "rep", null);
            rep.delete("grape", rep.create("grape", "{\"name\": \"hers\"}").id());

            assertThat(other.list("grape", bin(10, null)).items()).isEmpty();
            assertThat(other.list("grape", bin(10, null)).total()).isZero();
        }
    }
}
