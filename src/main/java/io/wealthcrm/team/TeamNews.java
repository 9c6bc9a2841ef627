package io.wealthcrm.team;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.customer.TimelineEntry;
import io.wealthcrm.notification.Notice;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.Changes;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Says who came into a customer's team and who left it: on the timeline and to themselves. Each call joins the transaction. */
@ApplicationScoped
class TeamNews {
    private static final Duration WORTH = Duration.ofDays(7);

    private final Customers customers;
    private final Notifications notifications;
    private final Outbox outbox;

    TeamNews(Customers customers, Notifications notifications, Outbox outbox) {
        this.customers = customers;
        this.notifications = notifications;
        this.outbox = outbox;
    }

    /** @param by null where nobody meant it: the customer went elsewhere, or the person */
    record Turn(UUID customer, UUID by, Instant at) {}

    Uni<Void> tell(Turn turn, List<UUID> joined, List<UUID> left) {
        Changes changes = new Changes();
        joined.forEach(person -> write(turn, "SEATED", person, changes));
        left.forEach(person -> write(turn, "UNSEATED", person, changes));
        return changes.send()
                .chain(() -> tell(turn, "JOINED", joined))
                .chain(() -> tell(turn, "LEFT", left))
                .chain(() -> left.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : outbox.publish(new TeamLeft(turn.customer(), left)));
    }

    /** The same of many customers at once, all of whom somebody left. */
    Uni<Void> tellOfLeaving(List<TransferredTeams.Ended> all, UUID by, Instant at) {
        return Db.each(all, seat -> tell(new Turn(seat.customerId(), by, at), List.of(), List.of(seat.personId())));
    }

    private void write(Turn turn, String kind, UUID person, Changes changes) {
        customers.addTimeline(
                new TimelineEntry(turn.customer(), turn.at(), kind, turn.by(), null, Map.of("person", person)),
                changes);
    }

    private Uni<Void> tell(Turn turn, String change, List<UUID> people) {
        return people.isEmpty()
                ? Uni.createFrom().voidItem()
                : notifications.tell(new Notice(
                        NoticeKind.TEAM,
                        people,
                        turn.customer(),
                        Ids.next().toString(),
                        Map.of("customerId", turn.customer().toString(), "change", change),
                        turn.at().plus(WORTH)));
    }
}
