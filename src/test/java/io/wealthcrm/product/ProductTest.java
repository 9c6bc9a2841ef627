package io.wealthcrm.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.DayCount;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.ProblemCode;
import io.wealthcrm.shared.Rate;
import io.wealthcrm.testing.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ProductTest {
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");
    private static final UUID SOMEBODY = new UUID(0, 7);
    private static final RegimeTerms RULES = Rules.ofTheFirm().set();

    @Test
    void aDraftIsLaunchedOnce() {
        Product product = draft();

        assertThat(product.launch(SOMEBODY, NOW)).isTrue();
        assertThat(product.statusAt(NOW)).isEqualTo(ProductStatus.OPEN);
        assertThat(product.launchedAt).isEqualTo(NOW);
        assertThat(product.launch(new UUID(0, 8), NOW.plusSeconds(1))).isFalse();
        assertThat(product.launchedBy).isEqualTo(SOMEBODY);
        assertThat(product.launchedAt).isEqualTo(NOW);
    }

    @Test
    void launchingOpensAtOnce() {
        Product early = draft(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(9)));
        early.launch(SOMEBODY, NOW);
        assertThat(early.opensAt).isEqualTo(NOW);

        Product late = draft(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(9)));
        late.launch(SOMEBODY, NOW);
        assertThat(late.opensAt).isEqualTo(NOW.minus(Duration.ofDays(1)));
    }

    @Test
    void whatIsOverCannotBeLaunched() {
        Product product = draft(NOW.minusSeconds(10), NOW);

        assertRefused(ProductProblem.PRODUCT_CLOSED, () -> product.launch(SOMEBODY, NOW));
        assertThat(product.status).isEqualTo(ProductStatus.DRAFT);
    }

    @Test
    void closesByItselfAtTheClosingTime() {
        Product product = draft();
        product.launch(SOMEBODY, NOW);

        assertThat(product.statusAt(product.closesAt.minusMillis(1))).isEqualTo(ProductStatus.OPEN);
        assertThat(product.statusAt(product.closesAt)).isEqualTo(ProductStatus.CLOSED);
        assertRefused(ProductProblem.PRODUCT_CLOSED, () -> product.launch(SOMEBODY, product.closesAt));
    }

    @Test
    void aDraftMayChangeInEverything() {
        Product product = draft();
        product.change(input("R5", "2000000.00", NOW.minusSeconds(10), NOW.plusSeconds(99)));

        assertThat(product.riskLevel).isEqualTo(RiskLevel.R5);
        assertThat(product.minAmount).isEqualTo("2000000.00");
    }

    @Test
    void aLaunchedProductKeepsItsTermsButMayGrowAndStayLonger() {
        Product product = draft();
        product.launch(SOMEBODY, NOW);
        NewProduct current = product.input();

        assertRefused(
                ProductProblem.TERMS_FIXED,
                () -> product.change(input("R5", "1000000.00", current.opensAt(), current.closesAt())));
        assertRefused(
                ProductProblem.TERMS_FIXED,
                () -> product.change(input("R3", "2000000.00", current.opensAt(), current.closesAt())));
        Instant later = current.closesAt().plusSeconds(60);
        product.change(input("R3", "1000000.00", current.opensAt(), later));
        assertThat(product.closesAt).isEqualTo(later);
        assertThat(product.riskLevel).isEqualTo(RiskLevel.R3);
    }

    @Test
    void rulesNameEveryFault() {
        NewProduct wrong = new NewProduct(
                "P1",
                "一号",
                null,
                ProductKind.FIXED_TERM,
                RiskLevel.R3,
                Regime.TRUST,
                null,
                null,
                Money.of("0.00"),
                Money.of("-1.00"),
                Money.of("-5.00"),
                10,
                Rate.of("1.1"),
                null,
                DayCount.ACT_365F,
                null,
                null,
                NOW,
                NOW);

        assertThatThrownBy(() -> ProductRules.check(wrong, RULES)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo(CommonProblem.INVALID_INPUT);
            assertThat(problem.errors())
                    .extracting(Problem.Invalid::pointer)
                    .containsExactly(
                            "/minAmount", "/increment", "/quotaAmount", "/benchmarkRate", "/termDays", "/closesAt");
        });
    }

    @Test
    void theMinimumIsAtLeastWhatTheRegimeDemands() {
        assertRefused(
                ProductProblem.MINIMUM_BELOW_REGIME,
                () -> ProductRules.check(input("R3", "999999.99", NOW, NOW.plusSeconds(1)), RULES));
        assertThat(ProductRules.check(input("R3", "1000000.00", NOW, NOW.plusSeconds(1)), RULES))
                .isNotNull();
    }

    @Test
    void theSeatsAreAtMostWhatTheRegimeAllowsTheLegalForm() {
        for (LegalForm limited : List.of(LegalForm.COMPANY, LegalForm.PARTNERSHIP)) {
            assertRefused(ProductProblem.SEATS_ABOVE_REGIME, () -> ProductRules.check(seats(limited, 51), RULES));
            assertThat(ProductRules.check(seats(limited, 50), RULES)).isNotNull();
        }
        assertThat(ProductRules.check(seats(LegalForm.CONTRACT, 200), RULES)).isNotNull();
    }

    private static NewProduct seats(LegalForm form, int seats) {
        return input("R3", "1000000.00", NOW, NOW.plusSeconds(1), form, seats);
    }

    @Test
    void onlyThoseWhoPrepareSeeDraftsAndCustomersSeeOnlyWhatIsOpen() {
        Sight advisor = new Sight(false, true);
        Sight operations = new Sight(true, true);
        Sight customer = new Sight(false, false);

        assertThat(operations.sees(ProductStatus.DRAFT)).isTrue();
        assertThat(advisor.sees(ProductStatus.DRAFT)).isFalse();
        assertThat(advisor.sees(ProductStatus.CLOSED)).isTrue();
        assertThat(customer.sees(ProductStatus.OPEN)).isTrue();
        assertThat(customer.sees(ProductStatus.CLOSED)).isFalse();
    }

    private static void assertRefused(ProblemCode code, ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }

    private static Product draft() {
        return draft(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(9)));
    }

    private static Product draft(Instant opensAt, Instant closesAt) {
        return Product.draft(new UUID(0, 1), input("R3", "1000000.00", opensAt, closesAt), SOMEBODY, NOW);
    }

    private static NewProduct input(String riskLevel, String minimum, Instant opensAt, Instant closesAt) {
        return input(riskLevel, minimum, opensAt, closesAt, null, 50);
    }

    private static NewProduct input(
            String riskLevel, String minimum, Instant opensAt, Instant closesAt, LegalForm form, int seats) {
        return new NewProduct(
                "P1",
                "稳健一号",
                null,
                ProductKind.FIXED_TERM,
                RiskLevel.valueOf(riskLevel),
                Regime.PRIVATE_SECURITIES_FUND,
                form,
                null,
                Money.of(minimum),
                Money.of("10000.00"),
                Money.of("50000000.00"),
                seats,
                Rate.of("0.0650"),
                365,
                DayCount.ACT_365F,
                null,
                null,
                opensAt,
                closesAt);
    }
}
