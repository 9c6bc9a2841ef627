package io.wealthcrm.agenda;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.customer.TimelineEntry;
import io.wealthcrm.shared.Db;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Tells customers' timelines of what their own advisor did and has in the calendar. What an office plans about a customer is
 * nobody's business who does not see its record, the advisor least of all.
 */
@ApplicationScoped
class TimelineNews {
    private static final String OWN =
            "select id from customers where id = cast(?1 as uuid) and advisor_id = cast(?2 as uuid)";

    private final Customers customers;

    TimelineNews(Customers customers) {
        this.customers = customers;
    }

    /**
     * Joins the transaction.
     *
     * @param entry of nobody's timeline where its customer is null
     * @param whose whose task or calendar it is of
     */
    Uni<Void> tell(TimelineEntry entry, UUID whose) {
        return Db.select(UUID.class, OWN, entry.customerId(), whose)
                .chain(own -> own.isEmpty() ? Uni.createFrom().voidItem() : customers.addTimeline(entry));
    }
}
