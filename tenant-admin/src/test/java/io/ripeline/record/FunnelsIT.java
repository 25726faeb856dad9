package io.ripeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.definition.Compiler;
import io.ripeline.definition.Definition;
import io.ripeline.definition.Funnel;
import io.ripeline.definition.Model;
import io.ripeline.impact.Effect;
import io.ripeline.impact.Impact;
import io.ripeline.json.StrictJson;
import io.ripeline.publishing.Drafts;
import io.ripeline.publishing.ValueMapping;
import io.ripeline.refusal.Refused;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A company that sells directly and through partners: two funnels of one object.
@WithCompanies
class FunnelsIT {

    private static final String LABEL = "{\"zh-CN\": \"伙伴\", \"en\": \"Partner\"}";

    @Autowired
    private Companies companies;

    @Autowired
    private Records records;

    @Autowired
    private Drafts drafts;

    @Autowired
    private Impact impact;

    private Company company;
    private Person admin;
    private UUID standing;

    @BeforeEach
    void begin() {
        company = companies.provision();
        admin = company.admin();
        standing = admin.create("deal", "{\"name\": \"From before\"}").id();
        company.publish(patch());
    }

    private String patch() {
        int deal = admin.read(session -> session.model().definition().objects().stream()
                .map(object -> object.key())
                .toList()
                .indexOf("deal"));
        return """
                [{"op": "add", "path": "/objects/%d/fields/-", "value": {"key": "way", "label": L, "type": "select"}},
                 {"op": "add", "path": "/objects/%d/funnelBy", "value": "way"},
                 {"op": "add", "path": "/funnels/-", "value": {"key": "partner", "object": "deal", "field": "stage",
                   "label": L, "stages": [
                     {"key": "prospecting", "label": L},
                     {"key": "approved", "label": L, "criteria": [
                        {"key": "sized", "label": L, "when": "amount > 0"}], "next": ["signed"]},
                     {"key": "signed", "label": L, "kind": "won"}]}}]""".formatted(deal, deal).replace("L,", LABEL + ",").replace("L}", LABEL + "}");
    }

    private UUID partnerDeal() {
        return admin.create("deal", "{\"name\": \"Racking\", \"way\": \"partner\"}")
                .id();
    }

    private String value(UUID deal, String field) {
        return admin.get("deal", deal).text(field).orElse("–");
    }

    private Refused refused(UUID deal, String values) {
        return catchThrowableOfType(Refused.class, () -> admin.update("deal", deal, values));
    }

    private List<Move> moves(UUID deal) {
        return admin.read(session -> records.moves(session, session.model().object("deal"), deal));
    }

    @Nested
    class ANewRecord {

        @Test
        void goesThroughTheFunnelItNames() {
            UUID deal = partnerDeal();

            assertThat(value(deal, "way")).isEqualTo("partner");
            assertThat(value(deal, "stage")).isEqualTo("prospecting");
        }

        @Test
        void goesThroughTheDefaultOneElse() {
            UUID deal = admin.create("deal", "{\"name\": \"Racking\"}").id();

            assertThat(value(deal, "way"))
                    .isEqualTo(admin.read(session -> session.model()
                            .object("deal")
                            .defaultFunnel()
                            .map(Funnel::key)
                            .orElseThrow()));
        }

        @Test
        void isRefusedInAStageOfAnother() {
            Refused refused = catchThrowableOfType(
                    Refused.class,
                    () -> admin.create("deal", "{\"name\": \"R\", \"way\": \"partner\", \"stage\": \"proposal\"}"));

            assertThat(refused.code().code()).isEqualTo("unknown-stage");
            assertThat(refused.detail().en())
                    .isEqualTo("There is no stage \"proposal\"; known: prospecting, approved, signed.");
        }
    }

    @Nested
    class ARecord {

        @Test
        void isAskedTheCriteriaOfItsFunnel() {
            UUID deal = partnerDeal();

            Refused refused = catchThrowableOfType(Refused.class, () -> admin.move(deal, "approved", "{}"));
            assertThat(refused.code().code()).isEqualTo("stage-criteria-unmet");

            admin.move(deal, "approved", "{\"amount\": 5}");
            assertThat(value(deal, "stage")).isEqualTo("approved");
        }

        @Test
        void movesAsItsFunnelLeads() {
            UUID deal = partnerDeal();
            admin.move(deal, "approved", "{\"amount\": 5}");

            Refused refused = catchThrowableOfType(Refused.class, () -> admin.move(deal, "prospecting", "{}"));
            assertThat(refused.code().code()).isEqualTo("stage-not-next");
        }

        @Test
        void isRefusedInAStageOfAnotherUnchanged() {
            UUID deal = partnerDeal();
            String before = Rows.hash(admin, "deal", deal);

            Refused refused = catchThrowableOfType(Refused.class, () -> admin.move(deal, "proposal", "{}"));

            assertThat(refused.code().code()).isEqualTo("unknown-stage");
            assertThat(Rows.hash(admin, "deal", deal)).isEqualTo(before);
        }

        @Test
        void fromBeforeTheChoiceGoesThroughTheDefaultFunnel() {
            Refused refused = catchThrowableOfType(Refused.class, () -> admin.move(standing, "approved", "{}"));

            assertThat(refused.code().code()).isEqualTo("unknown-stage");
            assertThat(value(standing, "way")).isEqualTo("–");
        }
    }

    @Nested
    class GoingOverToAnotherFunnel {

        @Test
        void beginsInItsFirstStage() {
            UUID deal = partnerDeal();
            admin.move(deal, "approved", "{\"amount\": 5}");

            admin.update("deal", deal, "{\"way\": \"sales\"}");

            assertThat(value(deal, "stage")).isEqualTo("prospecting");
        }

        @Test
        void mayNameTheStageWhoseCriteriaAreAsked() {
            Refused refused = refused(standing, "{\"way\": \"partner\", \"stage\": \"approved\"}");
            assertThat(refused.code().code()).isEqualTo("stage-criteria-unmet");

            admin.update("deal", standing, "{\"way\": \"partner\", \"stage\": \"approved\", \"amount\": 1}");
            assertThat(value(standing, "stage")).isEqualTo("approved");
        }

        @Test
        void isNoMoveBetweenNeighbouringStages() {
            UUID deal = partnerDeal();
            admin.move(deal, "approved", "{\"amount\": 5}");

            admin.update("deal", deal, "{\"way\": \"sales\", \"stage\": \"prospecting\"}");

            assertThat(value(deal, "stage")).isEqualTo("prospecting");
        }

        @Test
        void isRefusedWithAStageOfTheOldOne() {
            UUID deal = partnerDeal();
            admin.move(deal, "approved", "{\"amount\": 5}");

            Refused refused = refused(deal, "{\"way\": \"sales\", \"stage\": \"approved\"}");

            assertThat(refused.code().code()).isEqualTo("unknown-stage");
        }

        @Test
        void isKeptAsAStayEvenWhereTheStageIsCalledTheSame() {
            UUID deal = partnerDeal();

            admin.update("deal", deal, "{\"way\": \"sales\"}");

            assertThat(moves(deal))
                    .extracting(Move::field, Move::from, Move::to)
                    .containsExactlyInAnyOrder(
                            tuple("way", null, "partner"),
                            tuple("stage", null, "prospecting"),
                            tuple("way", "partner", "sales"),
                            tuple("stage", "prospecting", "prospecting"));
        }
    }

    @Nested
    class AStageTakenFromOneFunnel {

        @Test
        void wantsAMappingThoughAnotherKeepsIt() {
            UUID deal = partnerDeal();
            String patch = """
                    [{"op": "remove", "path": "/funnels/1/stages/0"}]""";

            Refused refused = catchThrowableOfType(Refused.class, () -> company.publish(patch));
            assertThat(refused.code().code()).isEqualTo("value-in-use");

            company.publish("[]", new ValueMapping("deal", "stage", "prospecting", "signed"));
            assertThat(value(deal, "stage")).isEqualTo("signed");
            assertThat(value(standing, "stage")).isEqualTo("prospecting");
        }

        @Test
        void isForeseen() {
            partnerDeal();
            company.edit("[{\"op\": \"remove\", \"path\": \"/funnels/1/stages/0\"}]");

            List<Effect> effects = admin.read(session -> {
                Definition draft = StrictJson.read(drafts.current(session).document(), Definition.class);
                Model next =
                        Compiler.model(draft, 0, session.transaction().tenant().schema());
                return impact.of(session, next);
            });

            assertThat(effects).singleElement().satisfies(effect -> {
                assertThat(effect.names()).containsEntry("value", "prospecting");
                assertThat(effect.count()).isEqualTo(new Effect.Count(2, 1));
                assertThat(effect.filter()).isEqualTo("stage == \"prospecting\" && way == \"partner\"");
            });
        }

        @Test
        void movesTheRecordsOfARemovedFunnel() {
            UUID deal = partnerDeal();
            admin.move(deal, "approved", "{\"amount\": 5}");
            company.publish("""
                    [{"op": "add", "path": "/funnels/-", "value": {"key": "third", "object": "deal", "field": "stage",
                      "label": L, "stages": [{"key": "asked", "label": L}]}}]""".replace("L,", LABEL + ",").replace("L}", LABEL + "}"));

            company.publish(
                    "[{\"op\": \"remove\", \"path\": \"/funnels/1\"}]",
                    new ValueMapping("deal", "way", "partner", "third"),
                    new ValueMapping("deal", "stage", "approved", "asked"));

            assertThat(value(deal, "way")).isEqualTo("third");
            assertThat(value(deal, "stage")).isEqualTo("asked");
        }
    }
}
