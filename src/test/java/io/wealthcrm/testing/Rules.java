package io.wealthcrm.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.wealthcrm.product.CertificationReview;
import io.wealthcrm.product.CoolingOffStart;
import io.wealthcrm.product.MismatchPolicy;
import io.wealthcrm.product.Regime;
import io.wealthcrm.product.RegimeTerms;
import io.wealthcrm.shared.Money;
import java.util.Map;

/** A regime as the firm starts with it, for unit tests, and what compliance may set otherwise. */
public final class Rules {
    private CoolingOffStart from = CoolingOffStart.SIGNING_AND_PAYMENT;
    private boolean callback = true;
    private MismatchPolicy mismatch = MismatchPolicy.REFUSE;
    private boolean declarations;
    private boolean recordings;
    private String assets = "3000000.00";
    private int hours = 24;

    private Rules() {}

    public static Rules ofTheFirm() {
        return new Rules();
    }

    @CanIgnoreReturnValue
    public Rules coolingOff(int hours, CoolingOffStart from) {
        this.hours = hours;
        this.from = from;
        return this;
    }

    @CanIgnoreReturnValue
    public Rules withoutCallback() {
        callback = false;
        return this;
    }

    @CanIgnoreReturnValue
    public Rules takingWarnings() {
        mismatch = MismatchPolicy.SIGNED_WARNING;
        return this;
    }

    @CanIgnoreReturnValue
    public Rules demandingDeclarations() {
        declarations = true;
        return this;
    }

    @CanIgnoreReturnValue
    public Rules demandingRecordings() {
        recordings = true;
        return this;
    }

    @CanIgnoreReturnValue
    public Rules qualifyingFrom(String assets) {
        this.assets = assets;
        return this;
    }

    public RegimeTerms set() {
        return new RegimeTerms(
                Regime.PRIVATE_EQUITY_FUND,
                Money.of("1000000.00"),
                200,
                50,
                Money.of(assets),
                Money.of("500000.00"),
                Money.of("10000000.00"),
                hours,
                from,
                callback,
                mismatch,
                declarations,
                recordings,
                20,
                CertificationReview.WITH_APPROVAL,
                Map.of("CALLBACK", new RegimeTerms.Article("第三十条", "art. 30")),
                0);
    }
}
