package io.ripeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.MovableClock;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.identity.Member;
import io.ripeline.member.ChangeMember;
import io.ripeline.record.Share.Access;
import io.ripeline.record.Shares.Wanted;
import io.ripeline.refusal.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

@WithCompanies
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VisibilityIT {

    private static final String POOL = """
            [{"op": "add", "path": "/pools", "value": [{"key": "sea", "object": "customer",
              "label": {"en": "Sea", "zh-CN": "公海"}, "when": "has(city)", "roles": ["rep"]}]}]""";

    @Autowired
    private Companies companies;

    @Autowired
    private Shares shares;

    @Autowired
    private Sessions sessions;

    @Autowired
    private ChangeMember changeMember;

    @Autowired
    private MovableClock clock;

    private Company company;
    private Person admin;
    private Person manager;
    private Person rita;
    private Person sam;
    private UUID customer;

    @BeforeAll
    void hire() {
        company = companies.provision();
        company.publish(POOL);
        admin = company.admin();
        manager = company.hire("Mona", "manager", null);
        rita = company.hire("Rita", "rep", manager);
        sam = company.hire("Sam", "rep", null);
    }

    @BeforeEach
    void make() {
        customer = rita.create("customer", "{\"name\": \"Northern Foods\"}").id();
    }

    private static String refusal(Runnable work) {
        Refused refused = Objects.requireNonNull(catchThrowableOfType(Refused.class, work::run), "nothing was refused");
        return refused.code().code();
    }

    private Share share(Person by, Wanted wanted) {
        return by.write(session -> shares.add(session, session.model().object("customer"), customer, wanted));
    }

    private Share shareWithSam(Access access) {
        return share(rita, new Wanted(sam.id(), null, access, "presales", null, null));
    }

    private List<UUID> listed(Person person, String object, @Nullable String filter) {
        return person.list(object, RecordQuery.matching(filter)).items().stream()
                .map(StoredRecord::id)
                .toList();
    }

    private UUID call(Person by, UUID about) {
        return by.create("activity", "{\"kind\": \"call\"}", new Subject("customer", about))
                .id();
    }

    private void assertUnchanged(Runnable work, String code) {
        String before = Rows.hash(admin, "customer", customer);

        assertThat(refusal(work)).isEqualTo(code);

        assertThat(Rows.hash(admin, "customer", customer)).isEqualTo(before);
    }

    @Nested
    class ARecord {

        @Test
        void isThereForItsOwnerThoseAboveAndAdminsOnly() {
            assertThat(rita.get("customer", customer).id()).isEqualTo(customer);
            assertThat(manager.get("customer", customer).id()).isEqualTo(customer);
            assertThat(admin.get("customer", customer).id()).isEqualTo(customer);
            assertThat(refusal(() -> sam.get("customer", customer))).isEqualTo("record-not-found");
            assertThat(listed(sam, "customer", null)).doesNotContain(customer);
        }

        @Test
        void ofSomebodyWhoLeftIsThereForThoseAbove() {
            Person lena = company.hire("Lena" + Instant.now().toEpochMilli(), "rep", manager);
            UUID hers = lena.create("customer", "{\"name\": \"Left\"}").id();
            Member left =
                    new Member(lena.id(), lena.member().email(), lena.member().name(), "rep", manager.id(), false);

            admin.write(session -> changeMember.change(session, left));

            assertThat(manager.get("customer", hers).id()).isEqualTo(hers);
            assertThat(refusal(() -> lena.get("customer", hers))).isEqualTo("member-inactive");
            assertThat(lena.<Boolean>call(() -> sessions.platform(session -> session.transaction()
                            .sql()
                            .fetchExists(
                                    session.model().object("customer").table(),
                                    session.caller().visible(session.model().object("customer"))))))
                    .as("who has left sees nothing, whatever runs in her name")
                    .isFalse();
        }

        @Test
        void ofNobodyIsThereForThoseWhoSeeEverything() {
            admin.giveTo(null, "customer", customer);

            assertThat(refusal(() -> manager.get("customer", customer))).isEqualTo("record-not-found");
            assertThat(admin.get("customer", customer).ownerId()).isNull();
        }
    }

    @Nested
    class AShareWithChildren {

        private UUID contact;
        private UUID deal;
        private UUID activity;

        @BeforeEach
        void make() {
            contact = rita.create("contact", "{\"name\": \"Wang Li\", \"customer\": \"%s\"}".formatted(customer))
                    .id();
            deal = rita.create("deal", "{\"name\": \"Kitchen\", \"customer\": \"%s\"}".formatted(customer))
                    .id();
            activity = rita.create("activity", "{\"kind\": \"call\"}", new Subject("deal", deal))
                    .id();
        }

        private Share shareWith(@Nullable List<String> children) {
            return share(rita, new Wanted(sam.id(), null, Access.EDIT, null, children, null));
        }

        @Test
        void showsContactsAndDealsUnlessAskedOtherwise() {
            Share share = shareWith(null);

            assertThat(share.children()).containsExactly("contact", "deal");
            assertThat(sam.get("contact", contact).id()).isEqualTo(contact);
            assertThat(listed(sam, "deal", null)).contains(deal);
            assertThat(sam.get("activity", activity).id()).isEqualTo(activity);
            assertThat(listed(sam, "activity", "subject_id == \"%s\"".formatted(deal)))
                    .containsExactly(activity);
        }

        @Test
        void showsThoseOfTheObjectsNamedOnly() {
            shareWith(List.of("deal"));

            assertThat(listed(sam, "deal", null)).contains(deal);
            assertThat(listed(sam, "contact", null)).doesNotContain(contact);
            assertThat(refusal(() -> sam.get("contact", contact))).isEqualTo("record-not-found");
        }

        @Test
        void showsNoneWhereNoneAreNamed() {
            shareWith(List.of());

            assertThat(sam.get("customer", customer).id()).isEqualTo(customer);
            assertThat(refusal(() -> sam.get("deal", deal))).isEqualTo("record-not-found");
            assertThat(refusal(() -> sam.get("activity", activity))).isEqualTo("record-not-found");
        }

        @Test
        void doesNotLetThemBeChanged() {
            shareWith(null);

            assertThat(refusal(() -> sam.update("deal", deal, "{\"name\": \"Mine\"}")))
                    .isEqualTo("right-missing");
            assertThat(refusal(() -> sam.delete("contact", contact))).isEqualTo("right-missing");
            assertThat(rita.get("deal", deal).value("name")).contains("Kitchen");
        }

        @Test
        void hidesThemAgainWhenItEnds() {
            Share share = shareWith(null);
            assertThat(sam.get("deal", deal).id()).isEqualTo(deal);

            rita.write(session -> {
                shares.end(session, session.model().object("customer"), customer, share.id());
                return share;
            });

            assertThat(refusal(() -> sam.get("deal", deal))).isEqualTo("record-not-found");
            assertThat(listed(sam, "contact", null)).doesNotContain(contact);
        }

        @Test
        void doesNotReachWhatPointsElsewhereSince() {
            shareWith(null);
            UUID other =
                    rita.create("customer", "{\"name\": \"Southern Tools\"}").id();

            rita.update("deal", deal, "{\"customer\": \"%s\"}".formatted(other));

            assertThat(refusal(() -> sam.get("deal", deal))).isEqualTo("record-not-found");
        }

        @Test
        void refusesObjectsThatDoNotPointThere() {
            assertUnchanged(() -> shareWith(List.of("deal", "product")), "record-invalid");
            assertUnchanged(() -> shareWith(List.of("nonsense")), "record-invalid");
        }
    }

    @Nested
    class AShareForReading {

        @Test
        void showsTheRecordEverywhere() {
            shareWithSam(Access.READ);

            assertThat(sam.get("customer", customer).id()).isEqualTo(customer);
            assertThat(listed(sam, "customer", null)).contains(customer);
            assertThat(sam.create("deal", "{\"name\": \"D\", \"customer\": \"%s\"}".formatted(customer))
                            .value("customer"))
                    .contains(customer);
        }

        @Test
        void changesNothing() {
            shareWithSam(Access.READ);

            assertUnchanged(() -> sam.update("customer", customer, "{\"name\": \"Mine\"}"), "right-missing");
            assertUnchanged(() -> sam.delete("customer", customer), "right-missing");
            assertUnchanged(() -> sam.giveTo(sam.id(), "customer", customer), "right-missing");
            assertUnchanged(() -> share(sam, new Wanted(null, "rep", Access.READ, null, null, null)), "right-missing");
        }

        @Test
        void showsWhatIsAboutTheRecord() {
            UUID activity = call(rita, customer);
            shareWithSam(Access.READ);

            assertThat(sam.get("activity", activity).id()).isEqualTo(activity);
            assertThat(listed(sam, "activity", "subject_id == \"%s\"".formatted(customer)))
                    .containsExactly(activity);
            assertThat(refusal(() -> sam.update("activity", activity, "{\"note\": \"n\"}")))
                    .isEqualTo("right-missing");
        }

        @Test
        void endsByTheClock() {
            Instant soon = clock.instant().plus(Duration.ofHours(1));
            share(rita, new Wanted(sam.id(), null, Access.EDIT, null, null, soon));
            assertThat(sam.get("customer", customer).id()).isEqualTo(customer);

            clock.advance(Duration.ofHours(2));

            assertThat(refusal(() -> sam.get("customer", customer))).isEqualTo("record-not-found");
            assertUnchanged(() -> sam.update("customer", customer, "{\"name\": \"x\"}"), "record-not-found");
        }

        @Test
        void endsWhenItIsTakenBack() {
            Share share = shareWithSam(Access.READ);

            rita.write(session -> {
                shares.end(session, session.model().object("customer"), customer, share.id());
                return share;
            });

            assertThat(refusal(() -> sam.get("customer", customer))).isEqualTo("record-not-found");
            assertThat(rita.<List<Share>>read(
                            session -> shares.of(session, session.model().object("customer"), customer)))
                    .isEmpty();
        }

        @Test
        void endsInTheBin() {
            shareWithSam(Access.EDIT);
            rita.delete("customer", customer);

            assertThat(refusal(() -> sam.get("customer", customer))).isEqualTo("record-not-found");
            assertUnchanged(() -> sam.restore("customer", customer), "record-not-found");
        }
    }

    @Nested
    class AShareForEditing {

        @Test
        void letsChangeValuesOnly() {
            shareWithSam(Access.EDIT);

            assertThat(sam.update("customer", customer, "{\"city\": \"Hangzhou\"}")
                            .record()
                            .text("city"))
                    .contains("Hangzhou");
            assertUnchanged(() -> sam.delete("customer", customer), "right-missing");
            assertUnchanged(() -> sam.giveTo(sam.id(), "customer", customer), "right-missing");
        }

        @Test
        void takesThePlaceOfTheOneBefore() {
            shareWithSam(Access.EDIT);
            shareWithSam(Access.READ);

            assertThat(rita.<List<Share>>read(
                            session -> shares.of(session, session.model().object("customer"), customer)))
                    .extracting(Share::access)
                    .containsExactly(Access.READ);
            assertUnchanged(() -> sam.update("customer", customer, "{\"name\": \"x\"}"), "right-missing");
        }
    }

    @Test
    void aShareWithARoleIsForEverybodyWhoHasIt() {
        share(manager, new Wanted(null, "rep", Access.READ, null, null, null));

        assertThat(sam.get("customer", customer).id()).isEqualTo(customer);
    }

    @Test
    void aShareThatSaysNothingSensibleIsRefused() {
        assertThat(refusal(() -> share(rita, new Wanted(null, null, Access.READ, null, null, null))))
                .isEqualTo("record-invalid");
        assertThat(refusal(() -> share(rita, new Wanted(UUID.randomUUID(), null, Access.READ, null, null, null))))
                .isEqualTo("record-invalid");
        assertThat(refusal(() -> share(rita, new Wanted(null, "pirate", Access.READ, null, null, null))))
                .isEqualTo("record-invalid");
        assertThat(refusal(() -> share(rita, new Wanted(sam.id(), null, Access.READ, null, null, Instant.EPOCH))))
                .isEqualTo("record-invalid");
        assertThat(refusal(() -> share(sam, new Wanted(sam.id(), null, Access.READ, null, null, null))))
                .isEqualTo("record-not-found");
    }

    @Test
    void whatOthersDidAboutARecordIsThereForItsNewOwner() {
        UUID activity = call(rita, customer);
        assertThat(refusal(() -> sam.get("activity", activity))).isEqualTo("record-not-found");

        admin.giveTo(sam.id(), "customer", customer);

        assertThat(sam.get("activity", activity).id()).isEqualTo(activity);
        assertThat(refusal(() -> sam.update("activity", activity, "{\"note\": \"n\"}")))
                .isEqualTo("right-missing");
        assertThat(manager.get("activity", activity).id()).as("of her report").isEqualTo(activity);
    }

    @Test
    void aRecordOfAPoolIsReadByThoseWhoMayClaimIt() {
        rita.update("customer", customer, "{\"city\": \"Suzhou\"}");
        admin.giveTo(null, "customer", customer);

        assertThat(sam.get("customer", customer).text("city")).contains("Suzhou");
        assertThat(listed(sam, "customer", null)).doesNotContain(customer);
        assertThat(sam.list("customer", RecordQuery.matching(null).in("sea")).items())
                .extracting(StoredRecord::id)
                .contains(customer);
        assertUnchanged(() -> sam.update("customer", customer, "{\"name\": \"x\"}"), "right-missing");
        assertThat(refusal(() -> manager.get("customer", customer)))
                .as("the pool is for reps")
                .isEqualTo("record-not-found");
    }
}
