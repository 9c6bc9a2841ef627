package io.wealthcrm.privacy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Comes back to erased customers on the day something of them need not be kept any more, by law or by a hold; one customer a transaction. */
@ApplicationScoped
class ErasureReturns {
    private static final UUID NOBODY = new UUID(0, 0);

    private static final String DUE =
            """
            select c.id from customers c where c.erase_after <= ?1 and not %s
             order by c.erase_after limit 1 for update skip locked"""
                    .formatted(Erasures.held("c.id"));

    private final Erasures erasures;
    private final Audit audit;
    private final Background background;
    private final Clock clock;
    private final WealthConfig config;
    private final PrivacyConfig settings;

    ErasureReturns(
            Erasures erasures,
            Audit audit,
            Background background,
            Clock clock,
            WealthConfig config,
            PrivacyConfig settings) {
        this.erasures = erasures;
        this.audit = audit;
        this.background = background;
        this.clock = clock;
        this.config = config;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        background.every(settings.lookEvery(), "erasures due", this::look).wake();
    }

    private Uni<Void> look() {
        return Panache.withTransaction(this::next)
                .chain(found -> found.isEmpty() ? Uni.createFrom().voidItem() : look());
    }

    private Uni<List<UUID>> next() {
        LocalDate today = LocalDate.now(clock.withZone(config.zone()));
        return Db.select(UUID.class, DUE, today)
                .call(found -> Db.each(found, customer -> erasures.erase(customer)
                        .call(() -> audit.record(NOBODY, "CUSTOMER_ERASED", "CUSTOMER", customer))));
    }
}
