package io.wealthcrm.product;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Changes;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A product's limited amount (额度) and seats. Both statements lock the customer's row of the product first and the product
 * second, so that bookings queue and never deadlock; the checks of the tables hold even if these statements were wrong.
 */
@ApplicationScoped
class Quota {
    static final String SIT =
            """
            insert into product_investors as sitting (product_id, customer_id, live_orders, amount_held)
            values (?1, ?2, 1, ?3)
            on conflict (product_id, customer_id) do update
               set live_orders = sitting.live_orders + 1, amount_held = sitting.amount_held + excluded.amount_held
            returning case when live_orders = 1 then 1 else 0 end as taken""";

    static final String TAKE =
            """
            update products
               set amount_held = amount_held + ?2, seats_held = seats_held + (select taken from seat)
             where id = ?1 and status = 'OPEN' and opens_at <= ?3 and closes_at > ?3
               and amount_held + ?2 <= quota_amount
               and seats_held + (select taken from seat) <= quota_seats
            returning 1""";

    static final String GIVE_BACK =
            """
            with seat as (
                update product_investors set live_orders = live_orders - 1, amount_held = amount_held - ?3
                 where product_id = ?1 and customer_id = ?2
                returning case when live_orders = 0 then 1 else 0 end as freed)
            update products
               set amount_held = amount_held - ?3, seats_held = seats_held - (select freed from seat)
             where id = ?1""";

    /** The parameters are lists joined by commas, an element for each order. */
    private static final String GIVE_ALL_BACK =
            """
            with given as (
                select product_id, customer_id, count(*) as orders, sum(amount) as amount
                  from unnest(cast(string_to_array(?1, ',') as uuid[]), cast(string_to_array(?2, ',') as uuid[]),
                              cast(string_to_array(?3, ',') as numeric[])) as held (product_id, customer_id, amount)
                 group by product_id, customer_id),
            seat as (
                update product_investors sitting
                   set live_orders = sitting.live_orders - given.orders, amount_held = sitting.amount_held - given.amount
                  from given
                 where sitting.product_id = given.product_id and sitting.customer_id = given.customer_id
                returning sitting.product_id, given.amount, case when sitting.live_orders = 0 then 1 else 0 end as freed)
            update products
               set amount_held = products.amount_held - freed.amount, seats_held = products.seats_held - freed.seats
              from (select product_id, sum(amount) as amount, sum(freed) as seats from seat group by product_id) freed
             where products.id = freed.product_id""";

    private final ProductQueries queries;
    private final Clock clock;

    Quota(ProductQueries queries, Clock clock) {
        this.queries = queries;
        this.clock = clock;
    }

    /** Sends the changes with the quota among them. */
    Uni<Void> take(UUID productId, UUID customerId, BigDecimal amount, Changes changes) {
        Instant now = clock.instant();
        return changes.add("seat", SIT, productId, customerId, amount)
                .add("quota", TAKE, productId, amount, now)
                .sendCounting("quota")
                .chain(taken -> taken == 1 ? Uni.createFrom().voidItem() : refuse(productId, amount, now));
    }

    Uni<Void> giveBack(UUID productId, UUID customerId, BigDecimal amount) {
        return Db.execute(GIVE_BACK, productId, customerId, amount).replaceWithVoid();
    }

    Uni<Void> giveBackAll(List<Products.Held> held) {
        return Db.execute(
                        GIVE_ALL_BACK,
                        joined(held, Products.Held::productId),
                        joined(held, Products.Held::customerId),
                        joined(held, order -> order.amount().toPlainString()))
                .replaceWithVoid();
    }

    private static String joined(List<Products.Held> held, Function<Products.Held, Object> part) {
        return held.stream().map(part).map(Object::toString).collect(Collectors.joining(","));
    }

    /** Looks at the product once more to say why; what freed up in between is still answered as exhausted. */
    private Uni<Void> refuse(UUID productId, BigDecimal amount, Instant now) {
        return queries.quota(productId).map(left -> {
            throw reason(left, amount, now);
        });
    }

    private static Problem reason(QuotaLeft left, BigDecimal amount, Instant now) {
        if (left == null) {
            return Problem.of(CommonProblem.NOT_FOUND);
        }
        if (!left.bookableAt(now)) {
            return Problem.of(ProductProblem.PRODUCT_CLOSED, Map.of("current", left.statusAt(now)));
        }
        return left.amountLeft().compareTo(amount) >= 0
                ? Problem.of(ProductProblem.SEATS_EXHAUSTED)
                : Problem.of(ProductProblem.QUOTA_EXHAUSTED);
    }
}
