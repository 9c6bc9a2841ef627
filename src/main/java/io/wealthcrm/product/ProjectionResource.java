package io.wealthcrm.product;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** The projection calculator (收益测算). */
@Path("/api/v1/products/{id}/projections")
class ProjectionResource {
    private static final int YEARS_AROUND = 50;

    private final Shelf shelf;
    private final Callers callers;
    private final Clock clock;
    private final WealthConfig config;

    ProjectionResource(Shelf shelf, Callers callers, Clock clock, WealthConfig config) {
        this.shelf = shelf;
        this.callers = callers;
        this.clock = clock;
        this.config = config;
    }

    /** @param from the first day that earns; the product's value date or today when left out */
    record Investment(@NotNull Money amount, LocalDate from) {}

    /** Cash flows of an investment in three scenarios; nothing is stored. */
    @POST
    @Authenticated
    public Uni<Projection> project(@RestPath UUID id, @Valid @NotNull Investment investment) {
        LocalDate today = LocalDate.now(clock.withZone(config.zone()));
        check(investment, today);
        return shelf.terms(id, Sight.of(callers.current()))
                .map(terms -> Projector.project(terms, investment.amount(), firstDay(investment, terms, today)));
    }

    private static void check(Investment investment, LocalDate today) {
        if (investment.amount().amount().signum() <= 0) {
            throw Problem.invalid("/amount", "POSITIVE", "必须大于零 / must be above zero");
        }
        LocalDate from = investment.from();
        if (from != null
                && (from.isBefore(today.minusYears(YEARS_AROUND)) || from.isAfter(today.plusYears(YEARS_AROUND)))) {
            throw Problem.invalid("/from", "RANGE", "日期超出范围 / out of range");
        }
    }

    private static LocalDate firstDay(Investment investment, ProductTerms terms, LocalDate today) {
        if (investment.from() != null) {
            return investment.from();
        }
        return terms.valueDate() == null ? today : terms.valueDate();
    }
}
