package io.wealthcrm.identity;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/** The tree of the firm's units. */
@ApplicationScoped
class Units {
    private final UserQueries queries;

    Units(UserQueries queries) {
        this.queries = queries;
    }

    /** A new branch or team. */
    record NewUnit(@NotNull UUID parentId, @NotNull Unit.Kind kind, @NotBlank @Size(max = 100) String name) {}

    /** The whole tree, parents before children. */
    @WithSession
    Uni<List<UnitView>> tree() {
        return queries.units().map(units -> units.stream().map(UnitView::of).toList());
    }

    /** @throws Problem UNKNOWN_UNIT, UNIT_KIND_MISMATCH */
    @WithTransaction
    Uni<UnitView> add(NewUnit input) {
        return queries.unit(input.parentId())
                .onItem()
                .ifNull()
                .failWith(() -> Problem.of(IdentityProblem.UNKNOWN_UNIT))
                .chain(parent -> Db.persist(Unit.below(parent, Ids.next(), input.kind(), input.name())))
                .map(UnitView::of);
    }
}
