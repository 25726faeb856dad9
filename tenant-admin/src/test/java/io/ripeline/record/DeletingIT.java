package io.ripeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.refusal.Refused;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

@WithCompanies
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeletingIT {

    private static final String FARM = """
            [{"op": "add", "path": "/objects/-", "value": {
               "key": "farm", "label": L, "nameField": "name", "visibility": "private", "fields": [
                {"key": "name", "label": L, "type": "text", "required": true},
                {"key": "owner_of", "label": L, "type": "lookup", "target": "farm"}]}},
             {"op": "add", "path": "/objects/-", "value": {
               "key": "plot", "label": {"en": "Plot", "zh-CN": "地块"}, "nameField": "name", "visibility": "private", "fields": [
                {"key": "name", "label": L, "type": "text", "required": true},
                {"key": "code", "label": L, "type": "text", "unique": true},
                {"key": "farm", "label": L, "type": "lookup", "target": "farm", "required": true, "onDelete": "cascade"}]}},
             {"op": "add", "path": "/objects/-", "value": {
               "key": "vine", "label": L, "nameField": "name", "fields": [
                {"key": "name", "label": L, "type": "text", "required": true},
                {"key": "plot", "label": L, "type": "lookup", "target": "plot", "onDelete": "cascade"}]}},
             {"op": "add", "path": "/objects/-", "value": {
               "key": "lease", "label": {"en": "Lease", "zh-CN": "租约"}, "nameField": "name", "fields": [
                {"key": "name", "label": L, "type": "text", "required": true},
                {"key": "plot", "label": L, "type": "lookup", "target": "plot", "onDelete": "cascade"},
                {"key": "farm", "label": L, "type": "lookup", "target": "farm", "onDelete": "restrict"}]}},
             {"op": "add", "path": "/objects/-", "value": {
               "key": "visit", "label": L, "nameField": "name", "fields": [
                {"key": "name", "label": L, "type": "text", "required": true},
                {"key": "farm", "label": L, "type": "lookup", "target": "farm"},
                {"key": "before", "label": L, "type": "lookup", "target": "farm"}]}}]""".replace("L,", "{\"en\": \"X\", \"zh-CN\": \"项\"},");

    @Autowired
    private Companies companies;

    private Company company;
    private Person admin;

    @BeforeAll
    void begin() {
        company = companies.provision();
        company.publish(FARM);
        admin = company.admin();
    }

    private static Refused refused(Runnable work) {
        return Objects.requireNonNull(catchThrowableOfType(Refused.class, work::run), "nothing was refused");
    }

    private UUID made(String object, String values) {
        return admin.create(object, values).id();
    }

    private UUID farm() {
        return made("farm", "{\"name\": \"Farm\"}");
    }

    private UUID child(String object, String field, UUID parent) {
        return made(object, "{\"name\": \"Child\", \"%s\": \"%s\"}".formatted(field, parent));
    }

    private boolean isThere(String object, UUID id) {
        return admin.read(session -> session.transaction()
                .sql()
                .fetchExists(
                        DSL.table(object), DSL.field("id", UUID.class).eq(id).and("deleted_at IS NULL")));
    }

    @Nested
    class ADeletedRecord {

        @Test
        void isNotThereUntilItIsRestored() {
            UUID id = farm();

            admin.delete("farm", id);

            assertThat(refused(() -> admin.get("farm", id)).code()).isEqualTo(RecordError.RECORD_NOT_FOUND);
            assertThat(refused(() -> admin.delete("farm", id)).code()).isEqualTo(RecordError.RECORD_NOT_FOUND);
            assertThat(admin.restore("farm", id).version()).isEqualTo(3);
            assertThat(admin.get("farm", id).values()).containsEntry("name", "Farm");
            assertThat(refused(() -> admin.restore("farm", id)).code()).isEqualTo(RecordError.RECORD_NOT_FOUND);
        }

        @Test
        void standsInTheHistory() {
            UUID id = farm();
            admin.delete("farm", id);
            admin.restore("farm", id);

            List<String> fields = admin.sql(transaction -> transaction
                    .sql()
                    .select(DSL.field("array_to_string(fields, ' ')", String.class))
                    .from("_change")
                    .where(DSL.field("record_id", UUID.class).eq(id))
                    .orderBy(DSL.field("version"))
                    .fetch(row -> row.value1()));
            assertThat(fields).containsExactly("name", "deleted_at", "deleted_at");
        }

        @Test
        void isNobodysWhoDoesNotSeeIt() {
            Person rep = company.hire("Rita", "rep", null);
            UUID id = farm();

            assertThat(refused(() -> rep.delete("farm", id)).code()).isEqualTo(RecordError.RECORD_NOT_FOUND);
            admin.delete("farm", id);
            assertThat(refused(() -> rep.restore("farm", id)).code()).isEqualTo(RecordError.RECORD_NOT_FOUND);
        }

        @Test
        void givesItsUniqueValueFree() {
            UUID farm = farm();
            UUID first = made("plot", "{\"name\": \"a\", \"code\": \"P1\", \"farm\": \"%s\"}".formatted(farm));
            admin.delete("plot", first);
            made("plot", "{\"name\": \"b\", \"code\": \"P1\", \"farm\": \"%s\"}".formatted(farm));

            assertThat(refused(() -> admin.restore("plot", first)).code()).isEqualTo(RecordError.NOT_UNIQUE);
        }
    }

    @Nested
    class ALookup {

        @Test
        void losesItsValueUnlessItSaysOtherwise() {
            UUID farm = farm();
            UUID visit = made("visit", "{\"name\": \"v\", \"farm\": \"%1$s\", \"before\": \"%1$s\"}".formatted(farm));

            admin.delete("farm", farm);

            StoredRecord left = admin.get("visit", visit);
            assertThat(left.values()).containsOnlyKeys("name");
            assertThat(left.version()).isEqualTo(2);
        }

        @Test
        void pointToItsTargetAgainOnceThatIsBackUnlessChangedSince() {
            UUID farm = farm();
            UUID visit = made("visit", "{\"name\": \"v\", \"farm\": \"%1$s\", \"before\": \"%1$s\"}".formatted(farm));
            UUID other = made("visit", "{\"name\": \"o\", \"farm\": \"%s\"}".formatted(farm));
            UUID elsewhere = farm();
            admin.delete("farm", farm);
            admin.update("visit", other, "{\"farm\": \"%s\"}".formatted(elsewhere));
            admin.update("visit", other, "{\"farm\": null}");
            admin.update("visit", visit, "{\"before\": \"%s\"}".formatted(elsewhere));

            admin.restore("farm", farm);

            assertThat(admin.get("visit", visit).values())
                    .containsEntry("farm", farm)
                    .containsEntry("before", elsewhere);
            assertThat(admin.get("visit", other).values()).containsOnlyKeys("name");
        }

        @Test
        void mayKeepItsTarget() {
            UUID farm = farm();
            child("lease", "farm", farm);
            child("lease", "farm", farm);

            Refused refused = refused(() -> admin.delete("farm", farm));

            assertThat(refused.code()).isEqualTo(RecordError.RECORD_IN_USE);
            assertThat(refused.detail().en()).isEqualTo("Other records need this one: 2 Lease.");
            assertThat(refused.extensions())
                    .containsEntry(
                            "usedBy",
                            List.of(Map.of("object", "lease", "field", "farm", "label", "Lease", "count", 2)));
            assertThat(isThere("farm", farm)).isTrue();
        }

        @Test
        void mayGoWithItsTargetAndComeBackWithIt() {
            UUID farm = farm();
            UUID plot = child("plot", "farm", farm);
            UUID vine = child("vine", "plot", plot);
            UUID gone = child("plot", "farm", farm);
            admin.delete("plot", gone);

            admin.delete("farm", farm);
            assertThat(isThere("plot", plot)).isFalse();
            assertThat(isThere("vine", vine)).isFalse();

            admin.restore("farm", farm);
            assertThat(isThere("plot", plot)).isTrue();
            assertThat(isThere("vine", vine)).isTrue();
            assertThat(isThere("plot", gone)).isFalse();
        }

        @Test
        void keepsNothingThatIsDeletedAnyway() {
            UUID farm = farm();
            UUID plot = child("plot", "farm", farm);
            UUID lease = made("lease", "{\"name\": \"l\", \"plot\": \"%s\", \"farm\": \"%s\"}".formatted(plot, farm));

            admin.delete("farm", farm);

            assertThat(isThere("lease", lease)).isFalse();
        }

        @Test
        void toItselfIsNoObstacle() {
            UUID farm = farm();
            admin.update("farm", farm, "{\"owner_of\": \"%s\"}".formatted(farm));

            admin.delete("farm", farm);

            assertThat(isThere("farm", farm)).isFalse();
        }

        @Test
        void isNotRestoredWithoutWhatItBelongsTo() {
            UUID farm = farm();
            UUID plot = child("plot", "farm", farm);
            admin.delete("plot", plot);
            admin.delete("farm", farm);

            Refused refused = refused(() -> admin.restore("plot", plot));

            assertThat(refused.code()).isEqualTo(RecordError.RECORD_INVALID);
            assertThat(refused.violations().getFirst().pointer()).isEqualTo("/values/farm");
        }

        @Test
        void isRestoredWithoutATargetItCanMiss() {
            UUID farm = farm();
            UUID visit = child("visit", "farm", farm);
            admin.delete("visit", visit);
            admin.delete("farm", farm);

            assertThat(admin.restore("visit", visit).values()).containsOnlyKeys("name");
        }
    }

    @Test
    void noChildSlipsInWhileItsParentGoes() throws Exception {
        UUID farm = farm();
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        try (var pool = Executors.newFixedThreadPool(2)) {
            Future<UUID> child = pool.submit(() -> admin.write(session -> {
                UUID id = child("plot", "farm", farm);
                written.countDown();
                await(commit);
                return id;
            }));
            assertThat(written.await(20, TimeUnit.SECONDS)).isTrue();
            Future<?> deleting = pool.submit(() -> admin.delete("farm", farm));
            Thread.sleep(200);
            assertThat(deleting.isDone()).isFalse();

            commit.countDown();
            deleting.get(20, TimeUnit.SECONDS);

            assertThat(isThere("plot", child.get())).isFalse();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
