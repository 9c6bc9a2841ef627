package io.wealthcrm.notification;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One thing to be told to some people.
 *
 * @param people user ids; those who have left are passed over
 * @param entityId what it is about: an order, a product, a conversation …
 * @param occasion what sets this notice apart from others of the kind about the same entity, such as a date, a state or a
 *     message's number; kind, entity, occasion and person are told once for ever
 * @param data what the app shows beside the text after unlocking; it never leaves with the push
 * @param expiresAt when it is no longer worth a push, by the firm's clock; the inbox keeps it
 */
public record Notice(
        NoticeKind kind,
        Collection<UUID> people,
        UUID entityId,
        String occasion,
        Map<String, String> data,
        Instant expiresAt) {

    public Notice {
        people = List.copyOf(people);
        data = Map.copyOf(data);
        if (occasion.isEmpty() || occasion.length() > 100) {
            throw new IllegalArgumentException("An occasion has 1 to 100 characters");
        }
    }
}
