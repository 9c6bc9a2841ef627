package io.wealthcrm.product;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** The shelf, for the features that sell from it. */
@ApplicationScoped
public class Products {
    private final ProductQueries queries;
    private final Quota quota;
    private final Clock clock;

    Products(ProductQueries queries, Quota quota, Clock clock) {
        this.queries = queries;
        this.quota = quota;
        this.clock = clock;
    }

    /** The terms of a launched product. One round trip. @throws Problem NOT_FOUND, also for a draft */
    @WithSession
    public Uni<ProductTerms> terms(UUID id) {
        return queries.product(id).map(product -> {
            if (product == null || product.status == ProductStatus.DRAFT) {
                throw Problem.of(CommonProblem.NOT_FOUND);
            }
            return product.terms(clock.instant());
        });
    }

    /**
     * Holds {@code amount} of the quota for one more order of a customer, and a seat unless the customer sits already.
     * Joins the caller's transaction and locks the product until its end, so call it last. One round trip.
     *
     * @throws Problem PRODUCT_CLOSED (with {@code current}), QUOTA_EXHAUSTED, SEATS_EXHAUSTED; the transaction must then
     *     be rolled back
     */
    public Uni<Void> takeQuota(UUID productId, UUID customerId, BigDecimal amount) {
        return quota.take(productId, customerId, amount);
    }

    /**
     * Gives back what {@link #takeQuota} held for one order, and the seat with the customer's last. Joins the caller's
     * transaction; call it exactly once for each order, in the transaction that ends it. One round trip.
     */
    public Uni<Void> giveQuotaBack(UUID productId, UUID customerId, BigDecimal amount) {
        return quota.giveBack(productId, customerId, amount);
    }

    /** What {@link #takeQuota} held for one order, to be given back. */
    public record Held(UUID productId, UUID customerId, BigDecimal amount) {}

    /** As {@link #giveQuotaBack} for many orders at once. One round trip, however many they are. */
    public Uni<Void> giveQuotaBackAll(List<Held> held) {
        return held.isEmpty() ? Uni.createFrom().voidItem() : quota.giveBackAll(held);
    }
}
