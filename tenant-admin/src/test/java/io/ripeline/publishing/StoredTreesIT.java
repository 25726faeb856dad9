package io.ripeline.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.WithCompanies;
import io.ripeline.definition.Model;
import io.ripeline.definition.Models;
import io.ripeline.expression.CheckedTrees;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;

/// The checked trees of a version's expressions lie beside its document.
@WithCompanies
class StoredTreesIT {

    private static final String CRITERION = """
            [{"op": "add", "path": "/funnels/0/stages/1/criteria/-", "value": {"key": "tall_enough",
              "label": {"en": "Tall", "zh-CN": "高"}, "when": "amount > 4711 && has(name)"}}]""";

    @Autowired
    private Companies companies;

    @Autowired
    private Models models;

    @Autowired
    private JdbcClient jdbc;

    private Company company;

    @BeforeEach
    void provision() {
        company = companies.provision();
    }

    private CheckedTrees trees(int version) {
        return CheckedTrees.read(jdbc.sql("SELECT trees FROM \"%s\"._config_version WHERE number = ?"
                        .formatted(company.tenant().schema()))
                .param(version)
                .query(byte[].class)
                .single());
    }

    private Model loadedAnew() {
        ReflectionTestUtils.invokeMethod(
                Objects.requireNonNull(ReflectionTestUtils.getField(models, "models")), "invalidateAll");
        return company.admin().read(session -> session.model());
    }

    @Test
    void areStoredFromTheFirstVersionOn() {
        assertThat(trees(1).size()).isPositive();

        company.publish(CRITERION);

        assertThat(trees(2).size()).isEqualTo(trees(1).size() + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trees = trees", "trees = NULL", "trees = decode('7fffffff00000000', 'hex')"})
    void leaveTheModelAsItIsAlsoWhereTheyAreMissingOrOfAnotherRelease(String change) {
        company.publish(CRITERION);
        jdbc.sql("UPDATE \"%s\"._config_version SET %s"
                        .formatted(company.tenant().schema(), change))
                .update();

        Model model = loadedAnew();

        assertThat(model.version()).isEqualTo(2);
        UUID poor = company.admin()
                .create("deal", "{\"name\": \"Poor\", \"amount\": 1}")
                .id();
        String stage = model.object("deal").defaultFunnel().orElseThrow().stages().keySet().stream()
                .toList()
                .get(1);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> company.admin().move(poor, stage, "{}")))
                .hasMessageContaining("Tall");
    }
}
