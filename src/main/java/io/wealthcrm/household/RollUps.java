package io.wealthcrm.household;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Adds up what the members of a household own. */
@ApplicationScoped
class RollUps {
    /** Each member by currency, then ({@code grouping}) all by currency; members without holdings have a row without currency. */
    private static final String ASSETS =
            """
            select m.customer_id, m.name, m.role, m.seen, held.currency, cast(count(held.id) as integer) as holdings,
                   coalesce(sum(held.principal), 0) as principal, coalesce(sum(held.value), 0) as value
              from (select m.id, m.customer_id, c.name, m.role,
                           (cast(?2 as boolean) or c.advisor_id = any (?3) or c.unit_id = any (?4)
                            or c.id = any (?6)) is true as seen
                      from household_members m left join customers c on c.id = m.customer_id
                     where m.household_id = ?1 and m.until is null) m
              left join lateral (
                select * from open_holdings_on(cast(?5 as date)) every where m.seen and every.customer_id = m.customer_id) held on true
             group by grouping sets ((m.id, m.customer_id, m.name, m.role, m.seen, held.currency), (m.seen, held.currency))
             order by (m.role = 'HEAD') desc nulls first, m.id, held.currency""";

    private final Clock clock;
    private final WealthConfig config;

    RollUps(Clock clock, WealthConfig config) {
        this.clock = clock;
        this.config = config;
    }

    private record Row(
            UUID customer,
            String name,
            HouseholdRole role,
            boolean seen,
            String currency,
            int holdings,
            Money principal,
            Money value) {
        HouseholdAssets.Total total() {
            return new HouseholdAssets.Total(currency, holdings, principal, value);
        }

        boolean owns() {
            return currency != null;
        }
    }

    /** One round trip. @throws Problem NOT_FOUND where no member of now is in sight */
    @WithSession
    Uni<HouseholdAssets> assets(Scope scope, UUID id) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), config.zone());
        return Db.select(
                        Row.class,
                        ASSETS,
                        id,
                        scope.firm(),
                        scope.mineArray(),
                        scope.unitArray(),
                        today,
                        scope.seatArray())
                .map(rows -> assets(id, today, rows));
    }

    private static HouseholdAssets assets(UUID id, LocalDate today, List<Row> rows) {
        List<Row> members = rows.stream().filter(row -> row.customer() != null).toList();
        List<Row> seen = members.stream().filter(Row::seen).toList();
        if (seen.isEmpty()) {
            throw Problem.of(CommonProblem.NOT_FOUND);
        }
        return new HouseholdAssets(
                id,
                today,
                totals(rows.stream().filter(row -> row.customer() == null).toList()),
                seen.stream()
                        .map(Row::customer)
                        .distinct()
                        .map(one -> member(one, seen))
                        .toList(),
                members.size() - seen.size());
    }

    private static HouseholdAssets.Member member(UUID customer, List<Row> seen) {
        List<Row> own =
                seen.stream().filter(row -> row.customer().equals(customer)).toList();
        return new HouseholdAssets.Member(
                customer, own.get(0).name(), own.get(0).role(), totals(own));
    }

    private static List<HouseholdAssets.Total> totals(List<Row> rows) {
        return rows.stream().filter(Row::owns).map(Row::total).toList();
    }
}
