package io.wealthcrm.settlement;

import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Rate;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A distribution (收益分配、本金兑付) to be prepared.
 *
 * @param recordDate 登记日: who held the product on that day is paid; of interest, who held it on the days it is for
 * @param payOn a bank's business day, T+2 of the record date when left out
 * @param rate of interest: a year's rate as a fraction
 * @param since of interest: the first day that earns
 * @param until of interest: the first day that no longer earns, the record date at the latest
 * @param total of a dividend: what is shared out
 */
record NewDistribution(
        @NotNull DistributionKind kind,
        @NotNull LocalDate recordDate,
        LocalDate payOn,
        Rate rate,
        LocalDate since,
        LocalDate until,
        Money total) {

    /** @throws Problem INVALID_INPUT for members that the kind needs and lacks, or must not have */
    void requireTermsOfKind() {
        List<Problem.Invalid> wrong = new ArrayList<>();
        boolean interest = kind == DistributionKind.INTEREST;
        expect(wrong, "/rate", rate != null, interest);
        expect(wrong, "/since", since != null, interest);
        expect(wrong, "/until", until != null, interest);
        expect(wrong, "/total", total != null, kind == DistributionKind.DIVIDEND);
        if (rate != null && (rate.value().signum() <= 0 || rate.value().compareTo(BigDecimal.ONE) > 0)) {
            wrong.add(new Problem.Invalid("/rate", "RANGE", "0 < rate ≤ 1"));
        }
        if (total != null && total.amount().signum() <= 0) {
            wrong.add(new Problem.Invalid("/total", "POSITIVE", "必须大于零 / must be above zero"));
        }
        if (since != null && until != null && !since.isBefore(until)) {
            wrong.add(new Problem.Invalid("/until", "RANGE", "必须晚于起息日 / must be after since"));
        }
        if (until != null && until.isAfter(recordDate)) {
            // Who invests after the record date would lose the days from there on.
            wrong.add(new Problem.Invalid("/until", "RANGE", "不能晚于登记日 / must not be after recordDate"));
        }
        if (payOn != null && payOn.isBefore(recordDate)) {
            wrong.add(new Problem.Invalid("/payOn", "RANGE", "不能早于登记日 / must not be before recordDate"));
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
    }

    private static void expect(List<Problem.Invalid> wrong, String pointer, boolean given, boolean wanted) {
        if (given && !wanted) {
            wrong.add(new Problem.Invalid(pointer, "NOT_OF_KIND", "不适用于此类分配 / not for this kind"));
        } else if (!given && wanted) {
            wrong.add(new Problem.Invalid(pointer, "REQUIRED", "必填 / required"));
        }
    }
}
