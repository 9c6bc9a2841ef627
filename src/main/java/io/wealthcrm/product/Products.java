package io.wealthcrm.product;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Changes;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The shelf, for the features that sell from it. */
@ApplicationScoped
public class Products {
    private static final long MOMENT = Duration.ofSeconds(1).toNanos();

    /** @param at by {@link System#nanoTime} */
    private record Remembered(ProductTerms terms, long at) {}

    /** One entry for each product ever booked on this node. */
    private final Map<UUID, Remembered> remembered = new ConcurrentHashMap<>();

    private final ProductQueries queries;
    private final Regimes regimes;
    private final Quota quota;
    private final Clock clock;

    Products(ProductQueries queries, Regimes regimes, Quota quota, Clock clock) {
        this.queries = queries;
        this.regimes = regimes;
        this.quota = quota;
        this.clock = clock;
    }

    /** The terms of a launched product. One round trip. @throws Problem NOT_FOUND, also for a draft */
    @WithSession
    public Uni<ProductTerms> terms(UUID id) {
        return queries.product(id).invoke(Products::requireLaunched).chain(product -> regimes.of(product.regime)
                .map(rules -> product.terms(clock.instant(), rules)));
    }

    /**
     * As {@link #terms}, but as they stood at most a second ago, under the regime of now: no round trip while a product is in demand. Good enough to
     * refuse a booking early, for {@link #takeQuota} looks at the product itself.
     *
     * @throws Problem NOT_FOUND, also for a draft
     */
    public Uni<ProductTerms> recentTerms(UUID id) {
        Remembered known = remembered.get(id);
        if (known != null && System.nanoTime() - known.at() < MOMENT) {
            return regimes.of(known.terms().regime()).map(known.terms()::under);
        }
        long asked = System.nanoTime();
        return terms(id).invoke(terms -> remembered.put(id, new Remembered(terms, asked)));
    }

    /** What a regime demands now: no round trip, or one in a second. Joins the caller's session. */
    public Uni<RegimeTerms> regime(Regime regime) {
        return regimes.of(regime);
    }

    private static void requireLaunched(Product product) {
        if (product == null || product.status == ProductStatus.DRAFT) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
    }

    /**
     * Holds {@code amount} of the quota for one more order of a customer, and a seat unless the customer sits already, and
     * sends it together with the given changes: one round trip. Joins the caller's transaction and locks the product until
     * its end, so call it last.
     *
     * @throws Problem PRODUCT_CLOSED (with {@code current}), QUOTA_EXHAUSTED, SEATS_EXHAUSTED; the transaction must then
     *     be rolled back
     */
    public Uni<Void> takeQuota(UUID productId, UUID customerId, BigDecimal amount, Changes changes) {
        return quota.take(productId, customerId, amount, changes);
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
