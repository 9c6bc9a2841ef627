package io.wealthcrm.order;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Lists of orders, newest booking first; one round trip. */
@ApplicationScoped
class OrderListing {

    /** Only the predicates that apply, so that each scope and filter meets its own index. */
    private static final class Query {
        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> parameters = new HashMap<>();

        void where(String condition, String name, Object value) {
            if (value != null) {
                conditions.add(condition);
                parameters.put(name, value);
            }
        }

        /** Another value of a condition that is there; null for one that is not. */
        void set(String name, Object value) {
            if (value != null) {
                parameters.put(name, value);
            }
        }

        Uni<List<Order>> run(int rows) {
            String hql = "from Order" + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
                    + " order by bookedAt desc, id desc";
            return Db.session().chain(session -> {
                var query = session.createSelectionQuery(hql, Order.class).setMaxResults(rows);
                parameters.forEach(query::setParameter);
                return query.getResultList();
            });
        }
    }

    @WithSession
    Uni<Page<OrderSummary>> list(Scope scope, OrderFilter filter, PageRequest page) {
        if (scope.kind() == Scope.Kind.NONE) {
            return Uni.createFrom().item(new Page<>(List.of(), null));
        }
        Query query = new Query();
        narrow(query, scope);
        query.where("status = :status", "status", filter.status());
        query.where("customerId = :customerId", "customerId", filter.customer());
        query.where("productId = :productId", "productId", filter.product());
        Cursor cursor = page.cursor(2);
        if (cursor != null) {
            query.where("bookedAt <= :before", "before", cursor.instant(0));
            query.where("(bookedAt < :before or id < :last)", "last", cursor.uuid(1));
        }
        return query.run(page.rows())
                .map(rows -> Page.of(rows, page.limit(), order -> Cursor.of(order.bookedAt, order.id))
                        .map(OrderSummary::of));
    }

    private static void narrow(Query query, Scope scope) {
        switch (scope.kind()) {
            case UNITS -> narrow(query, "unitId in :units", "units", scope.units(), scope.seats());
            case OWN -> narrow(query, "advisorId in :mine", "mine", scope.mine(), scope.seats());
            case SELF -> query.where("customerId = :self", "self", scope.customerId());
            case FIRM, NONE -> {}
        }
    }

    /** Who sits in no team keeps a condition that one index serves. */
    private static void narrow(Query query, String owned, String name, List<UUID> owners, List<UUID> seats) {
        query.where(seats.isEmpty() ? owned : "(" + owned + " or customerId in :seats)", name, owners);
        query.set("seats", seats.isEmpty() ? null : seats);
    }
}
