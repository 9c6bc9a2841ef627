package io.wealthcrm.team;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.WealthConfig;
import io.wealthcrm.team.TransferredTeams.Ended;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Ends seats whose last day is over. They are in force no more from midnight on; this tells it, and takes people out of the rooms. */
@ApplicationScoped
class ExpiredSeats {
    private static final String END =
            """
            update customer_seats set ended_at = ?2
             where id in (select id from customer_seats where ended_at is null and to_on < cast(?1 as date)
                           order by to_on limit 500 for update skip locked)
            returning customer_id, person_id""";

    private final TeamNews news;
    private final Background background;
    private final Clock clock;
    private final WealthConfig config;

    ExpiredSeats(TeamNews news, Background background, Clock clock, WealthConfig config) {
        this.news = news;
        this.background = background;
        this.clock = clock;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        background
                .every(config.housekeepingEvery(), "seats past their last day", this::end)
                .wake();
    }

    private Uni<Void> end() {
        return Panache.withTransaction(this::endSome)
                .chain(ended -> ended.isEmpty() ? Uni.createFrom().voidItem() : end());
    }

    private Uni<List<Ended>> endSome() {
        Instant now = clock.instant();
        return Db.select(Ended.class, END, LocalDate.ofInstant(now, config.zone()), now)
                .call(ended -> news.tellOfLeaving(ended, null, now));
    }
}
