package io.wealthcrm.notification;

import io.quarkus.arc.All;
import io.wealthcrm.identity.PushChannel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * By which push service each device is reached: that of its own channel, or FCM where the firm has none for it and the device
 * has a token of FCM's as well.
 */
@ApplicationScoped
class PushRoutes {
    private final Map<PushChannel, PushSender> senders = new EnumMap<>(PushChannel.class);

    /** @throws IllegalStateException when two serve one channel */
    PushRoutes(@All List<PushSender> all) {
        for (PushSender sender : all) {
            if (senders.put(sender.channel(), sender) != null) {
                throw new IllegalStateException("two push services for " + sender.channel());
            }
        }
    }

    /** @param spare whether the token is FCM's, in place of one of the device's own channel */
    record Route(PushSender sender, String token, boolean spare) {}

    /** Empty when there is no way to the device; it has a token. */
    Optional<Route> to(DueDelivery.Device device) {
        PushSender own = senders.get(device.channel());
        if (own != null) {
            return Optional.of(new Route(own, device.token(), false));
        }
        PushSender fcm = senders.get(PushChannel.FCM);
        return device.fcmToken() == null || fcm == null
                ? Optional.empty()
                : Optional.of(new Route(fcm, device.fcmToken(), true));
    }

    Collection<PushSender> senders() {
        return senders.values();
    }

    /** The channels whose deliveries a sender takes care of: its own, and for FCM all that have none. */
    List<PushChannel> carriedBy(PushSender sender) {
        return Stream.of(PushChannel.values())
                .filter(channel -> channel == sender.channel()
                        || sender.channel() == PushChannel.FCM && !senders.containsKey(channel))
                .toList();
    }
}
