package io.wealthcrm.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wealthcrm.product.Projection.CashFlow;
import io.wealthcrm.shared.DayCount;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every figure here was worked out by hand or with Python's decimal module. */
class ProjectorTest {
    private static final Money MILLION = Money.of("1000000.00");

    @Test
    void aFixedTermPaysInterestWithThePrincipal() {
        Projection projection =
                Projector.project(fixedTerm(365, InterestSchedule.AT_MATURITY), MILLION, LocalDate.parse("2026-03-01"));

        assertThat(projection.to()).isEqualTo("2027-03-01");
        assertThat(flows(projection, Scenario.BENCHMARK))
                .containsExactly(
                        "2026-03-01 INVESTMENT -1000000.00",
                        "2027-03-01 INTEREST 65000.00",
                        "2027-03-01 PRINCIPAL 1000000.00");
        assertThat(scenario(projection, Scenario.LOW).gain()).hasToString("39000.00");
        assertThat(scenario(projection, Scenario.LOW).assumedRate()).hasToString("0.0390");
        assertThat(scenario(projection, Scenario.HIGH).gain()).hasToString("78000.00");
        assertThat(scenario(projection, Scenario.HIGH).total()).hasToString("1078000.00");
    }

    @Test
    void quartersAreCountedFromTheFirstDayAndTheLastIsShort() {
        Projection projection =
                Projector.project(fixedTerm(200, InterestSchedule.QUARTERLY), MILLION, LocalDate.parse("2026-01-31"));

        assertThat(flows(projection, Scenario.BENCHMARK))
                .containsExactly(
                        "2026-01-31 INVESTMENT -1000000.00",
                        "2026-04-30 INTEREST 15849.32",
                        "2026-07-31 INTEREST 16383.56",
                        "2026-08-19 INTEREST 3383.56",
                        "2026-08-19 PRINCIPAL 1000000.00");
    }

    @Test
    void aTermThatEndsWithAPeriodHasNoEmptyPayment() {
        Projection projection =
                Projector.project(fixedTerm(730, InterestSchedule.ANNUAL), MILLION, LocalDate.parse("2025-01-01"));

        assertThat(flows(projection, Scenario.BENCHMARK))
                .containsExactly(
                        "2025-01-01 INVESTMENT -1000000.00",
                        "2026-01-01 INTEREST 65000.00",
                        "2027-01-01 INTEREST 65000.00",
                        "2027-01-01 PRINCIPAL 1000000.00");
    }

    @Test
    void aFundCompoundsByTheYearAndMayLose() {
        ProductTerms fund = terms(ProductKind.NAV_FUND, "0.08", 761, InterestSchedule.AT_MATURITY);
        Projection projection = Projector.project(fund, MILLION, LocalDate.parse("2026-01-01"));

        assertThat(flows(projection, Scenario.BENCHMARK))
                .containsExactly("2026-01-01 INVESTMENT -1000000.00", "2028-02-01 REDEMPTION 1174325.13");
        assertThat(scenario(projection, Scenario.LOW).total()).hasToString("840649.12");
        assertThat(scenario(projection, Scenario.LOW).gain()).hasToString("-159350.88");
        assertThat(scenario(projection, Scenario.HIGH).total()).hasToString("1267184.57");
    }

    @Test
    void aFundWithoutAnEndIsLookedAtForAYear() {
        ProductTerms fund = terms(ProductKind.NAV_FUND, "0.08", null, InterestSchedule.AT_MATURITY);
        Projection projection = Projector.project(fund, MILLION, LocalDate.parse("2024-02-29"));

        assertThat(projection.to()).isEqualTo("2025-02-28");
        assertThat(scenario(projection, Scenario.BENCHMARK).total()).hasToString("1080000.00");
    }

    @Test
    void saysThatItIsNoPromise() {
        Projection projection =
                Projector.project(fixedTerm(365, InterestSchedule.AT_MATURITY), MILLION, LocalDate.parse("2026-03-01"));

        assertThat(projection.promise()).isFalse();
        assertThat(projection.disclaimer()).contains("不构成收益承诺").contains("not a promise");
    }

    @Test
    void needsABenchmark() {
        ProductTerms blind = terms(ProductKind.NAV_FUND, null, null, InterestSchedule.AT_MATURITY);

        assertThatThrownBy(() -> Projector.project(blind, MILLION, LocalDate.parse("2026-03-01")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(ProductProblem.NO_BENCHMARK));
    }

    private static ProductTerms fixedTerm(int days, InterestSchedule schedule) {
        return terms(ProductKind.FIXED_TERM, "0.0650", days, schedule);
    }

    private static ProductTerms terms(ProductKind kind, String benchmark, Integer days, InterestSchedule schedule) {
        return new ProductTerms(
                new UUID(0, 1),
                "P1",
                "稳健一号",
                kind,
                RiskLevel.R3,
                Regime.TRUST,
                "CNY",
                new BigDecimal("1000000.00"),
                new BigDecimal("10000.00"),
                benchmark == null ? null : new BigDecimal(benchmark),
                days,
                DayCount.ACT_365F,
                schedule,
                null,
                ProductStatus.OPEN,
                Instant.EPOCH,
                Instant.MAX,
                null);
    }

    private static Projection.Case scenario(Projection projection, Scenario scenario) {
        return projection.scenarios().stream()
                .filter(each -> each.scenario() == scenario)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> flows(Projection projection, Scenario scenario) {
        return scenario(projection, scenario).cashFlows().stream()
                .map(ProjectorTest::line)
                .toList();
    }

    private static String line(CashFlow flow) {
        return flow.date() + " " + flow.kind() + " " + flow.amount();
    }
}
