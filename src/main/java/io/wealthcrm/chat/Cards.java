package io.wealthcrm.chat;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.identity.Role;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.wall.Wall;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Draws cards within their reader's sight, at the moment of reading: one statement for all cards of a page. What is sent
 * must be in the sender's own sight. Outside any session, since sockets have none.
 */
@ApplicationScoped
class Cards {
    /** Drafts are for those who prepare and check products, closed ones not for customers: as the shelf has it. */
    private static final String DRAW =
            """
            select card.type, card.id, coalesce(p.name, o.product_name, c.name) as title,
                   coalesce(p.code, o.customer_name, c.tier) as detail,
                   coalesce(case when p.status = 'OPEN' and p.closes_at <= $9 then 'CLOSED' else p.status end, o.status) as status
              from unnest(cast($1 as text[]), cast($2 as uuid[])) as card (type, id)
              left join products p on card.type = 'PRODUCT' and p.id = card.id
               and case p.status when 'DRAFT' then $7 else $8 or p.status = 'OPEN' and p.closes_at > $9 end
              left join orders o on card.type = 'ORDER' and o.id = card.id
               and ($3 or o.advisor_id = any($4) or o.unit_id = any($5) or o.customer_id = $6 or o.customer_id = any($10))
              left join customers c on card.type = 'CUSTOMER' and c.id = card.id
               and ($3 or c.advisor_id = any($4) or c.unit_id = any($5) or c.id = $6 or c.id = any($10))""";

    /** Only for who is inside: to others the conversation does not exist, which the store says. */
    private static final String UNWANTED =
            """
            select 1 from members me
              join members m on m.conversation_id = me.conversation_id and m.left_at is null
              join users u on u.id = m.user_id and u.customer_id is not null
             where me.conversation_id = $1 and me.user_id = $2 and me.left_at is null and marketing_refused(u.customer_id) limit 1""";

    private final Pool pool;
    private final Callers callers;
    private final Clock clock;

    Cards(Pool pool, Callers callers, Clock clock) {
        this.pool = pool;
        this.callers = callers;
        this.clock = clock;
    }

    /**
     * Why the person of a session may not send it into the conversation: what the card stands for is out of their sight as it is
     * now, whatever it was when the socket was opened, or it is a product and a customer there wants no marketing. Nothing is no
     * card and may always be sent.
     */
    Uni<Optional<ErrorCode>> hindrance(UUID session, UUID conversation, Card card) {
        if (card == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return callers.bySession(session)
                .chain(caller -> caller == null
                        ? Uni.createFrom().item(Optional.of(ErrorCode.NOT_FOUND))
                        : hindrance(caller, conversation, card));
    }

    /** A frame comes with no request that would have been shown anything. */
    private Uni<Optional<ErrorCode>> hindrance(Caller caller, UUID conversation, Card card) {
        return Wall.apart(caller.scope().sight(), () -> draw(caller, List.of(card))
                .chain(drawn -> drawn.get(card).title() == null
                        ? Uni.createFrom().item(Optional.of(ErrorCode.NOT_FOUND))
                        : unwanted(caller, conversation, card)));
    }

    /** What a customer sends is no marketing of the firm's. */
    private Uni<Optional<ErrorCode>> unwanted(Caller caller, UUID conversation, Card card) {
        if (card.type() != Card.Type.PRODUCT || caller.has(Role.CUSTOMER)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return pool.preparedQuery(UNWANTED)
                .execute(Tuple.of(conversation, caller.userId()))
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(ErrorCode.CUSTOMER_OPTED_OUT));
    }

    /** The page with its cards drawn; without any it costs nothing. */
    Uni<Page<MessageView>> drawn(Caller caller, Page<MessageView> page) {
        return drawn(caller, page, message -> message, (old, drawn) -> drawn);
    }

    /** A page of anything that has a message, or none, with the cards among them drawn; without any it costs nothing. */
    <T> Uni<Page<T>> drawn(
            Caller caller, Page<T> page, Function<T, MessageView> message, BiFunction<T, MessageView, T> with) {
        List<Card> cards = page.items().stream()
                .map(message)
                .filter(Cards::isCard)
                .map(each -> Card.of(each.body()))
                .distinct()
                .toList();
        return cards.isEmpty()
                ? Uni.createFrom().item(page)
                : draw(caller, cards)
                        .map(views -> page.map(item -> {
                            MessageView shown = message.apply(item);
                            return isCard(shown)
                                    ? with.apply(item, shown.with(views.get(Card.of(shown.body()))))
                                    : item;
                        }));
    }

    private static boolean isCard(MessageView message) {
        return message != null && message.isCard();
    }

    private Uni<Map<Card, CardView>> draw(Caller caller, List<Card> cards) {
        Scope scope = caller.scope();
        Tuple values = Tuple.tuple(Arrays.asList(
                cards.stream().map(card -> card.type().name()).toArray(String[]::new),
                cards.stream().map(Card::id).toArray(UUID[]::new),
                scope.firm(),
                scope.mineArray(),
                scope.unitArray(),
                scope.customerId(),
                caller.hasAny(Role.OPERATIONS, Role.COMPLIANCE),
                !caller.has(Role.CUSTOMER),
                clock.instant().atOffset(ZoneOffset.UTC),
                scope.seatArray()));
        return pool.preparedQuery(DRAW).execute(values).map(Cards::views);
    }

    private static Map<Card, CardView> views(RowSet<Row> rows) {
        Map<Card, CardView> views = new HashMap<>();
        for (Row row : rows) {
            CardView view = new CardView(
                    row.getString("type"),
                    row.getUUID("id"),
                    row.getString("title"),
                    row.getString("detail"),
                    row.getString("status"));
            views.put(new Card(Card.Type.valueOf(view.type()), view.id()), view);
        }
        return views;
    }
}
