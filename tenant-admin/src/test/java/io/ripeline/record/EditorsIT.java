package io.ripeline.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.refusal.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/// Many people who change one record at once: each write wins, or is refused and says who changed what.
@WithCompanies
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EditorsIT {

    private static final int EDITORS = 200;
    private static final int FIELDS = 5;

    @Autowired
    private Companies companies;

    private Person admin;
    private Person rep;

    @BeforeAll
    void provision() {
        Company company = companies.provision();
        admin = company.admin();
        StringBuilder fields = new StringBuilder();
        for (int number = 0; number < FIELDS; number++) {
            fields.append("""
                    , {"key": "f%d", "label": {"en": "F", "zh-CN": "字段"}, "type": "text"}""".formatted(number));
        }
        company.publish("""
                [{"op": "add", "path": "/objects/-", "value": {
                   "key": "sheet", "label": {"en": "Sheet", "zh-CN": "表"}, "nameField": "name", "visibility": "public",
                   "fields": [{"key": "name", "label": {"en": "Name", "zh-CN": "名称"}, "type": "text"}%s]}}]""".formatted(fields));
        rep = company.hire("Rita", "manager", null);
    }

    /// What came of each edit: nothing where it won, else the refusal.
    private Map<Integer, Refused> edit(UUID id, Precondition expected) throws InterruptedException {
        Map<Integer, Refused> refused = new HashMap<>();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService editors = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Written>> edits = new ArrayList<>();
            for (int number = 0; number < EDITORS; number++) {
                Person editor = number % 2 == 0 ? admin : rep;
                String values = "{\"f%d\": \"%d\"}".formatted(number % FIELDS, number);
                edits.add(editors.submit(() -> {
                    start.await();
                    return editor.update("sheet", id, values, expected);
                }));
            }
            start.countDown();
            for (int number = 0; number < EDITORS; number++) {
                try {
                    edits.get(number).get();
                } catch (ExecutionException failure) {
                    refused.put(number, (Refused) Objects.requireNonNull(failure.getCause()));
                }
            }
        }
        return refused;
    }

    private void assertNamesWho(Refused refused) {
        assertThat(refused.extensions().get("conflict"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsKeys("version", "fields", "changedBy", "changedAt");
        assertThat(refused.detail().en())
                .matches("(?s).+ changed this record meanwhile \\((f[0-4](, )?)+\\); load it again.*");
    }

    @Test
    void whoSawTheSameVersionWinOncePerField() throws InterruptedException {
        UUID id = admin.create("sheet", "{\"name\": \"merged\"}").id();

        Map<Integer, Refused> refused = edit(id, new Precondition(null, 1));

        assertThat(refused).hasSize(EDITORS - FIELDS);
        assertThat(refused.values()).allSatisfy(each -> {
            assertThat(each.code().code()).isEqualTo("edit-conflict");
            assertNamesWho(each);
        });
        StoredRecord record = admin.get("sheet", id);
        assertThat(record.version()).isEqualTo(1 + FIELDS);
        for (int field = 0; field < FIELDS; field++) {
            int winner = Integer.parseInt(record.text("f" + field).orElseThrow());
            assertThat(winner % FIELDS).isEqualTo(field);
            assertThat(refused).doesNotContainKey(winner);
        }
    }

    @Test
    void onlyOneWinsWhoWantsExactlyTheVersionSeen() throws InterruptedException {
        UUID id = admin.create("sheet", "{\"name\": \"exact\"}").id();

        Map<Integer, Refused> refused = edit(id, Precondition.exactly(1));

        assertThat(refused).hasSize(EDITORS - 1);
        assertThat(refused.values()).allSatisfy(each -> {
            assertThat(each.code().code()).isEqualTo("version-conflict");
            assertNamesWho(each);
        });
        assertThat(admin.get("sheet", id).version()).isEqualTo(2);
    }

    @Test
    void allWinWhoExpectNothingAndNoneIsLost() throws InterruptedException {
        UUID id = admin.create("sheet", "{\"name\": \"free\"}").id();

        assertThat(edit(id, Precondition.NONE)).isEmpty();

        assertThat(admin.get("sheet", id).version()).isEqualTo(1 + EDITORS);
    }
}
