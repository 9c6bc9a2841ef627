package io.wealthcrm.commission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.order.OrderStatus;
import io.wealthcrm.order.Orders;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Rate;
import io.wealthcrm.shared.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How the advisors who worked on an order together share it (分成), until it is settled. */
@ApplicationScoped
class Shares {
    /** The order, held until the transaction ends: it is not confirmed meanwhile. */
    private static final String LOCK =
            """
            select o.status, coalesce((select s.version from order_sharings s where s.order_id = o.id), 0) as version
              from orders o where o.id = ?1 for no key update""";

    private static final String HEAD =
            """
            insert into order_sharings (order_id, set_by, set_at, version) values (?1, ?2, ?3, 1)
            on conflict (order_id) do update
               set set_by = excluded.set_by, set_at = excluded.set_at, version = order_sharings.version + 1""";

    /** Cents are cut off first; what is left goes to the largest remainders, of equal ones to the first by id. */
    private static final String ALLOT =
            """
            insert into order_shares (order_id, advisor_id, unit_id, fraction, part)
            select order_id, advisor_id, unit_id, fraction,
                   (floor(exact) + case when row_number() over (order by exact - floor(exact) desc, advisor_id)
                                             <= cents - sum(floor(exact)) over () then 1 else 0 end) / 100
              from (select o.id as order_id, u.id as advisor_id, u.unit_id, given.fraction, o.amount * 100 as cents,
                           o.amount * 100 * given.fraction as exact
                      from jsonb_to_recordset(cast(cast(?2 as text) as jsonb)) as given ("advisorId" uuid, fraction numeric)
                      join users u on u.id = given."advisorId" and u.active
                                  and u.roles && array['ADVISOR', 'TEAM_LEAD', 'BRANCH_MANAGER']
                      join orders o on o.id = ?1) share""";

    /** Where nothing is shared, the order's advisor with the whole. */
    private static final String READ =
            """
            select coalesce(h.version, 0) as version, u.id as advisor_id, u.display_name, coalesce(s.fraction, 1) as fraction,
                   coalesce(s.part, o.amount) as part
              from orders o
              left join order_sharings h on h.order_id = o.id
              left join order_shares s on s.order_id = o.id
              join users u on u.id = coalesce(s.advisor_id, o.advisor_id)
             where o.id = ?1 order by fraction desc, u.id""";

    private final Orders orders;
    private final Audit audit;
    private final ObjectMapper json;
    private final Clock clock;

    Shares(Orders orders, Audit audit, ObjectMapper json, Clock clock) {
        this.orders = orders;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** @param fraction of the order, above 0 and at most 1 */
    record NewShare(@NotNull UUID advisorId, @NotNull Rate fraction) {}

    /** @param part of the order's amount; the parts add up to it exactly */
    record Share(UUID advisorId, String advisorName, Rate fraction, Money part) {}

    /** @param version 0 where the whole order is its advisor's */
    record Sharing(UUID orderId, long version, List<Share> shares) {}

    record Standing(OrderStatus status, long version) {
        /** Neither settled nor at an end that never settles. */
        boolean open() {
            return status != OrderStatus.CONFIRMED && status.holdsQuota();
        }
    }

    record Row(long version, UUID advisorId, String name, Rate fraction, Money part) {}

    /** @throws Problem NOT_FOUND */
    @WithSession
    Uni<Sharing> of(Scope scope, UUID orderId) {
        return orders.brief(scope, orderId).chain(() -> read(orderId));
    }

    /**
     * Shares the order anew.
     *
     * @throws Problem NOT_FOUND, VERSION_REQUIRED, STALE_VERSION, ORDER_SHARES_SETTLED, ORDER_SHARES_NOT_WHOLE,
     *     ORDER_SHARER_UNKNOWN, INVALID_INPUT
     */
    @WithTransaction
    Uni<Sharing> set(Caller caller, UUID orderId, String ifMatch, List<NewShare> shares) {
        requireWhole(shares);
        return orders.brief(caller.scope(), orderId)
                .chain(() -> Db.select(Standing.class, LOCK, orderId))
                .invoke(standing -> requireOpen(standing.get(0), ifMatch))
                .chain(() -> Db.execute("delete from order_shares where order_id = ?1", orderId))
                .chain(() -> allot(orderId, caller.userId(), shares))
                .chain(() -> audit.record(caller.userId(), "ORDER_SHARED", "ORDER", orderId))
                .chain(() -> read(orderId));
    }

    /**
     * As whoever booked the order has it by the customer's team (客户团队), unless somebody has shared it already. Joins the
     * transaction.
     */
    Uni<Void> shareAsTeam(UUID orderId, UUID by, List<NewShare> shares) {
        return Db.select(Standing.class, LOCK, orderId)
                .chain(standing -> standing.stream().allMatch(Shares::isUntouched)
                        ? allot(orderId, by, shares)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> allot(UUID orderId, UUID by, List<NewShare> shares) {
        return Db.execute(HEAD, orderId, by, clock.instant())
                .chain(() -> Db.execute(ALLOT, orderId, text(shares)))
                .invoke(written -> requireKnown(written, shares))
                .replaceWithVoid();
    }

    private static Uni<Sharing> read(UUID orderId) {
        return Db.select(Row.class, READ, orderId)
                .map(rows -> new Sharing(
                        orderId,
                        rows.get(0).version(),
                        rows.stream()
                                .map(row -> new Share(row.advisorId(), row.name(), row.fraction(), row.part()))
                                .toList()));
    }

    private static void requireWhole(List<NewShare> shares) {
        if (shares.stream().map(NewShare::advisorId).distinct().count() < shares.size()) {
            throw Problem.invalid("/shares", "UNIQUE", "每人一份 / one share a person");
        }
        if (shares.stream().anyMatch(share -> share.fraction().value().signum() <= 0)) {
            throw Problem.invalid("/shares", "POSITIVE", "比例必须大于零 / fractions are above zero");
        }
        BigDecimal sum =
                shares.stream().map(share -> share.fraction().value()).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.ONE) != 0) {
            throw Problem.of(CommissionProblem.ORDER_SHARES_NOT_WHOLE, Map.of("sum", sum.toPlainString()));
        }
    }

    private static void requireOpen(Standing standing, String ifMatch) {
        if (!standing.open()) {
            throw Problem.of(CommissionProblem.ORDER_SHARES_SETTLED, Map.of("current", standing.status()));
        }
        Version.require(ifMatch, standing.version());
    }

    private static boolean isUntouched(Standing standing) {
        return standing.open() && standing.version() == 0;
    }

    private static void requireKnown(int written, List<NewShare> shares) {
        if (written < shares.size()) {
            throw Problem.of(CommissionProblem.ORDER_SHARER_UNKNOWN);
        }
    }

    private String text(List<NewShare> shares) {
        try {
            return json.writeValueAsString(shares);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
