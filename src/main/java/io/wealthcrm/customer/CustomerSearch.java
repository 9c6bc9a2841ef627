package io.wealthcrm.customer;

import static io.wealthcrm.customer.CustomerSelect.rows;

import io.wealthcrm.identity.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * The customers of a select whose names or phones fit its words. Words fit three customers or every tenth, and the planner cannot know
 * which: it would walk all of them in order hoping to meet enough soon. So a few rows are looked at first, and where several fit a
 * page is met in order, else the index of words finds all, sorted. The page's rows alone are read whole.
 *
 * @param after conditions of the cursor; none of the first page
 */
record CustomerSearch(CustomerSelect select, List<String> after, Scope scope, BoundSql sql) {
    /** So many rows of the order are looked at first. */
    private static final int NEAR = 1_500;

    /** So many of them fit words of which a page of the firm is met in {@link #FAR} rows. */
    private static final int FREQUENT = 4;

    private static final int FAR = 14_000;

    /** A page is looked for in each unit's rows: times the units, so many must fit that this is sooner than finding the firm's. */
    private static final double FREQUENT_IN_UNIT = 1.5;

    /** Units of so few customers are looked through, for beside them the firm has too many that fit. */
    private static final int FEW = 2_500;

    /** What orders, words and filters ask of a row at hand; the planner reads of it what it needs, at best from an index alone. */
    private static final String ASKED =
            "c.id, c.name_key, c.last_contact_at, c.tier, c.occupation, c.city, c.search_text, c.phone_tokens";

    /** A page's rows. @param rows how many */
    String page(String rows) {
        String end = select.ordered(rows);
        String ids = words().rare() ? asFound() : staged(rows, end);
        return "select " + CustomerRow.COLUMNS + " from (select c.id from (" + ids + ") c" + end
                + ") page join customers_in_sight c on c.id = page.id";
    }

    private String staged(String rows, String end) {
        return switch (scope.kind()) {
            case FIRM -> ofFirm(rows, end);
            case UNITS -> ofUnits(end);
            case OWN, SELF, NONE -> asFound();
        };
    }

    private String asFound() {
        return "with " + all("found", found()) + " select * from found";
    }

    /** All in sight, of an advisor by asking each of some hundred: beside them the firm's index may find every tenth of a million. */
    String found() {
        return switch (scope.kind()) {
            case FIRM, UNITS -> indexed("true");
            case OWN, SELF, NONE -> {
                List<String> asked = new ArrayList<>(next().conditions());
                asked.add(CustomerWords.unindexed(words().plain()));
                asked.addAll(mine());
                yield rows(columns(), asked);
            }
        };
    }

    /** The newest are read from an index that has their words. */
    private String ofFirm(String rows, String end) {
        String many = "(select count(*) from near) >= " + FREQUENT;
        String full = "(select count(*) from far) >= " + rows;
        return "with "
                + all("near", fitting("c.id", firms(NEAR)) + " limit " + FREQUENT) + ", "
                + all("far", fitting(columns(), firms(FAR)) + " and " + many + end) + ", "
                + all("found", indexed("not " + full))
                + " select * from far where " + full + " union all select * from found";
    }

    private String firms(int rows) {
        return rows(ASKED, after) + select.ordered(Integer.toString(rows));
    }

    /** Looked through are the customers of each unit in its order, merged. */
    private String ofUnits(String end) {
        int units = Math.max(1, scope.unitArray().length);
        int frequent = Math.max(FREQUENT, (int) (units * FREQUENT_IN_UNIT));
        String some = new CustomerSelect(after, select.sort(), null)
                .ofEach(
                        sql.bind(scope.unitArray()) + "::uuid[]",
                        ASKED,
                        scope,
                        select.ordered(Integer.toString(1 + NEAR / units)));
        String few = rows("c.id", CustomerSelect.seen(List.of(), scope, sql)) + " limit " + (FEW + 1);
        String through =
                "((select count(*) from few) <= " + FEW + " or (select count(*) from near) >= " + frequent + ")";
        String merged = next().and(List.of(CustomerWords.unindexed(words().plain()), through))
                .merged(columns(), scope, end, sql);
        return "with "
                + all("few", few) + ", "
                + all("near", fitting("c.id", some) + " limit " + frequent) + ", "
                + all("met", merged) + ", "
                + all("found", indexed("not " + through))
                + " select * from met union all select * from found";
    }

    private static String all(String name, String rows) {
        return name + " as materialized (" + rows + ")";
    }

    /** Those of some rows that fit. */
    private String fitting(String columns, String some) {
        List<String> fitting = new ArrayList<>(select.conditions());
        fitting.add(words().plain());
        return "select " + columns + " from (" + some + ") c where " + String.join(" and ", fitting);
    }

    /** What is asked besides the words is asked of what they find: how many that are the planner cannot know. */
    private String indexed(String also) {
        List<String> besides = CustomerSelect.seen(next().conditions(), scope, sql);
        return "select " + columns() + " from customer_words_in_sight w join customers_in_sight c on c.id = w.id where "
                + also
                + " and " + words().indexed()
                + (besides.isEmpty() ? "" : " and " + CustomerWords.unindexed(String.join(" and ", besides)));
    }

    /** One advisor is hidden as the words are, else the planner would make a plan for each; for several it would guess at ten. */
    private List<String> mine() {
        return scope.kind() == Scope.Kind.OWN && CustomerSelect.owners(scope) == null
                ? List.of("c.advisor_id = " + sql.hidden(scope.me(), "uuid"))
                : CustomerSelect.seen(List.of(), scope, sql);
    }

    private CustomerSelect next() {
        return select.and(after);
    }

    private CustomerWords words() {
        return select.words();
    }

    private String columns() {
        return select.sort().columns();
    }
}
