package io.wealthcrm.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.MergePatch;
import io.wealthcrm.shared.Outbox;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Products as the apps list and operations keep them. */
@ApplicationScoped
class Shelf {
    /** Above every id: where a list that goes down begins. */
    static final UUID LAST = new UUID(-1, -1);

    private final ProductQueries queries;
    private final Regimes regimes;
    private final MergePatch mergePatch;
    private final Outbox outbox;
    private final Audit audit;
    private final Clock clock;

    Shelf(ProductQueries queries, Regimes regimes, MergePatch mergePatch, Outbox outbox, Audit audit, Clock clock) {
        this.queries = queries;
        this.regimes = regimes;
        this.mergePatch = mergePatch;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /** Newest first. One round trip. */
    @WithSession
    Uni<Page<ProductView>> list(ProductFilter filter, PageRequest page, Sight sight) {
        Instant now = clock.instant();
        Cursor cursor = page.cursor(1);
        return queries.shelf(
                        cursor == null ? LAST : cursor.uuid(0),
                        filter.wants(ProductStatus.DRAFT, sight),
                        filter.wants(ProductStatus.OPEN, sight),
                        filter.wants(ProductStatus.CLOSED, sight),
                        now,
                        filter.kinds(),
                        filter.riskLevels(),
                        filter.pattern(),
                        page.rows())
                .map(rows -> Page.of(rows, page.limit(), product -> Cursor.of(product.id))
                        .map(product -> ProductView.of(product, now)));
    }

    /** One round trip. @throws Problem NOT_FOUND, also for a product out of sight */
    @WithSession
    Uni<ProductView> view(UUID id, Sight sight) {
        Instant now = clock.instant();
        return product(id, sight, now).map(product -> ProductView.of(product, now));
    }

    /** One round trip. @throws Problem NOT_FOUND, also for a product out of sight */
    @WithSession
    Uni<QuotaView> quota(UUID id, Sight sight) {
        return seen(id, sight).map(left -> QuotaView.of(left, clock.instant()));
    }

    /** One round trip. @throws Problem NOT_FOUND, also for a product out of sight */
    @WithSession
    Uni<ProductTerms> terms(UUID id, Sight sight) {
        Instant now = clock.instant();
        return product(id, sight, now)
                .chain(product -> regimes.of(product.regime).map(rules -> product.terms(now, rules)));
    }

    private Uni<Product> product(UUID id, Sight sight, Instant now) {
        return queries.product(id)
                .invoke(product -> requireSeen(product == null ? null : product.statusAt(now), sight));
    }

    /** Refuses with 404 what is not there or not to be seen. Joins the caller's session. */
    Uni<QuotaLeft> seen(UUID id, Sight sight) {
        return queries.quota(id)
                .invoke(left -> requireSeen(left == null ? null : left.statusAt(clock.instant()), sight));
    }

    /** A new draft. @throws Problem PRODUCT_CODE_TAKEN, MINIMUM_BELOW_REGIME, SEATS_ABOVE_REGIME, INVALID_INPUT */
    @WithTransaction
    Uni<ProductView> add(NewProduct input, Caller caller) {
        Instant now = clock.instant();
        return regimes.of(input.regime())
                .map(rules -> Product.draft(Ids.next(), ProductRules.check(input, rules), caller.userId(), now))
                .chain(Db::persist)
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "products_code_key"))
                .transform(failure -> Problem.of(ProductProblem.PRODUCT_CODE_TAKEN))
                .call(draft -> audit.record(caller.userId(), "PRODUCT_ADDED", "PRODUCT", draft.id))
                .map(product -> ProductView.of(product, now));
    }

    /**
     * Changes what the merge patch names.
     *
     * @throws Problem NOT_FOUND, VERSION_REQUIRED, STALE_VERSION, TERMS_FIXED, QUOTA_BELOW_HELD and those of {@link #add}
     */
    @WithTransaction
    Uni<ProductView> change(UUID id, String ifMatch, ObjectNode patch, Caller caller) {
        return queries.product(id)
                .call(product -> edit(found(product), ifMatch, patch))
                .call(() -> audit.record(caller.userId(), "PRODUCT_CHANGED", "PRODUCT", id))
                .call(() -> Db.session().chain(Mutiny.Session::flush))
                .onFailure(Shelf::isConstraint)
                .transform(Shelf::refusal)
                .map(product -> ProductView.of(product, clock.instant()));
    }

    /** Opens a draft and tells of it; a product that is open already stays as it is. @throws Problem PRODUCT_CLOSED */
    @WithTransaction
    Uni<ProductView> launch(UUID id, Caller caller) {
        Instant now = clock.instant();
        return Db.session()
                .chain(session -> session.find(Product.class, id, LockModeType.PESSIMISTIC_WRITE))
                .call(product -> found(product).launch(caller.userId(), now)
                        ? outbox.publish(new ProductLaunched(id, now))
                        : Uni.createFrom().voidItem())
                .call(() -> Db.session().chain(Mutiny.Session::flush))
                .map(product -> ProductView.of(product, now));
    }

    private Uni<Void> edit(Product product, String ifMatch, ObjectNode patch) {
        Version.require(ifMatch, product.version);
        NewProduct patched = mergePatch.apply(product.input(), patch, NewProduct.class);
        return regimes.of(patched.regime())
                .invoke(rules -> product.change(ProductRules.check(patched, rules)))
                .replaceWithVoid();
    }

    private static boolean isConstraint(Throwable failure) {
        String constraint = DatabaseProblem.constraint(failure);
        return constraint != null && constraint.startsWith("products_");
    }

    private static Throwable refusal(Throwable failure) {
        return switch (DatabaseProblem.constraint(failure)) {
            case "products_code_key" -> Problem.of(ProductProblem.PRODUCT_CODE_TAKEN);
            case "products_amount_held", "products_seats_held" -> Problem.of(ProductProblem.QUOTA_BELOW_HELD);
            default -> failure;
        };
    }

    private static void requireSeen(ProductStatus status, Sight sight) {
        if (status == null || !sight.sees(status)) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
    }

    private static <T> T found(T row) {
        if (row == null) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
        return row;
    }
}
