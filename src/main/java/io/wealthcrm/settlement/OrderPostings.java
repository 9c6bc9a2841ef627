package io.wealthcrm.settlement;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.order.OrderMoved;
import io.wealthcrm.order.OrderStatus;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.OutboxHandler;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Posts what orders do to money: paid, confirmed, rescinded, refunded. A fund's confirmation is posted by its clearing. */
@ApplicationScoped
class OrderPostings implements OutboxHandler<OrderMoved> {
    private static final Set<OrderStatus> MONEY_MOVES =
            EnumSet.of(OrderStatus.COOLING_OFF, OrderStatus.CONFIRMED, OrderStatus.RESCINDED, OrderStatus.REFUNDED);

    private static final String FACTS =
            """
            select o.product_id, p.kind = 'NAV_FUND', o.amount, o.currency
              from orders o join products p on p.id = o.product_id
             where o.id = ?1 and exists (select from order_payments where order_id = o.id)""";

    private final Ledger ledger;
    private final WealthConfig firm;

    OrderPostings(Ledger ledger, WealthConfig firm) {
        this.ledger = ledger;
        this.firm = firm;
    }

    record Facts(UUID productId, boolean fund, BigDecimal amount, String currency) {}

    @Override
    public Class<OrderMoved> event() {
        return OrderMoved.class;
    }

    @Override
    public Uni<Void> handle(OrderMoved moved) {
        if (!MONEY_MOVES.contains(moved.to())) {
            return Uni.createFrom().voidItem();
        }
        // Handed on late, the event's month may be closed; it is then booked on the first open day.
        return ledger.openFrom(LocalDate.ofInstant(moved.at(), firm.zone()))
                .chain(day -> Db.select(Facts.class, FACTS, moved.orderId()).chain(found -> post(moved, found, day)));
    }

    private Uni<Void> post(OrderMoved moved, List<Facts> found, LocalDate day) {
        return found.isEmpty() || !moneyMoves(moved, found.get(0))
                ? Uni.createFrom().voidItem()
                : ledger.post(posting(moved, found.get(0), day)).replaceWithVoid();
    }

    static boolean moneyMoves(OrderMoved moved, Facts order) {
        return MONEY_MOVES.contains(moved.to()) && !(order.fund() && moved.to() == OrderStatus.CONFIRMED);
    }

    static Posting posting(OrderMoved moved, Facts order, LocalDate day) {
        return switch (moved.to()) {
            case COOLING_OFF -> posting(moved, order, day, "ORDER_PAYMENT", Account.CASH, Account.SUBSCRIPTIONS);
            case CONFIRMED -> posting(moved, order, day, "ORDER_CONFIRMED", Account.SUBSCRIPTIONS, Account.INVESTED);
            case RESCINDED ->
                posting(moved, order, day, "ORDER_RESCINDED", Account.SUBSCRIPTIONS, Account.REFUNDS_PAYABLE);
            case REFUNDED -> posting(moved, order, day, "ORDER_REFUNDED", Account.REFUNDS_PAYABLE, Account.CASH);
            default -> throw new IllegalArgumentException("no money moves when an order is " + moved.to());
        };
    }

    private static Posting posting(
            OrderMoved moved, Facts order, LocalDate day, String kind, Account debit, Account credit) {
        return new Posting(
                kind + "/" + moved.orderId(),
                kind,
                day,
                order.currency(),
                moved.orderId(),
                null,
                moved.by(),
                Posting.move(debit, credit, order.productId(), order.amount()));
    }
}
