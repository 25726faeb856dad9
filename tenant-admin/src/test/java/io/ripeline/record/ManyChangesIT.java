package io.ripeline.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.definition.ObjectModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Records that are changed together.
@WithCompanies
class ManyChangesIT {

    private static final Cause WAIVED = Cause.IMPORT.overriding("brought along");
    private static final Instant LONG_AGO = Instant.parse("2020-02-03T00:00:00Z");

    @Autowired
    private Companies companies;

    @Autowired
    private Records records;

    private Company company;
    private Person admin;

    @BeforeEach
    void open() {
        company = companies.provision();
        admin = company.admin();
    }

    /// Everything that is kept of a record, but for ids and times.
    private record Kept(
            int version,
            @Nullable UUID owner,
            Map<String, Object> values,
            List<List<@Nullable Object>> stays,
            List<List<@Nullable Object>> changes,
            List<Object> tokens,
            List<Object> keys) {}

    private Kept kept(String object, UUID id) {
        StoredRecord record = admin.get(object, id);
        return admin.sql(transaction -> {
            List<List<@Nullable Object>> stays = new ArrayList<>();
            Stays.all(transaction, List.of(id))
                    .forEach(move -> stays.add(java.util.Arrays.asList(
                            move.field(),
                            move.from(),
                            move.to(),
                            move.leftAt() == null,
                            move.cause(),
                            move.reason(),
                            move.notes())));
            List<List<@Nullable Object>> changes = new ArrayList<>();
            transaction
                    .sql()
                    .fetch(
                            "SELECT version, fields, before::text, after::text, cause, reason FROM _change "
                                    + "WHERE record_id = ? ORDER BY version",
                            id)
                    .forEach(row -> changes.add(java.util.Arrays.asList(
                            row.get(0),
                            List.of((Object[]) row.get(1)),
                            timeless(row.get(2)),
                            timeless(row.get(3)),
                            row.get(4),
                            row.get(5))));
            return new Kept(
                    record.version(),
                    record.ownerId(),
                    record.values(),
                    stays,
                    changes,
                    column(transaction.sql().fetch("SELECT unnest(tokens) FROM _search WHERE record_id = ?", id)),
                    column(transaction
                            .sql()
                            .fetch("SELECT key FROM _duplicate_key WHERE record_id = ? ORDER BY key", id)));
        });
    }

    private static String timeless(@Nullable Object json) {
        return String.valueOf(json).replaceAll("\"20[0-9-]+T[^\"]+Z\"", "then");
    }

    private static List<Object> column(org.jooq.Result<?> rows) {
        return List.copyOf(rows.map(row -> row.get(0)));
    }

    private List<Attempt> change(String object, List<ChangedRecord> wanted, Cause cause) {
        return admin.write(session -> records.updateAll(session, session.model().object(object), wanted, cause));
    }

    private void changeOneByOne(String object, List<ChangedRecord> wanted, Cause cause) {
        wanted.forEach(each -> change(object, List.of(each), cause));
    }

    private static ChangedRecord changed(StoredRecord record, Map<String, ? extends @Nullable Object> values) {
        return new ChangedRecord(record.id(), RecordChanges.of(values), Past.NONE);
    }

    private List<StoredRecord> customers(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> admin.create(
                        "customer",
                        "{\"name\": \"Old %d\", \"city\": \"Ulm\", \"phone\": \"1380013800%d\"}"
                                .formatted(number, number)))
                .toList();
    }

    @Test
    void leaveTheSameAsChangesOneByOne() {
        UUID ann = company.hire("Ann", "rep", null).id();
        List<StoredRecord> together = customers(4);
        List<StoredRecord> alone = customers(4);

        change("customer", changes(together, ann), Cause.IMPORT);
        changeOneByOne("customer", changes(alone, ann), Cause.IMPORT);

        for (int index = 0; index < together.size(); index++) {
            assertThat(kept("customer", together.get(index).id()))
                    .isEqualTo(kept("customer", alone.get(index).id()));
        }
        assertThat(kept("customer", together.get(1).id()).stays()).hasSize(1);
    }

    private static List<ChangedRecord> changes(List<StoredRecord> records, UUID owner) {
        Map<String, @Nullable Object> renamed = new LinkedHashMap<>();
        renamed.put("name", "远恒包装有限公司");
        renamed.put("city", null);
        return List.of(
                changed(records.get(0), renamed),
                changed(records.get(1), Map.of("grade", "b", "employees", 12L)),
                new ChangedRecord(
                        records.get(2).id(),
                        RecordChanges.of(Map.of("phone", "139 0000 1111")).ownedBy(owner),
                        Past.NONE),
                new ChangedRecord(
                        records.get(3).id(), RecordChanges.of(Map.of()), new Past(LONG_AGO, owner, List.of())));
    }

    @Test
    void keepWhatAnOverrideLetPassAsChangesOneByOneDo() {
        List<StoredRecord> together = deals();
        List<StoredRecord> alone = deals();

        change("deal", moved(together), WAIVED);
        changeOneByOne("deal", moved(alone), WAIVED);

        for (int index = 0; index < together.size(); index++) {
            assertThat(kept("deal", together.get(index).id()))
                    .isEqualTo(kept("deal", alone.get(index).id()));
        }
        List<Move> stays = admin.sql(
                transaction -> Stays.all(transaction, List.of(together.get(1).id())));
        assertThat(stays.getLast().enteredAt()).isEqualTo(LONG_AGO);
        assertThat(stays.getLast().notes())
                .isNotNull()
                .extracting(Move.Notes::unmet)
                .asString()
                .contains("customer_known");
    }

    private List<StoredRecord> deals() {
        return IntStream.range(0, 3)
                .mapToObj(number -> admin.create("deal", "{\"name\": \"D%d\"}".formatted(number)))
                .toList();
    }

    private static List<ChangedRecord> moved(List<StoredRecord> deals) {
        return deals.stream()
                .map(deal -> new ChangedRecord(
                        deal.id(),
                        RecordChanges.of(Map.of("stage", "qualification")),
                        deal.equals(deals.get(1))
                                ? new Past(null, null, List.of(new Past.Entry("stage", "qualification", LONG_AGO)))
                                : Past.NONE))
                .toList();
    }

    @Test
    void refuseOnlyThoseThatAreWrong() {
        List<StoredRecord> stand = customers(6);
        List<ChangedRecord> wanted = new ArrayList<>();
        for (int index = 0; index < 6; index++) {
            String number = index == 4 ? "91310000MA1" : "91310000MA" + index;
            wanted.add(changed(stand.get(index), Map.of("registration_number", number)));
        }
        wanted.set(2, changed(stand.get(2), Map.of("registration_number", "not one!")));
        wanted.add(new ChangedRecord(UUID.randomUUID(), RecordChanges.of(Map.of("city", "Rom")), Past.NONE));
        wanted.add(changed(stand.get(5), Map.of("city", "Rom")));
        wanted.add(changed(stand.get(3), Map.of("city", "Ulm")));

        List<Attempt> attempts = change("customer", wanted, Cause.IMPORT);

        assertThat(refused(attempts)).containsExactly(2, 4, 6);
        assertThat(reason(attempts.get(4))).isEqualTo(RecordError.NOT_UNIQUE);
        assertThat(reason(attempts.get(6))).isEqualTo(RecordError.RECORD_NOT_FOUND);
        for (int index : new int[] {2, 4}) {
            assertThat(admin.get("customer", stand.get(index).id())).isEqualTo(stand.get(index));
        }
        assertThat(admin.get("customer", stand.get(5).id()).values())
                .containsEntry("city", "Rom")
                .containsEntry("registration_number", "91310000MA5");
        assertThat(admin.get("customer", stand.get(3).id()).version()).isEqualTo(2);
    }

    private static List<Integer> refused(List<Attempt> attempts) {
        return IntStream.range(0, attempts.size())
                .filter(index -> attempts.get(index) instanceof Attempt.Failed)
                .boxed()
                .toList();
    }

    private static io.ripeline.refusal.ErrorCode reason(Attempt attempt) {
        return ((Attempt.Failed) attempt).refused().code();
    }

    @Test
    void shareNewRecordsOutAsIfMadeOneByOne() {
        company.publish("""
                [{"op": "add", "path": "/assignments", "value": [
                  {"key": "in_turn", "object": "customer", "label": {"en": "In turn", "zh-CN": "轮流"},
                   "when": "city == 'Ulm'", "method": "round_robin", "role": "rep"},
                  {"key": "by_load", "object": "customer", "label": {"en": "By load", "zh-CN": "按负荷"},
                   "when": "city == 'Rom'", "method": "load", "role": "rep"}]}]""");
        company.hire("Ann", "rep", null);
        company.hire("Bo", "rep", null);
        company.hire("Cy", "rep", null);
        List<String> cities = List.of("Ulm", "Ulm", "bad", "Rom", "Ulm", "Rom", "none", "Rom", "Ulm", "Rom");

        List<@Nullable UUID> together = owners(make("together", cities));
        List<@Nullable UUID> before = new ArrayList<>();
        cities.forEach(city -> before.addAll(owners(make("alone", List.of(city)))));

        assertThat(turns()).isEqualTo(16);
        assertThat(together.subList(0, 2)).doesNotHaveDuplicates();
        assertThat(together.get(2)).isNull();
        assertThat(java.util.Set.of(together.get(0), together.get(1), together.get(4)))
                .hasSize(3);
        assertThat(together.get(8)).isEqualTo(together.get(0));
        assertThat(together.get(6)).isEqualTo(admin.id());
        assertThat(counts(together)).isEqualTo(counts(before));
    }

    private int turns() {
        Field<Long> given = DSL.field(DSL.name("given"), Long.class);
        Integer turns = admin.sql(transaction -> transaction
                .sql()
                .select(DSL.sum(given))
                .from(DSL.table(DSL.name("_assignment_turn")))
                .fetchSingle()
                .value1()
                .intValue());
        return turns;
    }

    private static List<Long> counts(List<@Nullable UUID> owners) {
        return owners.stream()
                .filter(java.util.Objects::nonNull)
                .collect(java.util.stream.Collectors.groupingBy(each -> each, java.util.stream.Collectors.counting()))
                .values()
                .stream()
                .sorted()
                .toList();
    }

    private List<Attempt> make(String name, List<String> cities) {
        return admin.write(session -> {
            ObjectModel object = session.model().object("customer");
            List<NewRecord> wanted = new ArrayList<>();
            for (String city : cities) {
                Map<String, Object> values = new LinkedHashMap<>();
                values.put("name", name + " " + UUID.randomUUID());
                values.put("city", city);
                values.put("employees", city.equals("bad") ? -1L : 5L);
                wanted.add(new NewRecord(RecordChanges.of(values), Past.NONE));
            }
            return records.createAll(session, object, wanted, false, Cause.IMPORT);
        });
    }

    private static List<@Nullable UUID> owners(List<Attempt> attempts) {
        List<@Nullable UUID> owners = new ArrayList<>();
        attempts.forEach(attempt -> owners.add(
                attempt instanceof Attempt.Made(Written written)
                        ? written.record().ownerId()
                        : null));
        return owners;
    }
}
