package io.wealthcrm.chat;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Looks at a new channel's unit once more, after the commit: who came into the unit while the channel was being opened could
 * see no channel, and the channel could not see them.
 */
@ApplicationScoped
class UnitChannelFill implements OutboxHandler<UnitChannelOpened> {
    private final UnitChannels channels;

    UnitChannelFill(UnitChannels channels) {
        this.channels = channels;
    }

    @Override
    public Class<UnitChannelOpened> event() {
        return UnitChannelOpened.class;
    }

    @Override
    public Uni<Void> handle(UnitChannelOpened opened) {
        return channels.seatAll(opened.conversationId());
    }
}
