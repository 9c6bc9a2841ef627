package io.wealthcrm.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wealthcrm.notification.NotificationListener;
import io.wealthcrm.notification.NotificationView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/** Shows new notifications on the sockets of the people they are for. */
@ApplicationScoped
class NotificationFrames implements NotificationListener {
    private final Peers peers;
    private final ObjectMapper json;

    NotificationFrames(Peers peers, ObjectMapper json) {
        this.peers = peers;
        this.json = json;
    }

    private record Key(UUID notification) {}

    @Override
    public Set<UUID> connected() {
        return peers.people();
    }

    @Override
    public void notified(UUID person, NotificationView notification) {
        String frame = frame(notification);
        Key key = new Key(notification.id());
        for (Peer peer : peers.of(person)) {
            peer.run(() -> peer.out.sheddable(key, frame));
        }
    }

    private String frame(NotificationView notification) {
        try {
            return "{\"t\":\"notification\",\"d\":" + json.writeValueAsString(notification) + "}";
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
