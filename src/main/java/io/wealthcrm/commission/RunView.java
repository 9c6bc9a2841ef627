package io.wealthcrm.commission;

import io.wealthcrm.shared.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * A run and its totals, in the plan's currency.
 *
 * @param month {@code 2026-03}
 * @param orders settled in the month, in whatever currency
 * @param clawedBack what reversals take back; not above zero
 */
record RunView(
        UUID id,
        UUID planId,
        UUID planVersionId,
        String month,
        Run.Status status,
        long orders,
        long lines,
        Money earned,
        Money clawedBack,
        Money net,
        UUID preparedBy,
        Instant preparedAt,
        UUID approvedBy,
        Instant approvedAt) {

    static RunView of(Run run) {
        return new RunView(
                run.id,
                run.planId,
                run.planVersionId,
                Months.text(run.month),
                run.status,
                run.orders,
                run.lines,
                Money.of(run.earned),
                Money.of(run.clawedBack),
                Money.of(run.earned.add(run.clawedBack)),
                run.preparedBy,
                run.preparedAt,
                run.approvedBy,
                run.approvedAt);
    }
}
