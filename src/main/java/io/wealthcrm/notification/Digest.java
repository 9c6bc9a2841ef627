package io.wealthcrm.notification;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Deliveries that make one push: several of a kind on one device become "3 reminders". The leader's key goes with it, and
 * the others share what becomes of it.
 *
 * @param leader the one under whose key they went before; at first the one that is worth a push the longest
 */
record Digest(DueDelivery leader, List<DueDelivery> followers) {

    /**
     * A repeat has only those that went by the same push before: whoever joined a push that may have arrived already would
     * be dropped by the app with it.
     *
     * @param carrier null for a first attempt
     */
    private record Alike(Object device, NoticeKind kind, UUID carrier) {
        static Alike of(DueDelivery delivery) {
            Object device = delivery.lane().bulk() ? delivery.device().installation() : delivery.id();
            UUID carrier = delivery.attempts() == 1 ? null : delivery.carrier();
            return new Alike(device, delivery.subject().kind(), carrier);
        }
    }

    /** In the order of the first of each; what is urgent is never held together. */
    static List<Digest> of(List<DueDelivery> deliveries) {
        Map<Alike, List<DueDelivery>> alike = deliveries.stream()
                .collect(Collectors.groupingBy(Alike::of, java.util.LinkedHashMap::new, Collectors.toList()));
        return alike.values().stream().map(Digest::led).toList();
    }

    private static Digest led(List<DueDelivery> members) {
        DueDelivery leader = members.stream()
                .max(Comparator.comparing(DueDelivery::carries)
                        .thenComparing(DueDelivery::expiresAt)
                        .thenComparing(DueDelivery::id))
                .orElseThrow();
        return new Digest(
                leader,
                members.stream().filter(member -> !member.equals(leader)).toList());
    }

    int size() {
        return 1 + followers.size();
    }

    /** What becomes of each: with a push that arrived the followers have ended as well, all else they repeat with it. */
    void rule(Ruling ruling, BiConsumer<DueDelivery, Ruling> rulings) {
        Ruling carried = ruling.carriedBy(leader.id());
        rulings.accept(leader, carried);
        Ruling theirs = ruling.state() == Ruling.State.DELIVERED ? Ruling.digested(leader.id()) : carried;
        followers.forEach(follower -> rulings.accept(follower, theirs));
    }
}
