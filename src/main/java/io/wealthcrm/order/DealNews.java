package io.wealthcrm.order;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;

/** 成交播报: tells all who sell of an order that was confirmed; whose money it is, nobody. */
@ApplicationScoped
class DealNews implements OutboxHandler<OrderMoved> {
    /** News of the day: no push is worth sending after twelve hours. ?2: whether the amount may be told. */
    private static final String SALES =
            """
            select u.id as person_id, o.id as entity_id, 'CONFIRMED' as occasion,
                   jsonb_strip_nulls(jsonb_build_object(
                       'productId', o.product_id, 'productName', o.product_name, 'advisorId', o.advisor_id,
                       'advisorName', seller.display_name, 'unitName', team.name,
                       'amount', case when ?2 then cast(o.amount as text) end)) as data,
                   o.status_at + interval '12 hours' as expires_at
              from orders o join users seller on seller.id = o.advisor_id join units team on team.id = o.unit_id
              join users u on u.active and u.roles && array['ADVISOR', 'TEAM_LEAD', 'BRANCH_MANAGER'] and u.id <> o.advisor_id
             where o.id = ?1""";

    private final Notifications notifications;
    private final OrderConfig config;

    DealNews(Notifications notifications, OrderConfig config) {
        this.notifications = notifications;
        this.config = config;
    }

    @Override
    public Class<OrderMoved> event() {
        return OrderMoved.class;
    }

    /** One statement for the whole firm; a second run tells nobody twice. */
    @Override
    public Uni<Void> handle(OrderMoved moved) {
        return moved.to() == OrderStatus.CONFIRMED
                ? notifications
                        .fanOut(NoticeKind.DEAL, SALES, moved.orderId(), config.dealsShowAmount())
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }
}
