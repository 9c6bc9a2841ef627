package io.wealthcrm.chat;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.StaffChanged;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;

/** The channels of units follow their staff. */
@ApplicationScoped
class UnitChannelMoves implements OutboxHandler<StaffChanged> {
    private final UnitChannels channels;

    UnitChannelMoves(UnitChannels channels) {
        this.channels = channels;
    }

    @Override
    public Class<StaffChanged> event() {
        return StaffChanged.class;
    }

    @Override
    public Uni<Void> handle(StaffChanged changed) {
        return channels.follow(changed.userId());
    }
}
