package io.wealthcrm.contract;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists of paper contracts by number; one round trip. */
@ApplicationScoped
class PaperListing {
    private static final String OVERDUE =
            "(status = :signed and statusAt <= :signedBy or status = :received and statusAt <= :receivedBy)";

    private final ContractConfig config;
    private final Clock clock;

    PaperListing(ContractConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

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

        Uni<List<PaperContract>> run(int rows) {
            String hql = "from PaperContract"
                    + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions)) + " order by number";
            return Db.session().chain(session -> {
                var query =
                        session.createSelectionQuery(hql, PaperContract.class).setMaxResults(rows);
                parameters.forEach(query::setParameter);
                return query.getResultList();
            });
        }
    }

    @WithSession
    Uni<Page<PaperView>> list(Scope scope, PaperFilter filter, PageRequest page) {
        Instant now = clock.instant();
        Query query = new Query();
        switch (scope.kind()) {
            case UNITS -> query.where("unitId in :units", "units", scope.units());
            case OWN -> query.where("advisorId in :mine", "mine", scope.mine());
            case FIRM -> {}
            case SELF, NONE -> {
                return Uni.createFrom().item(new Page<>(List.of(), null));
            }
        }
        query.where("status = :status", "status", filter.status());
        query.where("productId = :productId", "productId", filter.product());
        query.where("batchId = :batchId", "batchId", filter.batch());
        query.where("advisorId = :advisorId", "advisorId", filter.advisor());
        if (filter.overdue()) {
            query.where(OVERDUE, "signedBy", now.minus(config.returnWithin()));
            query.parameters.put("receivedBy", now.minus(config.useWithin()));
            query.parameters.put("signed", PaperStatus.SIGNED);
            query.parameters.put("received", PaperStatus.RECEIVED);
        }
        Cursor cursor = page.cursor(1);
        query.where("number > :after", "after", cursor == null ? null : cursor.text(0));
        return query.run(page.rows()).map(rows -> Page.of(rows, page.limit(), paper -> Cursor.of(paper.number))
                .map(paper -> PaperView.of(paper, config.overdue(paper, now), null)));
    }
}
