package io.wealthcrm.order;

import io.quarkus.runtime.StartupEvent;
import io.wealthcrm.shared.Background;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Looks again and again for orders that time has moved. */
@ApplicationScoped
class DueOrders {
    private final Background background;
    private final Orders orders;
    private final OrderConfig config;

    DueOrders(Background background, Orders orders, OrderConfig config) {
        this.background = background;
        this.orders = orders;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        background.every(config.scanPause(), "orders due", orders::runDueTransitions);
    }
}
