package io.wealthcrm.customer;

import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.identity.Scope;
import java.util.UUID;

/** The parameters of one statement, numbered as they are bound; values never become part of the text. */
final class BoundSql {
    private final Tuple parameters = Tuple.tuple();

    /** {@code $n} for a value. */
    String bind(Object value) {
        return "$" + parameters.addValue(value).size();
    }

    /**
     * Likewise, but hidden from the planner: what is made for any value is then kept, where a plan for each takes longer than the
     * search itself.
     */
    String hidden(Object value, String type) {
        return "(select " + bind(value) + "::" + type + ")";
    }

    /** Likewise a list of ids, of which the planner reckons with ten. */
    String hidden(UUID[] ids) {
        return "cast(" + hidden(ids, "uuid[]") + " as uuid[])";
    }

    /** The predicate of a single record's read: that customer {@code alias} is within sight. */
    String inSight(Scope scope, String alias) {
        return "(%s or %s.advisor_id = any(%s) or %s.unit_id = any(%s) or %s.id = any(%s) or %s.id = %s)"
                .formatted(
                        bind(scope.firm()) + "::boolean",
                        alias,
                        bind(scope.mineArray()),
                        alias,
                        bind(scope.unitArray()),
                        alias,
                        bind(scope.seatArray()),
                        alias,
                        bind(scope.customerId()));
    }

    Tuple parameters() {
        return parameters;
    }
}
