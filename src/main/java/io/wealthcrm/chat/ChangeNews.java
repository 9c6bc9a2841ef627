package io.wealthcrm.chat;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;

/** Right after the commit: wakes the sockets of all nodes for what tells of the change. */
@ApplicationScoped
class ChangeNews implements OutboxHandler<MessageChanged> {
    private final Wakes wakes;

    ChangeNews(Wakes wakes) {
        this.wakes = wakes;
    }

    @Override
    public Class<MessageChanged> event() {
        return MessageChanged.class;
    }

    @Override
    public Uni<Void> handle(MessageChanged changed) {
        wakes.message(changed.conversationId(), changed.seq());
        return Uni.createFrom().voidItem();
    }
}
