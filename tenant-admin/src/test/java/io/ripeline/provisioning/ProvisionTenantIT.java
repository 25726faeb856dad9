package io.ripeline.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.WithCompanies;
import io.ripeline.definition.Compiler;
import io.ripeline.identity.Email;
import io.ripeline.identity.ServiceTokens;
import io.ripeline.identity.TimeZones;
import io.ripeline.record.RecordQuery;
import io.ripeline.refusal.Refused;
import io.ripeline.template.Templates;
import io.ripeline.tenancy.TenantSlug;
import io.ripeline.tenancy.Tenants;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@WithCompanies
class ProvisionTenantIT {

    private static final RecordQuery COUNTED = new RecordQuery(null, null, null, 1, null, true);

    @Autowired
    private ProvisionTenant provisionTenant;

    @Autowired
    private Companies companies;

    @Autowired
    private Templates templates;

    @Autowired
    private Tenants tenants;

    @Autowired
    private ServiceTokens tokens;

    @Autowired
    private JdbcClient jdbc;

    private static TenantOrder withSample(String slug, String template, Locale locale) {
        TenantOrder plain = Companies.order(slug, template);
        return new TenantOrder(
                plain.slug(),
                plain.name(),
                template,
                locale,
                plain.timeZone(),
                true,
                plain.adminEmail(),
                plain.adminName());
    }

    private long count(String sql, String argument) {
        return jdbc.sql(sql).param(argument).query(Long.class).single();
    }

    private void assertNothingIsLeftOf(String slug) {
        assertThat(count("SELECT count(*) FROM platform.tenant WHERE slug = ?", slug))
                .isZero();
    }

    private long rolesAndSchemas() {
        return jdbc.sql("""
                        SELECT (SELECT count(*) FROM pg_roles WHERE rolname LIKE 'rpl\\_%')
                            + (SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'rpl\\_%')""").query(Long.class).single();
    }

    @Nested
    class FromATemplate {

        static Stream<Arguments> templatesInBothLanguages() {
            return Stream.of("direct-sales", "five-level", "team-selling", "relationship", "telesales")
                    .flatMap(template -> Stream.of("zh-CN", "en")
                            .map(locale -> Arguments.of(template, Locale.forLanguageTag(locale))));
        }

        @Test
        void offersTheTemplatesInOrder() {
            assertThat(templates.all()).extracting(template -> template.key()).contains("direct-sales", "five-level");
        }

        @ParameterizedTest
        @ValueSource(strings = {"direct-sales", "five-level", "team-selling", "relationship", "telesales"})
        void compilesWithoutAnyProblem(String template) {
            var compiled = Compiler.compile(templates.get(template).definition(), 0, "t_x");

            assertThat(compiled.problems()).isEmpty();
            assertThat(compiled.model()).isPresent();
        }

        @ParameterizedTest
        @MethodSource("templatesInBothLanguages")
        void loadsTheSample(String template, Locale locale) {
            String slug = Companies.freshSlug();

            Company company = companies.of(provisionTenant.provision(withSample(slug, template, locale)));

            int written =
                    templates.get(template).sample().orElseThrow().records().size();
            int members =
                    templates.get(template).sample().orElseThrow().members().size() + 1;
            long stored = company.admin()
                    .read(session -> session.model().objects().stream()
                            .map(object -> company.admin().list(object.key(), COUNTED))
                            .mapToLong(page -> Objects.requireNonNullElse(page.total(), 0L))
                            .sum());
            assertThat(stored).isEqualTo(written);
            assertThat(company.admin()
                            .<Integer>read(session ->
                                    session.caller().directory().all().size()))
                    .isEqualTo(members);
        }

        @Test
        void writesTheSampleInTheLanguageOfTheCompany() {
            Company chinese = companies.of(provisionTenant.provision(
                    withSample(Companies.freshSlug(), "direct-sales", Locale.SIMPLIFIED_CHINESE)));
            Company english = companies.of(
                    provisionTenant.provision(withSample(Companies.freshSlug(), "direct-sales", Locale.ENGLISH)));

            assertThat(names(chinese)).contains("王芳").doesNotContain("Wang Fang");
            assertThat(names(english)).contains("Wang Fang").doesNotContain("王芳");
        }

        private List<String> names(Company company) {
            return company.admin()
                    .read(session -> session.caller().directory().all().stream()
                            .map(member -> member.name())
                            .toList());
        }

        @Test
        void leavesEverySampleDealInExactlyOneOpenStay() {
            Company company = companies.of(
                    provisionTenant.provision(withSample(Companies.freshSlug(), "five-level", Locale.ENGLISH)));

            List<Integer> disagreeing = company.admin()
                    .sql(transaction -> transaction.sql().resultQuery("""
                            SELECT count(*)::int FROM deal
                            WHERE (SELECT array_agg(value) FROM _stay
                                   WHERE record_id = deal.id AND field = 'stage' AND left_at IS NULL)
                                  IS DISTINCT FROM ARRAY[stage]""").fetch(row -> row.get(0, Integer.class)));

            assertThat(disagreeing).containsExactly(0);
        }
    }

    @Nested
    class TheAnswer {

        @Test
        void carriesATokenThatActsAsTheAdmin() {
            Company company = companies.provision();

            var holder = tokens.holder(company.token()).orElseThrow();

            assertThat(holder.tenantId()).isEqualTo(company.tenant().id());
            assertThat(holder.memberId()).isEqualTo(company.admin().id());
            assertThat(company.admin()
                            .<Boolean>read(session -> session.caller().role().admin()))
                    .isTrue();
        }

        @Test
        void carriesAPasswordOnlyTheFirstTimeAPersonIsMet() {
            String slug = Companies.freshSlug();
            TenantOrder first = Companies.order(slug, "direct-sales");
            TenantOrder second = new TenantOrder(
                    new TenantSlug(Companies.freshSlug()),
                    "Second",
                    "direct-sales",
                    Locale.ENGLISH,
                    ZoneId.of("UTC"),
                    false,
                    new Email(first.adminEmail().value().toUpperCase(Locale.ROOT)),
                    "Ada");

            assertThat(provisionTenant.provision(first).password()).isPresent();
            assertThat(provisionTenant.provision(second).password()).isEmpty();
        }

        @Test
        void storesNoTokenInClear() {
            Company company = companies.provision();

            assertThat(count(
                            "SELECT count(*) FROM platform.service_token t WHERE t::text LIKE '%' || ? || '%'",
                            company.token().value()))
                    .isZero();
        }
    }

    @Nested
    class WhatCannotBe {

        @Test
        void refusesAnUnknownTemplateAndLeavesNothing() {
            String slug = Companies.freshSlug();
            long before = rolesAndSchemas();

            Refused refused = catchThrowableOfType(
                    Refused.class, () -> provisionTenant.provision(Companies.order(slug, "no-such")));

            assertThat(refused.code().code()).isEqualTo("unknown-template");
            assertThat(refused.detail().en())
                    .startsWith("There is no template \"no-such\"; known: ")
                    .contains("direct-sales", "five-level");
            assertThat(refused.violations())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.pointer()).isEqualTo("/template"));
            assertNothingIsLeftOf(slug);
            assertThat(rolesAndSchemas()).isEqualTo(before);
        }

        @Test
        void refusesATakenSlugAndLeavesTheFirstCompanyAsItWas() {
            Company first = companies.provision();
            String slug = first.tenant().slug().value();
            long before = rolesAndSchemas();

            Refused refused = catchThrowableOfType(
                    Refused.class, () -> provisionTenant.provision(Companies.order(slug, "five-level")));

            assertThat(refused.code().code()).isEqualTo("slug-taken");
            assertThat(refused.detail().en())
                    .isEqualTo("The slug \"%s\" is taken by another company; choose another one.".formatted(slug));
            assertThat(tenants.bySlug(slug).template()).isEqualTo(Companies.PLAIN);
            assertThat(rolesAndSchemas()).isEqualTo(before);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "ab", "1abc", "Acme", "a--b", "abc-", "-abc", "a_b_c", "公司名字", "a b c", "x\"; DROP"})
        void refusesAMalformedSlug(String slug) {
            assertThatThrownBy(() -> new TenantSlug(slug))
                    .isInstanceOf(Refused.class)
                    .hasMessage("slug-malformed: A slug has 3 to 32 lower-case letters, digits or single hyphens and"
                            + " begins with a letter.");
        }

        @Test
        void refusesASlugOfMoreThan32Characters() {
            assertThat(new TenantSlug("a".repeat(32)).value()).hasSize(32);
            assertThatThrownBy(() -> new TenantSlug("a".repeat(33)))
                    .isInstanceOf(Refused.class)
                    .hasMessageStartingWith("slug-malformed");
        }

        @ParameterizedTest
        @CsvSource({"fr", "zh", "EN", "''", "zh_CN"})
        void refusesALanguageItDoesNotSpeak(String tag) {
            assertThatThrownBy(() -> TenantOrder.locale(tag))
                    .isInstanceOf(Refused.class)
                    .hasMessage("locale-unsupported: The languages are zh-CN and en, not \"%s\".".formatted(tag));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "Mars/Olympus", "asia/shanghai", "+08:00", "Asia/Shanghai "})
        void refusesATimeZoneThatIsNone(String zone) {
            assertThatThrownBy(() -> TimeZones.named(zone))
                    .isInstanceOf(Refused.class)
                    .hasMessage("time-zone-unknown: There is no time zone \"%s\"; write one such as Asia/Shanghai."
                            .formatted(zone));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "   ", "a\u0000b", "half \uD83D"})
        void refusesANameThatCannotBeShown(String name) {
            TenantOrder sound = Companies.order(Companies.freshSlug(), "direct-sales");

            assertThatThrownBy(() -> new TenantOrder(
                            sound.slug(),
                            name,
                            sound.template(),
                            sound.locale(),
                            sound.timeZone(),
                            false,
                            sound.adminEmail(),
                            sound.adminName()))
                    .isInstanceOf(Refused.class)
                    .hasMessage("name-invalid: A name has 1 to 100 characters.");
        }
    }

    @Nested
    class TwoAtOnceWithOneSlug {

        @Test
        void letExactlyOneWin() throws Exception {
            String slug = Companies.freshSlug();
            List<Future<String>> outcomes = new ArrayList<>();
            CountDownLatch start = new CountDownLatch(1);

            try (var threads = Executors.newFixedThreadPool(2)) {
                for (int number = 0; number < 2; number++) {
                    outcomes.add(threads.submit(() -> {
                        start.await();
                        try {
                            return provisionTenant
                                    .provision(Companies.order(slug, "direct-sales"))
                                    .tenant()
                                    .slug()
                                    .value();
                        } catch (Refused refused) {
                            return refused.code().code();
                        }
                    }));
                }
                start.countDown();
            }

            assertThat(outcomes).extracting(Future::resultNow).containsExactlyInAnyOrder(slug, "slug-taken");
            assertThat(count("SELECT count(*) FROM platform.tenant WHERE slug = ?", slug))
                    .isEqualTo(1);
        }
    }

    @Nested
    class TheRoleOfACompany {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        SELECT * FROM "%neighbour".deal                       | permission denied for schema
                        SELECT * FROM "%neighbour"._member                    | permission denied for schema
                        INSERT INTO "%neighbour"._head VALUES (1, 1)          | permission denied for schema
                        SELECT * FROM platform.tenant                         | permission denied for schema platform
                        SELECT * FROM platform.service_token                  | permission denied for schema platform
                        ALTER TABLE deal ADD COLUMN mine text                 | must be owner of table deal
                        DROP TABLE deal                                       | must be owner of table deal
                        TRUNCATE deal                                         | permission denied for table deal
                        CREATE TABLE mine (id integer)                        | permission denied for schema
                        CREATE SCHEMA mine                                    | permission denied for database
                        CREATE ROLE mine                                      | permission denied to create role
                        COPY deal TO PROGRAM 'true'                           | permission denied to COPY
                        """)
        void cannotLeaveItsSchemaNorAlterIt(String sql, String message) {
            Company own = companies.provision();
            Company neighbour = companies.provision();
            String attempt = sql.replace("%neighbour", neighbour.tenant().schema());

            assertThatThrownBy(() ->
                            own.admin().sql(transaction -> transaction.sql().execute(attempt)))
                    .rootCause()
                    .hasMessageContaining(message);
        }

        @Test
        void mayReadAndWriteItsOwnRows() {
            Company own = companies.provision();

            Integer deals = own.admin()
                    .sql(transaction -> transaction
                            .sql()
                            .fetchCount(transaction.sql().selectOne().from("deal")));

            assertThat(deals).isZero();
        }

        @Test
        void knowsNoMemberOfAnotherCompany() {
            Company own = companies.provision();
            Company neighbour = companies.provision();

            Refused refused = catchThrowableOfType(
                    Refused.class,
                    () -> own.as(neighbour.admin().member())
                            .read(session -> session.caller().member()));

            assertThat(refused.code().code()).isEqualTo("member-inactive");
            assertThat(refused.detail().en()).isEqualTo("You are not an active member of this company; ask its admin.");
        }
    }
}
