package io.wealthcrm.succession;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.agenda.CoverWork;
import io.wealthcrm.chat.CoverRooms;
import io.wealthcrm.shared.OutboxHandler;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

/** What a cover opened closes with it: the files at once, by the sight itself, the rooms entered meanwhile, and what is still to do goes back. */
@ApplicationScoped
class EndedCovers implements OutboxHandler<CoverEnded> {
    private final CoverRooms rooms;
    private final CoverWork work;
    private final Clock clock;
    private final ZoneId zone;

    EndedCovers(CoverRooms rooms, CoverWork work, Clock clock, WealthConfig config) {
        this.rooms = rooms;
        this.work = work;
        this.clock = clock;
        this.zone = config.zone();
    }

    @Override
    public Class<CoverEnded> event() {
        return CoverEnded.class;
    }

    @Override
    public Uni<Void> handle(CoverEnded ended) {
        LocalDate today = LocalDate.now(clock.withZone(zone));
        return rooms.leave(ended.coveredId(), ended.coverId(), today)
                .chain(() -> work.giveBack(ended.coveredId(), ended.coverId(), today));
    }
}
