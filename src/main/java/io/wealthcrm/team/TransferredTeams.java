package io.wealthcrm.team;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerTransferred;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.OutboxHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** A single customer went to another advisor, who leads the team on, or into the public pool, where there is none. */
@ApplicationScoped
class TransferredTeams implements OutboxHandler<CustomerTransferred> {
    /** The advisor's own seat, and of who may not sit where the customer is now; all of them where nobody leads. */
    private static final String END =
            """
            update customer_seats s set ended_at = cast(?3 as timestamptz) from customers c
             where c.id = ?1 and s.customer_id = c.id and s.lead_id = ?2 and s.ended_at is null
               and (cast(?4 as boolean) or c.advisor_id is null or s.person_id = c.advisor_id
                    or not may_sit(s.person_id, c.unit_id))
            returning s.customer_id, s.person_id""";

    /** To whom the customer is with by now, who may be another than this news tells of. */
    private static final String CARRY =
            """
            update customer_seats s set lead_id = c.advisor_id from customers c
             where c.id = ?1 and s.customer_id = c.id and s.lead_id = ?2 and s.ended_at is null and c.advisor_id <> ?2""";

    private final TeamNews news;

    TransferredTeams(TeamNews news) {
        this.news = news;
    }

    /** A seat that is no more. */
    record Ended(UUID customerId, UUID personId) {}

    @Override
    public Class<CustomerTransferred> event() {
        return CustomerTransferred.class;
    }

    @Override
    public Uni<Void> handle(CustomerTransferred moved) {
        return moved.from() == null ? Uni.createFrom().voidItem() : follow(moved);
    }

    private Uni<Void> follow(CustomerTransferred moved) {
        UUID customer = moved.customerId();
        return Db.select(Ended.class, END, customer, moved.from(), moved.at(), moved.to() == null)
                .call(() -> Db.execute(CARRY, customer, moved.from()))
                .map(ended -> ended.stream().map(Ended::personId).toList())
                .chain(left -> news.tell(new TeamNews.Turn(customer, moved.by(), moved.at()), List.of(), left));
    }
}
