package io.wealthcrm.commission;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.commission.Shares.NewShare;
import io.wealthcrm.order.OrderMoved;
import io.wealthcrm.order.OrderStatus;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.OutboxHandler;
import io.wealthcrm.shared.Rate;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/** An order of a customer with a team (客户团队) is shared as the team has it, from the booking on, until somebody says otherwise. */
@ApplicationScoped
class TeamShares implements OutboxHandler<OrderMoved> {
    /** The members of that moment who have a share, and the order's advisor with what they leave; nobody where there is no such team. */
    private static final String TEAM =
            """
            with members as (
                select s.person_id, s.share, o.advisor_id
                  from orders o
                  join customer_seats s on s.customer_id = o.customer_id and s.lead_id = o.advisor_id
                   and s.given_at <= o.booked_at and (s.ended_at is null or s.ended_at > o.booked_at)
                   and (s.to_on is null or s.to_on >= cast(?2 as date))
                  join users u on u.id = s.person_id and u.active and u.roles && array['ADVISOR', 'TEAM_LEAD', 'BRANCH_MANAGER']
                  join users l on l.id = o.advisor_id and l.active and l.roles && array['ADVISOR', 'TEAM_LEAD', 'BRANCH_MANAGER']
                 where o.id = ?1 and s.share > 0)
            select person_id, share from members
            union all
            select advisor_id, 1 - sum(share) from members group by advisor_id having sum(share) < 1""";

    private final Shares shares;
    private final ZoneId zone;

    TeamShares(Shares shares, WealthConfig config) {
        this.shares = shares;
        this.zone = config.zone();
    }

    private record Part(UUID person, Rate share) {}

    @Override
    public Class<OrderMoved> event() {
        return OrderMoved.class;
    }

    @Override
    public Uni<Void> handle(OrderMoved moved) {
        return moved.to() == OrderStatus.BOOKED && moved.from() == null
                ? share(moved)
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> share(OrderMoved booked) {
        return Db.select(Part.class, TEAM, booked.orderId(), LocalDate.ofInstant(booked.at(), zone))
                .map(parts -> parts.stream()
                        .map(part -> new NewShare(part.person(), part.share()))
                        .toList())
                .chain(parts -> parts.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : shares.shareAsTeam(booked.orderId(), booked.by(), parts));
    }
}
