package io.wealthcrm.order;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Users;
import io.wealthcrm.notification.Notice;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Tells people of orders that moved, and counts them ({@code wealth.orders.moved}). */
@ApplicationScoped
class OrderNews implements OutboxHandler<OrderMoved> {
    /** What customers hear of: never anything during the cooling-off, when the firm may not contact them. */
    private static final Set<OrderStatus> CUSTOMERS_HEAR =
            EnumSet.of(OrderStatus.APPROVED, OrderStatus.CONFIRMED, OrderStatus.RESCINDED, OrderStatus.REFUNDED);

    private static final Duration WORTH_A_PUSH = Duration.ofDays(3);

    private final Users users;
    private final Notifications notifications;
    private final OrderLog log;
    private final MeterRegistry meters;

    OrderNews(Users users, Notifications notifications, OrderLog log, MeterRegistry meters) {
        this.users = users;
        this.notifications = notifications;
        this.log = log;
        this.meters = meters;
    }

    @Override
    public Class<OrderMoved> event() {
        return OrderMoved.class;
    }

    @Override
    public Uni<Void> handle(OrderMoved moved) {
        // What the clock moved came in bulk; its lines on the timelines are written here, one by one.
        Uni<Void> remembered =
                moved.by() == null ? log.remember(moved) : Uni.createFrom().voidItem();
        return remembered
                .chain(() -> customerAccount(moved))
                .chain(account -> notifications.tell(notice(moved, account)))
                .invoke(() -> meters.counter(
                                "wealth.orders.moved", "to", moved.to().name())
                        .increment());
    }

    private Uni<UUID> customerAccount(OrderMoved moved) {
        return CUSTOMERS_HEAR.contains(moved.to())
                ? users.accountOf(moved.customerId())
                : Uni.createFrom().nullItem();
    }

    /** Nobody is told of what they did themselves. */
    private static Notice notice(OrderMoved moved, UUID customerAccount) {
        return new Notice(
                NoticeKind.ORDER_MOVED,
                Stream.of(moved.advisorId(), customerAccount)
                        .filter(Objects::nonNull)
                        .filter(person -> !person.equals(moved.by()))
                        .toList(),
                moved.orderId(),
                moved.to() + "/" + moved.at().toEpochMilli(),
                Map.of(
                        "orderId",
                        moved.orderId().toString(),
                        "status",
                        moved.to().name()),
                moved.at().plus(WORTH_A_PUSH));
    }
}
