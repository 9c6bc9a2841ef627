package io.wealthcrm.succession;

import java.util.List;

/**
 * What moves.
 *
 * @param pooled those of the customers who go into the pool
 * @param tasks open ones; reminders follow the customers by themselves
 * @param conversations those with customers that who hands over is in
 */
record Outcome(
        long customers,
        long pooled,
        long openOrders,
        long tasks,
        long appointments,
        long complaints,
        long consultations,
        long conversations,
        List<Share> byAdvisor) {

    /** As it is shown to who sees no customers. */
    Outcome withoutDetails() {
        return new Outcome(
                customers,
                pooled,
                openOrders,
                tasks,
                appointments,
                complaints,
                consultations,
                conversations,
                byAdvisor.stream().map(Share::withoutDetails).toList());
    }
}
