package io.ripeline.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.database.Ids;
import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import io.ripeline.job.JobState;
import io.ripeline.job.Jobs;
import io.ripeline.json.StrictJson;
import io.ripeline.record.Subject;
import io.ripeline.refusal.Refused;
import io.ripeline.transfer.Transfer.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@WithCompanies
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransferIT {

    private static final List<String> CHILDREN = List.of("deal", "follow_up");

    @Autowired
    private Companies companies;

    @Autowired
    private TransferRecords transferRecords;

    @Autowired
    private Jobs jobs;

    @Autowired
    private List<JobHandler> handlers;

    private @Nullable Company company;
    private Person admin;
    private Person manager;
    private Person rita;
    private Person sam;
    private UUID customer;
    private UUID deal;
    private UUID open;
    private UUID done;

    @BeforeEach
    void make() {
        Company known = company == null ? companies.provision() : company;
        company = known;
        admin = known.admin();
        manager = known.hire("Mona" + UUID.randomUUID(), "manager", null);
        rita = known.hire("Rita" + UUID.randomUUID(), "rep", manager);
        sam = known.hire("Sam" + UUID.randomUUID(), "rep", manager);
        customer = rita.create("customer", "{\"name\": \"Northern Foods\", \"grade\": \"a\"}")
                .id();
        deal = rita.create("deal", "{\"name\": \"Deal\", \"customer\": \"%s\"}".formatted(customer))
                .id();
        open = followUp("open", customer);
        done = followUp("done", customer);
    }

    private UUID followUp(String state, UUID about) {
        return rita.create(
                        "follow_up",
                        "{\"due_on\": \"2026-12-01\", \"channel\": \"call\", \"state\": \"%s\"}".formatted(state),
                        new Subject("customer", about))
                .id();
    }

    private Wanted hers(List<String> children) {
        return new Wanted("owner_id == \"%s\"".formatted(rita.id()), null, sam.id(), children, "she leaves");
    }

    private TransferRecords.Begun begin(Person by, Wanted wanted) {
        return by.write(
                session -> transferRecords.begin(session, session.model().object("customer"), wanted));
    }

    private JsonNode finished(Person by, TransferRecords.Begun begun) {
        for (int look = 0; look < 600; look++) {
            Job job = by.call(() -> jobs.find(begun.job())).orElseThrow();
            if (job.state() == JobState.DONE) {
                return StrictJson.MAPPER.readTree(job.result());
            }
            assertThat(job.state()).isNotEqualTo(JobState.FAILED);
            pause();
        }
        throw new IllegalStateException("The job does not end");
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(50));
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private @Nullable UUID owner(String object, UUID id) {
        return admin.get(object, id).ownerId();
    }

    private List<String> causes(UUID record) {
        return admin.sql(transaction -> transaction
                .sql()
                .fetch("SELECT cause FROM _change WHERE record_id = {0} ORDER BY version", DSL.val(record))
                .getValues(0, String.class));
    }

    private long stays(UUID record) {
        return admin.sql(transaction -> (long)
                transaction.sql().fetchCount(DSL.table("_stay"), DSL.condition("record_id = {0}", DSL.val(record))));
    }

    private static String code(Runnable work) {
        return Objects.requireNonNull(catchThrowableOfType(Refused.class, work::run), "nothing was refused")
                .code()
                .code();
    }

    @Test
    void tellsBeforehandWhatItWouldDo() {
        var preview = manager.<TransferRecords.Preview>read(
                session -> transferRecords.preview(session, session.model().object("customer"), hers(CHILDREN)));

        assertThat(preview.records()).isEqualTo(1);
        assertThat(preview.children()).isEqualTo(Map.of("deal", 1, "follow_up", 1));
        assertThat(preview.examples()).containsExactly(new TransferRecords.Example(customer, "Northern Foods"));
        assertThat(owner("customer", customer)).isEqualTo(rita.id());
    }

    @Test
    void givesTheRecordsAndWhatFollowsAndLeavesTheRest() {
        long before = stays(customer);

        JsonNode result = finished(manager, begin(manager, hers(CHILDREN)));

        assertThat(result.at("/transferred").asInt()).isEqualTo(3);
        assertThat(owner("customer", customer)).isEqualTo(sam.id());
        assertThat(owner("deal", deal)).isEqualTo(sam.id());
        assertThat(owner("follow_up", open)).isEqualTo(sam.id());
        assertThat(owner("follow_up", done)).as("what was done stays hers").isEqualTo(rita.id());
        assertThat(causes(customer)).containsExactly("api", "transfer");
        assertThat(stays(customer)).isEqualTo(before);
        assertThat(admin.get("customer", customer).text("grade")).contains("a");
    }

    @Test
    void leavesChildrenThatAreNotChosen() {
        finished(manager, begin(manager, hers(List.of())));

        assertThat(owner("customer", customer)).isEqualTo(sam.id());
        assertThat(owner("deal", deal)).isEqualTo(rita.id());
        assertThat(owner("follow_up", open)).isEqualTo(rita.id());
    }

    @Test
    void isTakenBackAsFarAsNothingChangedHandsSince() {
        TransferRecords.Begun begun = begin(manager, hers(CHILDREN));
        finished(manager, begun);
        sam.update("customer", customer, "{\"city\": \"Suzhou\"}");
        admin.giveTo(manager.id(), "deal", deal);
        admin.giveTo(sam.id(), "deal", deal);

        JsonNode result = finished(manager, manager.write(session -> transferRecords.undo(session, begun.transfer())));

        assertThat(result.at("/transferred").asInt()).isEqualTo(2);
        assertThat(result.at("/skipped").asInt()).isEqualTo(1);
        assertThat(owner("customer", customer)).isEqualTo(rita.id());
        assertThat(admin.get("customer", customer).text("city")).contains("Suzhou");
        assertThat(owner("deal", deal)).isEqualTo(sam.id());
        assertThat(code(() -> manager.write(session -> transferRecords.undo(session, begun.transfer()))))
                .isEqualTo("transfer-undone");
    }

    @Test
    void isForAdminsAndThoseAboveOnly() {
        UUID foreign = admin.create("customer", "{\"name\": \"Foreign\"}").id();
        Wanted mine = new Wanted(null, List.of(customer), sam.id(), List.of(), null);
        Wanted theirs = new Wanted(null, List.of(customer, foreign), sam.id(), List.of(), null);

        assertThat(code(() -> begin(rita, mine))).isEqualTo("right-missing");
        assertThat(code(() -> begin(manager, theirs))).isEqualTo("record-not-found");
        assertThat(finished(admin, begin(admin, theirs)).at("/transferred").asInt())
                .isEqualTo(2);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThat(code(() -> begin(admin, new Wanted(null, null, sam.id(), List.of(), null))))
                .isEqualTo("transfer-invalid");
        assertThat(code(() -> begin(admin, new Wanted("true", null, UUID.randomUUID(), List.of(), null))))
                .isEqualTo("transfer-invalid");
        assertThat(code(() -> begin(admin, hers(List.of("activity"))))).isEqualTo("transfer-invalid");
        assertThat(code(() -> begin(admin, hers(List.of("product"))))).isEqualTo("transfer-invalid");
        assertThat(code(() -> sam.write(session -> transferRecords.undo(session, UUID.randomUUID()))))
                .isEqualTo("transfer-not-found");
    }

    @Test
    void goesOnWhereItWasInterrupted() {
        List<UUID> many = new ArrayList<>();
        for (int number = 0; number < 150; number++) {
            many.add(rita.create("customer", "{\"name\": \"One of many\"}").id());
        }
        UUID transfer = Ids.next();
        manager.write(session -> {
            Transfer wanted =
                    new Transfer(transfer, "customer", sam.id(), List.of(), null, manager.id(), Instant.now(), null);
            var object = session.model().object("customer");
            new TransferRows(session.transaction())
                    .add(
                            wanted,
                            Following.of(
                                    session, object, object.columns().ownerId().eq(rita.id()), List.of()));
            return transfer;
        });
        JobHandler handler = handlers.stream()
                .filter(each -> each.kind().equals("transfer"))
                .findFirst()
                .orElseThrow();
        Job job = new Job(
                Ids.next(),
                Ids.next(),
                manager.id(),
                "transfer",
                transfer,
                JobState.RUNNING,
                0,
                null,
                null,
                1,
                Instant.now(),
                null,
                null);
        JobProgress broken = (count, total) -> {
            throw new IllegalStateException("The plug was pulled");
        };

        assertThatThrownBy(() -> manager.call(() -> handler.run(job, broken))).hasMessage("The plug was pulled");
        Record result = manager.call(() -> handler.run(job, (count, total) -> {}));

        assertThat(result).isEqualTo(new Handing.Done(transfer, 151, 0, 0));
        assertThat(many).allSatisfy(id -> assertThat(causes(id)).containsExactly("api", "transfer"));
    }
}
