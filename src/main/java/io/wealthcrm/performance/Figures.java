package io.wealthcrm.performance;

import io.wealthcrm.shared.Money;
import java.util.Collection;

/**
 * What was done in some time, of one person or many. Amounts are in CNY.
 *
 * @param contacts dealings written down, notes aside
 * @param plansDue follow-ups and steps of plans that were planned for a day of it; {@code plansKept} of them were done by its end
 * @param bookings orders booked and not given up since, {@code bookedAmount} together
 */
record Figures(
        long newCustomers,
        long contacts,
        long plansDue,
        long plansKept,
        long bookings,
        Money bookedAmount,
        Money confirmedAmount) {
    static final Figures NONE = new Figures(0, 0, 0, 0, 0, Money.ZERO, Money.ZERO);

    static Figures sum(Collection<Figures> all) {
        return all.stream().reduce(NONE, Figures::plus);
    }

    private Figures plus(Figures more) {
        return new Figures(
                newCustomers + more.newCustomers,
                contacts + more.contacts,
                plansDue + more.plansDue,
                plansKept + more.plansKept,
                bookings + more.bookings,
                new Money(bookedAmount.amount().add(more.bookedAmount.amount())),
                new Money(confirmedAmount.amount().add(more.confirmedAmount.amount())));
    }
}
