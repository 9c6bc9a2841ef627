package io.wealthcrm.customer;

import static io.wealthcrm.customer.CustomerSelect.rows;

import io.wealthcrm.identity.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * The customers of a select whose names or phones fit its words. Words fit three customers or every tenth, and the planner cannot know
 * which: it would walk all of them in order hoping to meet enough soon. Of common words ({@link WordCounts}) a page is looked for in
 * the order, else the index of words finds all, sorted. The page's rows alone are read whole.
 *
 * @param after conditions of the cursor; none of the first page
 */
record CustomerSearch(CustomerSelect select, List<String> after, Scope scope, BoundSql sql) {
    /** So many rows of the order are looked at at most. */
    static final int FAR = 14_000;

    /** What orders, words and filters ask of a row at hand; the planner reads of it what it needs, at best from an index alone. */
    static final String ASKED =
            "c.id, c.name_key, c.last_contact_at, c.tier, c.occupation, c.city, c.search_text, c.phone_tokens";

    /** A page's rows. @param count how many */
    String page(long count) {
        String rows = sql.hidden(count, "bigint");
        String end = select.ordered(rows);
        String ids = words().rare() ? asFound() : staged(rows, count, end);
        return "select " + CustomerRow.COLUMNS + " from (select c.id from (" + ids + ") c" + end
                + ") page join customers_in_sight c on c.id = page.id";
    }

    private String staged(String rows, long count, String end) {
        return switch (scope.kind()) {
            case FIRM -> ofFirm(rows, end);
            case UNITS -> new UnitSearch(this, sql.hidden(scope.unitArray())).page(rows, count, end);
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
                List<String> asked = new ArrayList<>(select.and(after).conditions());
                asked.add(CustomerWords.unindexed(words().plain()));
                asked.addAll(sight());
                yield rows(columns(), asked);
            }
        };
    }

    /** The newest are read from an index that has their words. */
    private String ofFirm(String rows, String end) {
        String full = "(select count(*) from met) >= " + rows;
        String met = "select " + columns() + " from (" + rows(ASKED, after) + select.ordered(Integer.toString(FAR))
                + ") c where " + fitting() + end;
        return "with " + all("met", met) + ", " + all("found", indexed("not " + full)) + " select * from met where "
                + full + " union all select * from found";
    }

    /** What the planner shall work out by itself. */
    static String all(String name, String rows) {
        return name + " as materialized (" + rows + ")";
    }

    /** That a row {@code c} at hand fits; the words first, as some filters take long. */
    String fitting() {
        List<String> fitting = new ArrayList<>(List.of(words().plain()));
        fitting.addAll(select.conditions());
        return String.join(" and ", fitting);
    }

    /**
     * What is asked besides the words is asked of what they find: how many that are the planner cannot know. Who is not in sight is
     * dropped before the file is read, which the newest are found without.
     */
    String indexed(String also) {
        boolean firm = scope.kind() == Scope.Kind.FIRM;
        String found = "select c.id from " + (firm ? "firm_words_in_sight" : "customer_words_in_sight") + " c where "
                + also + " and " + words().indexed(sql) + unindexed(firm ? List.of() : sight());
        List<String> besides = new ArrayList<>(after);
        besides.addAll(select.conditions());
        return select.sort().isById() && select.conditions().isEmpty()
                ? found + unindexed(after)
                : "select " + columns() + " from (" + found
                        + ") found join customers_in_sight c on c.id = found.id where true" + unindexed(besides);
    }

    private static String unindexed(List<String> conditions) {
        return conditions.isEmpty() ? "" : " and " + CustomerWords.unindexed(String.join(" and ", conditions));
    }

    /** Hidden as the words are, else the planner would make a plan for each caller. */
    private List<String> sight() {
        if (scope.kind() == Scope.Kind.UNITS && scope.seats().isEmpty()) {
            return List.of("c.unit_id = any(" + sql.hidden(scope.unitArray()) + ")");
        }
        if (scope.kind() == Scope.Kind.OWN && CustomerSelect.owners(scope) == null) {
            return List.of("c.advisor_id = " + sql.hidden(scope.me(), "uuid"));
        }
        return CustomerSelect.seen(List.of(), scope, sql);
    }

    private CustomerWords words() {
        return select.words();
    }

    String columns() {
        return select.sort().columns();
    }
}
