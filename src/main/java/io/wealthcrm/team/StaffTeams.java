package io.wealthcrm.team;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.StaffChanged;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Somebody left, sells no more or went to another branch: their seats end. */
@ApplicationScoped
class StaffTeams implements OutboxHandler<StaffChanged> {
    private static final String END =
            """
            update customer_seats s set ended_at = cast(?2 as timestamptz) from customers c
             where s.person_id = ?1 and s.ended_at is null and c.id = s.customer_id and not may_sit(?1, c.unit_id)
            returning s.customer_id, s.person_id""";

    private final TeamNews news;
    private final Clock clock;

    StaffTeams(TeamNews news, Clock clock) {
        this.news = news;
        this.clock = clock;
    }

    @Override
    public Class<StaffChanged> event() {
        return StaffChanged.class;
    }

    @Override
    public Uni<Void> handle(StaffChanged changed) {
        Instant now = clock.instant();
        return Db.select(TransferredTeams.Ended.class, END, changed.userId(), now)
                .chain(ended -> news.tellOfLeaving(ended, null, now));
    }
}
