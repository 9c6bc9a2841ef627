package io.wealthcrm.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wealthcrm.shared.Language;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.testing.Rules;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegimeTest {
    @Test
    void aFirmMayBeAsStrictAsTheLawOrStricter() {
        RegimeChange law = change("1000000.00", 50, "3000000.00", CoolingOffStart.SIGNING_AND_PAYMENT);
        RegimeChange stricter = change("2000000.00", 20, "5000000.00", CoolingOffStart.SIGNING_AND_PAYMENT);

        assertThat(law.check(Regime.PRIVATE_SECURITIES_FUND)).isSameAs(law);
        assertThat(stricter.check(Regime.PRIVATE_SECURITIES_FUND)).isSameAs(stricter);
    }

    @Test
    void neverLaxer() {
        RegimeChange laxer = change("999999.99", 51, "2999999.99", CoolingOffStart.PAYMENT);

        assertThat(faults(laxer, Regime.PRIVATE_SECURITIES_FUND))
                .containsExactly("/minAmount", "/qualifiedAssets", "/partnershipCap", "/coolingOffFrom");
        assertThat(faults(laxer, Regime.ASSET_MANAGEMENT_PLAN)).containsExactly("/qualifiedAssets", "/partnershipCap");
    }

    @Test
    void theCapFollowsTheLegalForm() {
        RegimeTerms terms = Rules.ofTheFirm().set();

        assertThat(terms.cap(LegalForm.CONTRACT)).isEqualTo(200);
        assertThat(terms.cap(LegalForm.COMPANY)).isEqualTo(50);
        assertThat(terms.cap(LegalForm.PARTNERSHIP)).isEqualTo(50);
    }

    @Test
    void aGateWithoutArticleIsTheFirmsOwnRule() {
        assertThat(Rules.ofTheFirm().set().article("APPROVAL", Language.EN)).isEqualTo("The firm's rule");
    }

    private static java.util.List<String> faults(RegimeChange change, Regime regime) {
        return catchThrowableOfType(Problem.class, () -> change.check(regime)).errors().stream()
                .map(Problem.Invalid::pointer)
                .toList();
    }

    private static RegimeChange change(String minimum, int partners, String assets, CoolingOffStart from) {
        return new RegimeChange(
                Money.of(minimum),
                50,
                partners,
                Money.of(assets),
                Money.of("500000.00"),
                Money.of("10000000.00"),
                24,
                from,
                true,
                MismatchPolicy.REFUSE,
                false,
                false,
                20,
                CertificationReview.WITH_APPROVAL,
                Map.of());
    }
}
