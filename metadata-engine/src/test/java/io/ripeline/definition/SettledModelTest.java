package io.ripeline.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.definition.FieldRules.Rule;
import io.ripeline.expression.CheckedTrees;
import io.ripeline.expression.Facts;
import io.ripeline.expression.Moment;
import io.ripeline.expression.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SettledModelTest {

    private static final Moment MOMENT = new Moment(Instant.EPOCH, LocalDate.EPOCH, "me");

    private final Definition definition = new Document()
            .with("/objects/2/fields/2/min", "0.10")
            .with("/objects/2/fields/2/default", "\"5.00\"")
            .with("/objects/2/fields/0/requiredWhen", "\"amount > 100\"")
            .with("/calendars/0/holidays/-", "{\"lunar\": \"01-01\", \"days\": 7}")
            .with("/pools", """
                    [{"key": "open_sea", "object": "customer", "label": {"en": "Open sea", "zh-CN": "公海"},
                      "reclaimAfterDays": {"a": 30}, "claimLimit": 5},
                     {"key": "second", "object": "customer", "label": {"en": "Second", "zh-CN": "二"},
                      "reclaimAfterDays": 90}]""")
            .with("/automations", """
                    [{"key": "name_it", "object": "deal", "label": {"en": "Name it", "zh-CN": "命名"}, "on": "created",
                      "then": [{"set": {"name": "\\"New\\""}},
                               {"followUp": {"after": {"days": 1}, "channel": "call"}}]}]""")
            .definition();

    private Model settled() {
        CheckedTrees trees = new CheckedTrees();
        Model model = Compiler.model(definition, 7, "t_x", Columns.BY_NAME, trees);
        trees.close();
        return model.settled();
    }

    @Test
    void stillTellsTheWholeDocument() {
        assertThat(settled().definition()).isEqualTo(definition);
        assertThat(settled().object("deal").definition())
                .isEqualTo(definition.objects().get(2));
        assertThat(settled().object("deal").field("amount").orElseThrow().definition())
                .isEqualTo(definition.objects().get(2).fields().get(2));
    }

    @Test
    void keepsWhatWritesAskOfAField() {
        FieldModel amount = settled().object("deal").field("amount").orElseThrow();
        FieldModel stage = settled().object("deal").field("stage").orElseThrow();
        FieldModel customer = settled().object("contact").field("customer").orElseThrow();

        assertThat(amount.min()).isEqualTo(new BigDecimal("0.10"));
        assertThat(Objects.requireNonNull(amount.fallback()).stringValue()).isEqualTo("5.00");
        assertThat(amount.offers("open")).isFalse();
        assertThat(stage.choiceKeys()).containsExactly("open", "won");
        assertThat(stage.offers("won")).isTrue();
        assertThat(stage.offers("lost")).isFalse();
        assertThat(stage.choices().keySet()).containsExactly("open", "won");
        assertThat(Objects.requireNonNull(stage.choices().get("won")).label()).isEqualTo(new Label("名", "Name"));
        assertThat(customer.target()).contains("customer");
    }

    @Test
    void makesItsColumnsWhenTheyAreAskedFor() {
        ObjectModel deal = settled().object("deal");
        FieldModel amount = deal.field("amount").orElseThrow();

        assertThat(deal.table()).hasToString("\"t_x\".\"deal\"");
        assertThat(deal.columns().ownerId()).hasToString("\"t_x\".\"deal\".\"owner_id\"");
        assertThat(deal.columns().subjectId()).isNull();
        assertThat(settled().object("activity").columns().subjectId())
                .hasToString("\"t_x\".\"activity\".\"subject_id\"");
        assertThat(amount.column()).hasToString("\"t_x\".\"deal\".\"amount\"").isSameAs(amount.column());
        assertThat(amount.currencyColumn()).hasToString("\"t_x\".\"deal\".\"amount__currency\"");
        assertThat(amount.keyColumn()).isNull();
        assertThat(Objects.requireNonNull(deal.nameField()).keyColumn()).hasToString("\"t_x\".\"deal\".\"name__key\"");
    }

    @Test
    void understandsItsExpressionsAnew() {
        Rule rule = Objects.requireNonNull(
                settled().object("deal").rules().byField().get("name"));

        assertThat(Objects.requireNonNull(rule.requiredWhen()).needs().own()).containsExactly("amount");
        assertThat(rule.requiredWhen().evaluate(new Facts(Map.of("amount", new BigDecimal("100.01")), MOMENT)))
                .isEqualTo(Verdict.TRUE);
        assertThat(rule.requiredWhen().evaluate(new Facts(Map.of("amount", new BigDecimal("100.00")), MOMENT)))
                .isEqualTo(Verdict.FALSE);
        assertThat(rule.requiredWhen().condition(MOMENT)).hasToString("(\"t_x\".\"deal\".\"amount\" > 100)");
    }

    @Test
    void namesTheSameThingsInExpressions() {
        Model plain = Compiler.model(definition, 7, "t_x");
        for (ObjectModel object : settled().objects()) {
            var before = plain.object(object.key()).names();
            assertThat(object.names().names())
                    .extracting(name -> name.key() + name.kind() + name.column())
                    .isEqualTo(before.names().stream()
                            .map(name -> name.key() + name.kind() + name.column())
                            .toList());
            assertThat(object.names().children())
                    .extracting(list -> list.key() + list.link())
                    .isEqualTo(before.children().stream()
                            .map(list -> list.key() + list.link())
                            .toList());
        }
    }

    @Test
    void settlesTwiceWithoutLoss() {
        Model model = settled();
        List<ObjectDefinition> before = model.definition().objects();

        model.settled();

        assertThat(model.definition().objects()).isEqualTo(before);
    }
}
