package io.wealthcrm.contribution;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Contributions as they were worked out last; each read is one round trip. */
@ApplicationScoped
class Contributions {
    private static final String ONE =
            """
            select f.* from customers c join contribution_figures f on f.customer_id = c.id
             where c.id = ?1 and (?2 or c.advisor_id = any(cast(?3 as uuid[])) or c.unit_id = any(cast(?4 as uuid[]))
                   or c.id = any(cast(?5 as uuid[])))""";

    private static final String COLUMNS =
            """
            select c.id, c.name, c.advisor_id, c.unit_id, t.fees, t.cost, t.contribution, t.assets, t.confirmed, t.level, t.leeway
              from customer_contributions_in_sight t join customers_in_sight c on c.id = t.customer_id
            """;

    private static final String HIGHEST = " order by t.contribution desc, t.customer_id desc limit ";

    /** @throws Problem NOT_FOUND outside the scope */
    @WithSession
    Uni<ContributionView> of(Scope scope, UUID customer) {
        return Db.one(
                ContributionView.class,
                ONE,
                customer,
                scope.firm(),
                scope.mineArray(),
                scope.unitArray(),
                scope.seatArray());
    }

    /** Highest first, within the scope and, unless null, the unit and what lies below it. */
    @WithSession
    Uni<Page<ContributionSummary>> list(Scope scope, UUID unit, PageRequest page) {
        List<Object> parameters = new ArrayList<>();
        String sql = statement(scope, unit, page, parameters);
        return Db.select(ContributionSummary.class, sql, parameters.toArray())
                .map(rows -> Page.of(
                        rows,
                        page.limit(),
                        row -> Cursor.of(row.contribution().amount().unscaledValue(), row.customerId())));
    }

    /** The customer's own advisor and unit decide what is in sight; the copies beside the figures lead to it by an index. */
    private static String statement(Scope scope, UUID unit, PageRequest page, List<Object> parameters) {
        String end = after(page, parameters) + HIGHEST + bind(parameters, page.rows());
        String own =
                switch (scope.kind()) {
                    case FIRM, UNITS -> "";
                    case OWN ->
                        " and t.advisor_id = any(cast(" + bind(parameters, scope.mineArray())
                                + " as uuid[])) and c.advisor_id = t.advisor_id";
                    case SELF, NONE -> " and false";
                };
        if (unit == null && scope.kind() != Scope.Kind.UNITS) {
            return COLUMNS + "where true" + own + end;
        }
        return "select t.* from (" + units(scope, unit, parameters) + ") own cross join lateral (" + COLUMNS
                + "where t.unit_id = own.id and c.unit_id = own.id" + own + end
                + ") t (customer_id, name, advisor_id, unit_id, fees,"
                + " cost, contribution, assets, confirmed, level, leeway)" + HIGHEST + bind(parameters, page.rows());
    }

    private static String units(Scope scope, UUID unit, List<Object> parameters) {
        String inScope = scope.kind() == Scope.Kind.UNITS
                ? " and u.id = any(cast(" + bind(parameters, scope.unitArray()) + " as uuid[]))"
                : "";
        String below = unit == null
                ? ""
                : " and u.path like (select path from units where id = " + bind(parameters, unit) + ") || '%'";
        return "select u.id from units u where true" + inScope + below;
    }

    /** A contribution is at home in cents, an exact number. */
    private static String after(PageRequest page, List<Object> parameters) {
        Cursor cursor = page.cursor(2);
        return cursor == null
                ? ""
                : " and (t.contribution, t.customer_id) < (cast(" + bind(parameters, cursor.number(0))
                        + " as numeric) / 100, " + bind(parameters, cursor.uuid(1)) + ")";
    }

    private static String bind(List<Object> parameters, Object value) {
        parameters.add(value);
        return "?" + parameters.size();
    }
}
