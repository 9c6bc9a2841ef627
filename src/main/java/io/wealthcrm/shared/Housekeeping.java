package io.wealthcrm.shared;

import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Removes what has served its time, a batch per transaction, so that no lock is held and no log written for long. */
@ApplicationScoped
class Housekeeping {
    private static final int BATCH = 1000;

    private final Background background;
    private final WealthConfig config;
    private final List<String> deletes;

    Housekeeping(Background background, WealthConfig config, @All List<Retention> retentions) {
        this.background = background;
        this.config = config;
        this.deletes = retentions.stream()
                .flatMap(retention -> retention.deletes().stream())
                .toList();
    }

    void start(@Observes StartupEvent event) {
        background.every(config.housekeepingEvery(), "housekeeping", this::tidy);
    }

    /** One that fails does not keep the others from being done. */
    private Uni<Void> tidy() {
        return Multi.createFrom()
                .iterable(deletes)
                .onItem()
                .transformToUni(Housekeeping::removeAll)
                .collectFailures()
                .concatenate()
                .onItem()
                .ignoreAsUni();
    }

    private static Uni<Void> removeAll(String delete) {
        return Uni.createFrom()
                .deferred(() -> Panache.withTransaction(() -> Db.execute(delete, BATCH)))
                .repeat()
                .whilst(removed -> removed >= BATCH)
                .onItem()
                .ignoreAsUni();
    }
}
