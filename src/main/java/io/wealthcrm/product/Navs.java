package io.wealthcrm.product;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Rate;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/** Net asset values, one a day and never changed. */
@ApplicationScoped
class Navs {
    private final ProductQueries queries;
    private final Shelf shelf;
    private final Clock clock;
    private final WealthConfig config;

    Navs(ProductQueries queries, Shelf shelf, Clock clock, WealthConfig config) {
        this.queries = queries;
        this.shelf = shelf;
        this.clock = clock;
        this.config = config;
    }

    /** A day's value of one share, above zero, with at most ten places. */
    record NavView(@NotNull LocalDate date, @NotNull Rate nav) {}

    /** The latest day first. */
    @WithSession
    Uni<Page<NavView>> list(UUID productId, PageRequest page, Sight sight) {
        Cursor cursor = page.cursor(1);
        LocalDate before = cursor == null ? today().plusDays(1) : cursor.date(0);
        return shelf.seen(productId, sight)
                .chain(() -> queries.navs(productId, before, page.rows()))
                .map(rows -> Page.of(rows, page.limit(), nav -> Cursor.of(nav.day.navDate()))
                        .map(nav -> new NavView(nav.day.navDate(), Rate.of(nav.nav))));
    }

    /** @throws Problem NOT_FOUND, NAV_IN_FUTURE (by the firm's date), NAV_EXISTS, INVALID_INPUT */
    @WithTransaction
    Uni<NavView> record(UUID productId, NavView input, Caller caller) {
        check(input);
        Nav nav = new Nav();
        nav.day = new Nav.Day(productId, input.date());
        nav.nav = input.nav().value();
        nav.recordedAt = clock.instant();
        nav.recordedBy = caller.userId();
        return shelf.seen(productId, Sight.of(caller))
                .chain(() -> Db.persist(nav))
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "navs_pkey"))
                .transform(failure -> Problem.of(ProductProblem.NAV_EXISTS))
                .replaceWith(input);
    }

    private void check(NavView input) {
        if (input.nav().value().signum() <= 0) {
            throw Problem.invalid("/nav", "POSITIVE", "必须大于零 / must be above zero");
        }
        if (input.date().isAfter(today())) {
            throw Problem.of(ProductProblem.NAV_IN_FUTURE, Map.of("today", today()));
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(config.zone()));
    }
}
