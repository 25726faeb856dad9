package io.ripeline.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.json.StrictJson;
import io.ripeline.refusal.Refused;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@WithCompanies
class DraftsIT {

    private static final String NAME = "[{\"op\": \"add\", \"path\": \"/branding/name\", \"value\": \"%s\"}]";
    private static final String COLOR = "[{\"op\": \"add\", \"path\": \"/branding/color\", \"value\": \"#%s\"}]";

    @Autowired
    private Companies companies;

    @Autowired
    private Drafts drafts;

    @Autowired
    private PublishDraft publishDraft;

    @Autowired
    private RebaseDraft rebaseDraft;

    private Company company;
    private Person ada;
    private Person bo;

    @BeforeEach
    void begin() {
        company = companies.provision();
        ada = company.admin();
        bo = company.hire("Bo", "admin", null);
    }

    private static Refused refused(Runnable work) {
        return Objects.requireNonNull(catchThrowableOfType(Refused.class, work::run), "nothing was refused");
    }

    private Draft patch(Person person, String tag, String patch) {
        return person.write(session -> drafts.patch(session, tag, patch));
    }

    private Draft draft() {
        return ada.read(drafts::current);
    }

    @Nested
    class TwoAdminsEditing {

        @Test
        void areBroughtTogetherWhereTheyTouchedDifferentParts() {
            patch(ada, "1.0", NAME.formatted("Ada's"));

            Draft merged = patch(bo, "1.0", COLOR.formatted("aabbcc"));

            assertThat(merged.tag()).isEqualTo("1.2");
            assertThat(merged.document()).contains("Ada's", "#aabbcc");
        }

        @Test
        void findTheirElementsWhereverTheOtherMovedThem() {
            patch(ada, "1.0", "[{\"op\": \"remove\", \"path\": \"/objects/0/fields/1\"}]");

            Draft merged = patch(
                    bo, "1.0", "[{\"op\": \"add\", \"path\": \"/objects/0/fields/2/required\", \"value\": true}]");

            String third = ada.read(session -> session.model()
                    .object("customer")
                    .definition()
                    .fields()
                    .get(2)
                    .key());
            JsonNode field = StrictJson.MAPPER.readTree(merged.document()).at("/objects/0/fields/1");
            assertThat(field.get("key").stringValue()).isEqualTo(third);
            assertThat(field.get("required").booleanValue()).isTrue();
        }

        @Test
        void areRefusedWhereTheyTouchedTheSamePart() {
            patch(ada, "1.0", COLOR.formatted("000000"));
            patch(ada, "1.1", NAME.formatted("Ada's"));
            Draft before = draft();

            Refused refused = refused(() -> patch(bo, "1.0", NAME.formatted("Bo's")));

            assertThat(refused.code().code()).isEqualTo("draft-conflict");
            assertThat(refused.code().kind().status()).isEqualTo(409);
            assertThat(refused.detail().en()).isEqualTo("Ada changed Branding › Name meanwhile too.");
            assertThat(refused.violations())
                    .extracting(fault -> fault.pointer())
                    .containsExactly("/branding/name");
            assertThat(refused.extensions())
                    .containsEntry(
                            "conflicts",
                            List.of(Map.of(
                                    "pointer",
                                    "/branding/name",
                                    "path",
                                    "branding › name",
                                    "by",
                                    Map.of("id", ada.id().toString(), "name", "Ada"))));
            assertThat(draft()).isEqualTo(before);
        }

        @Test
        void areRefusedWhereWhatTheySawIsNoLongerKnown() {
            for (int edit = 0; edit < 101; edit++) {
                patch(ada, "1." + edit, NAME.formatted("edit " + edit));
            }

            Refused refused = refused(() -> patch(bo, "1.1", COLOR.formatted("aabbcc")));

            assertThat(refused.code().code()).isEqualTo("version-conflict");
            int kept = ada.sql(transaction -> transaction.sql().fetchCount(DSL.table("_config_draft_revision")));
            assertThat(kept).isEqualTo(100);
        }

        @Test
        void cannotTakeADiscardedEditForANewOne() {
            patch(ada, "1.0", NAME.formatted("first"));
            ada.write(session -> {
                drafts.discard(session);
                return true;
            });

            Draft again = patch(ada, "1.0", NAME.formatted("second"));

            assertThat(again.tag()).isEqualTo("1.2");
        }
    }

    @Nested
    class ADraftOfAnOlderVersion {

        /// Leaves a draft with `patch` that began from version 2, while version 3 is version 1 again.
        private void overtake(String published, String patch) {
            company.publish(published);
            company.edit(patch);
            bo.call(() -> publishDraft.republish(1, "back"));
        }

        private Draft rebase(RebaseDraft.@Nullable Keep keep) {
            return ada.write(session -> rebaseDraft.rebase(session, keep));
        }

        @Test
        void isBroughtOntoTheOneInForce() {
            overtake(COLOR.formatted("111111"), NAME.formatted("Mine"));

            Draft rebased = rebase(null);

            assertThat(rebased.tag()).isEqualTo("3.1");
            assertThat(rebased.document()).contains("Mine").doesNotContain("#111111");
            assertThat(ada.<Integer>call(
                            () -> publishDraft.publish("rebased", List.of()).number()))
                    .isEqualTo(4);
        }

        @Test
        void isRefusedWhereBothChangedTheSame() {
            overtake(NAME.formatted("Two"), NAME.formatted("Mine"));

            Refused refused = refused(() -> rebase(null));

            assertThat(refused.code().code()).isEqualTo("draft-conflict");
            assertThat(refused.detail().en()).isEqualTo("Bo changed Branding › Name meanwhile too.");
            assertThat(draft().tag()).isEqualTo("2.1");
        }

        @Test
        void takesTheSideThatIsChosen() {
            overtake(NAME.formatted("Two"), NAME.formatted("Mine"));

            Draft mine = rebase(RebaseDraft.Keep.MINE);

            assertThat(mine.document()).contains("\"Mine\"");
        }

        @Test
        void onTheVersionInForceStaysAsItIs() {
            company.edit(NAME.formatted("Mine"));

            assertThat(rebase(null).tag()).isEqualTo("1.1");
        }
    }

    @Nested
    class AFile {

        @Test
        void carriesADefinitionIntoAnotherCompany() {
            Company other = companies.provision("five-level");
            DefinitionFile file = DefinitionFile.of(draft().document());

            Draft imported = other.admin().write(session -> drafts.replace(session, "1.0", file.document()));

            assertThat(StrictJson.MAPPER.readTree(imported.document()))
                    .isEqualTo(StrictJson.MAPPER.readTree(draft().document()));
        }

        @Test
        void ofAnotherFormIsRefused() {
            DefinitionFile file = DefinitionFile.of("{}");

            Refused form = refused(() -> new DefinitionFile("zip", 1, file.definition()).document());
            Refused version = refused(() -> new DefinitionFile(DefinitionFile.FORMAT, 2, file.definition()).document());

            assertThat(List.of(form, version)).allSatisfy(each -> {
                assertThat(each.code().code()).isEqualTo("file-unknown");
                assertThat(each.detail().en())
                        .isEqualTo("The file is not of the format \"ripeline-definition\", version 1.");
            });
        }
    }
}
