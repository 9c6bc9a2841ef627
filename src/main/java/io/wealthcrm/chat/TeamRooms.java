package io.wealthcrm.chat;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.chat.RoomHandover.Room;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.OutboxHandler;
import io.wealthcrm.team.TeamLeft;
import jakarta.enterprise.context.ApplicationScoped;

/** Who sits in a customer's team no more, and has nothing else to do with them, reads on in none of their rooms either. */
@ApplicationScoped
class TeamRooms implements OutboxHandler<TeamLeft> {
    private final Succession succession;

    TeamRooms(Succession succession) {
        this.succession = succession;
    }

    @Override
    public Class<TeamLeft> event() {
        return TeamLeft.class;
    }

    @Override
    public Uni<Void> handle(TeamLeft left) {
        return Db.select(Room.class, RoomHandover.ROOMS, left.customerId(), null)
                .map(rooms -> rooms.stream().map(Room::id).toList())
                .chain(rooms -> succession.unseatUnreached(rooms, left.customerId(), left.people()));
    }
}
