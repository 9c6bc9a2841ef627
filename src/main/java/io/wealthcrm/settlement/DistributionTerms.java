package io.wealthcrm.settlement;

import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.ProblemCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What stands for or against a distribution on the day it is prepared.
 *
 * @param nav the product's value of the record date, or null
 * @param uncleared whether some holdings wait for their shares
 * @param lastRecordDate the latest record date distributed of the same kind, or null; of any kind, for a fund to be repaid: what
 *     was paid since is no longer in the value of the day before
 * @param overlapping whether interest was distributed for some of the same days; what was given up of it may be made up for
 *     within its own days, for whoever was paid then is passed over
 * @param dividendPaid whether a dividend of the record date has been paid to all it was for
 * @param dividendRest what the last dividend of the record date left unpaid because it was given up; null without such
 */
record DistributionTerms(
        boolean fund,
        BigDecimal nav,
        boolean uncleared,
        LocalDate lastRecordDate,
        boolean overlapping,
        boolean dividendPaid,
        BigDecimal dividendRest) {
    /** ?1 product, ?2 record date, ?3 kind, ?4 since, ?5 until. */
    static final String SELECT =
            """
            select p.kind = 'NAV_FUND', n.nav,
                   p.kind = 'NAV_FUND' and exists (select from holdings where product_id = p.id and status = 'OPEN'
                                                      and shares is null and opened_on <= ?2),
                   (select max(record_date) from distributions where product_id = p.id and status = 'DONE'
                       and (kind = ?3 or ?3 = 'PRINCIPAL' and p.kind = 'NAV_FUND')),
                   exists (select from distributions where product_id = p.id and kind = 'INTEREST' and status = 'DONE'
                              and since < cast(?5 as date) and until > cast(?4 as date)
                              and (given_up = 0 or since > cast(?4 as date) or until < cast(?5 as date))),
                   exists (select from distributions where product_id = p.id and kind = 'DIVIDEND' and record_date = ?2
                              and status = 'DONE' and given_up = 0),
                   (select sum(amount) from distribution_lines where entry_id is null and distribution_id = (
                       select id from distributions where product_id = p.id and kind = 'DIVIDEND' and record_date = ?2
                          and given_up > 0 order by id desc limit 1))
              from products p left join navs n on n.product_id = p.id and n.nav_date = ?2
             where p.id = ?1 and p.status <> 'DRAFT'""";

    /** @throws Problem as {@link Distributions#prepare} */
    static DistributionTerms checked(List<DistributionTerms> found, NewDistribution input) {
        require(!found.isEmpty(), CommonProblem.NOT_FOUND);
        DistributionTerms terms = found.get(0);
        require(!(terms.fund && input.kind() == DistributionKind.INTEREST), SettlementProblem.WRONG_PRODUCT_KIND);
        require(!terms.uncleared, SettlementProblem.UNCLEARED_HOLDINGS);
        require(!terms.overlapping, SettlementProblem.INTEREST_PERIOD_OVERLAPS);
        if (terms.lastRecordDate != null && input.recordDate().isBefore(terms.lastRecordDate)) {
            throw Problem.of(SettlementProblem.RECORD_DATE_OUT_OF_ORDER, Map.of("current", terms.lastRecordDate));
        }
        if (input.kind() == DistributionKind.DIVIDEND) {
            terms.requireDividendOnce(input.total());
        }
        require(!terms.repaysFund(input) || terms.nav != null, SettlementProblem.NAV_MISSING);
        return terms;
    }

    /** The value the repayment of a fund is made at; null for anything else. */
    BigDecimal navOf(NewDistribution input) {
        return repaysFund(input) ? nav : null;
    }

    private void requireDividendOnce(Money total) {
        require(!dividendPaid, SettlementProblem.DIVIDEND_ALREADY_DISTRIBUTED);
        if (dividendRest != null && dividendRest.compareTo(total.amount()) != 0) {
            throw Problem.of(SettlementProblem.DIVIDEND_REST_DIFFERS, Map.of("rest", Money.of(dividendRest)));
        }
    }

    private boolean repaysFund(NewDistribution input) {
        return fund && input.kind() == DistributionKind.PRINCIPAL;
    }

    private static void require(boolean fine, ProblemCode otherwise) {
        if (!fine) {
            throw Problem.of(otherwise);
        }
    }
}
