package io.wealthcrm.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.customer.CustomerBrief;
import io.wealthcrm.customer.DeclarationKind;
import io.wealthcrm.customer.RiskTolerance;
import io.wealthcrm.identity.Role;
import io.wealthcrm.order.Gates.Check;
import io.wealthcrm.order.Gates.State;
import io.wealthcrm.product.QualificationKind;
import io.wealthcrm.product.RegimeTerms;
import io.wealthcrm.product.RiskLevel;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Language;
import io.wealthcrm.testing.Rules;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both sides of each rule that lets an order through or stops it. */
class GateFactsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    private final Order order = new Order();
    private RegimeTerms regime = Rules.ofTheFirm().set();
    private RiskTolerance level = RiskTolerance.C3;
    private LocalDate assessedUntil = TODAY;
    private LocalDate qualifiedUntil = TODAY;
    private BigDecimal assets = new BigDecimal("3000000.00");
    private boolean pending;
    private Set<DeclarationKind> declared = Set.of();
    private boolean recorded;

    GateFactsTest() {
        order.status = OrderStatus.BOOKED;
        order.riskLevel = RiskLevel.R3;
    }

    @ParameterizedTest
    @CsvSource({"C1, R1, PASSED", "C1, R2, BLOCKED", "C3, R3, PASSED", "C3, R4, BLOCKED", "C5, R5, PASSED"})
    void theCustomersLevelCoversTheProducts(RiskTolerance customer, RiskLevel product, State state) {
        level = customer;
        order.riskLevel = product;

        assertThat(check(Gate.SUITABILITY).state()).isEqualTo(state);
    }

    @Test
    void aSignedWarningLetsOthersGoBeyondTheirLevelWhereTheRegimeTakesOne() {
        order.riskLevel = RiskLevel.R5;
        regime = Rules.ofTheFirm().takingWarnings().set();

        assertThat(check(Gate.SUITABILITY).state()).isEqualTo(State.BLOCKED);
        assertThat(check(Gate.SUITABILITY).missing()).containsExactly("MISMATCH_WARNING");
        assertThat(check(Gate.SUITABILITY).fixableBy()).containsExactly(Role.ADVISOR);
        declared = Set.of(DeclarationKind.MISMATCH_WARNING);
        assertThat(check(Gate.SUITABILITY).state()).isEqualTo(State.PASSED);
        regime = Rules.ofTheFirm().set();
        assertThat(check(Gate.SUITABILITY).missing()).containsExactly("RISK_LEVEL");
    }

    @Test
    void noWarningLetsTheLowestCategoryGoBeyondItsLevel() {
        level = RiskTolerance.C1;
        order.riskLevel = RiskLevel.R2;
        regime = Rules.ofTheFirm().takingWarnings().set();
        declared = Set.of(DeclarationKind.MISMATCH_WARNING);

        assertThat(check(Gate.SUITABILITY).state()).isEqualTo(State.BLOCKED);
        assertThat(check(Gate.SUITABILITY).missing()).containsExactly("RISK_LEVEL");
        assertThat(check(Gate.SUITABILITY).fixableBy()).isEmpty();
    }

    @Test
    void anAssessmentHoldsThroughItsLastDay() {
        assertThat(check(Gate.RISK_ASSESSMENT).state()).isEqualTo(State.PASSED);
        assessedUntil = TODAY.minusDays(1);
        assertThat(check(Gate.RISK_ASSESSMENT).missing()).containsExactly("RISK_ASSESSMENT_RENEWAL");
        assertThat(check(Gate.SUITABILITY).state()).isEqualTo(State.WAITING);
    }

    @Test
    void aCertificationIsReviewedHoldsTodayAndReachesTheRegimesThreshold() {
        assertThat(check(Gate.QUALIFIED_INVESTOR).state()).isEqualTo(State.PASSED);
        pending = true;
        assertThat(check(Gate.QUALIFIED_INVESTOR).state()).isEqualTo(State.WAITING);
        assertThat(check(Gate.QUALIFIED_INVESTOR).missing()).containsExactly("CERTIFICATION_REVIEW");
        assertThat(check(Gate.QUALIFIED_INVESTOR).fixableBy()).containsExactly(Role.COMPLIANCE, Role.OPERATIONS);
        regime = Rules.ofTheFirm().qualifyingFrom("3000000.01").set();
        assertThat(check(Gate.QUALIFIED_INVESTOR).missing()).containsExactly("QUALIFICATION_AMOUNT");
        qualifiedUntil = TODAY.minusDays(1);
        assertThat(check(Gate.QUALIFIED_INVESTOR).missing()).containsExactly("INVESTOR_CERTIFICATION_RENEWAL");
        qualifiedUntil = null;
        assertThat(check(Gate.QUALIFIED_INVESTOR).missing()).containsExactly("INVESTOR_CERTIFICATION");
    }

    @Test
    void declarationsAreAskedForOnlyWhereTheRegimeDemandsThem() {
        assertThat(gates().checks()).noneMatch(check -> check.gate() == Gate.DECLARATIONS);
        regime = Rules.ofTheFirm().demandingDeclarations().set();
        assertThat(check(Gate.DECLARATIONS).missing()).containsExactly("NO_NOMINEE", "NO_SPLITTING");
        declared = Set.of(DeclarationKind.NO_NOMINEE);
        assertThat(check(Gate.DECLARATIONS).missing()).containsExactly("NO_SPLITTING");
        declared = Set.of(DeclarationKind.NO_NOMINEE, DeclarationKind.NO_SPLITTING);
        assertThat(check(Gate.DECLARATIONS).state()).isEqualTo(State.PASSED);
    }

    @Test
    void aDualRecordingIsAskedForOnlyWhereTheRegimeDemandsIt() {
        assertThat(gates().checks()).noneMatch(check -> check.gate() == Gate.DUAL_RECORDING);
        regime = Rules.ofTheFirm().demandingRecordings().set();
        assertThat(check(Gate.DUAL_RECORDING).state()).isEqualTo(State.BLOCKED);
        assertThat(check(Gate.DUAL_RECORDING).missing()).containsExactly("RECORDING");
        recorded = true;
        assertThat(check(Gate.DUAL_RECORDING).state()).isEqualTo(State.PASSED);
    }

    @Test
    void withoutCallBackOperationsConfirm() {
        assertThat(check(Gate.CALLBACK).fixableBy()).containsExactly(Role.CALLBACK);
        regime = Rules.ofTheFirm().withoutCallback().set();
        assertThat(check(Gate.CALLBACK).fixableBy()).containsExactly(Role.OPERATIONS);
        assertThat(check(Gate.CALLBACK).missing()).containsExactly("CONFIRMATION");
    }

    @Test
    void eachGateNamesItsRuleInTheReadersLanguage() {
        assertThat(GateView.of(gates(), regime, Language.EN))
                .filteredOn(view -> view.gate() == Gate.CALLBACK)
                .singleElement()
                .satisfies(view -> assertThat(view.rule()).isEqualTo("art. 30"));
        assertThat(GateView.of(gates(), regime, Language.ZH_CN))
                .filteredOn(view -> view.gate() == Gate.CALLBACK)
                .singleElement()
                .satisfies(view -> assertThat(view.rule()).isEqualTo("第三十条"));
    }

    private Check check(Gate gate) {
        return gates().checks().stream()
                .filter(check -> check.gate() == gate)
                .findFirst()
                .orElseThrow();
    }

    private Gates gates() {
        CustomerBrief customer = new CustomerBrief(
                Ids.next(),
                "欧阳明月",
                null,
                null,
                level,
                assessedUntil,
                qualifiedUntil,
                QualificationKind.FINANCIAL_ASSETS,
                assets,
                pending,
                "138****8000");
        return new GateFacts(order, customer, regime, Set.of(), new GateFacts.Proofs(declared, recorded), TODAY)
                .gates();
    }
}
