package io.wealthcrm.privacy;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Comes back to erased customers on the day something of them need not be kept any more, by law or by a hold; one customer a
 * transaction. One that fails stays due, is logged without anything of the person, and lets the others go on.
 */
@ApplicationScoped
class ErasureReturns {
    private static final Logger LOG = Logger.getLogger(ErasureReturns.class);
    private static final UUID NOBODY = new UUID(0, 0);

    private static final String DUE =
            """
            select c.id from customers c where c.erase_after <= ?1 and c.id <> all (?2) and not %s
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
        background
                .every(settings.lookEvery(), "erasures due", () -> look(new ArrayList<>()))
                .wake();
    }

    /** @param tried whom this look has come to already */
    private Uni<Void> look(List<UUID> tried) {
        int before = tried.size();
        return Panache.withTransaction(() -> next(tried))
                .onFailure(failure -> tried.size() > before)
                .invoke(failure -> LOG.warnf(
                        "the erasure due of customer %s failed: %s",
                        tried.get(before), DatabaseProblem.nameOf(failure)))
                .onFailure(failure -> tried.size() > before)
                .recoverWithNull()
                .chain(() ->
                        tried.size() > before ? look(tried) : Uni.createFrom().voidItem());
    }

    private Uni<Void> next(List<UUID> tried) {
        LocalDate today = LocalDate.now(clock.withZone(config.zone()));
        return Db.select(UUID.class, DUE, today, tried.toArray(UUID[]::new))
                .invoke(tried::addAll)
                .chain(found -> Db.each(found, customer -> erasures.erase(customer)
                        .call(() -> audit.record(NOBODY, "CUSTOMER_ERASED", "CUSTOMER", customer))));
    }
}
