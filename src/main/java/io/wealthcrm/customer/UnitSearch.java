package io.wealthcrm.customer;

import static io.wealthcrm.customer.CustomerSearch.ASKED;
import static io.wealthcrm.customer.CustomerSearch.all;

import java.util.ArrayList;
import java.util.List;

/**
 * A search of one who sees units, whose rows no index has in one order. How common the words are says how many of each unit's next rows
 * must be looked at for a page. Of those that fit, the page is sure up to the edge: the first, in the order, of the last rows looked at.
 *
 * @param owners the units, as they are bound
 */
record UnitSearch(CustomerSearch search, String owners) {
    /** Words meet by chance: so many times the rows that would do if they were spread evenly. */
    private static final int RESERVE = 2;

    /** So many times again where filters drop some of those with the words. */
    private static final int FILTERED = 4;

    /** The rows of a page, with what the order asks of them. @param count how many rows {@code rows} says */
    String page(String rows, long count, String end) {
        String each = search.sql().hidden(each(count), "bigint");
        String full = "((select count(*) from met) >= " + rows + " or not exists (select from edge))";
        List<String> steps = List.of(
                all("looked", next(each)),
                all("edge", "select c.* from looked c where c.nth = " + each + select().ordered("1")),
                all("met", met(end)),
                all("found", search.indexed("not " + full)));
        return "with " + String.join(", ", steps) + " select * from met where " + full
                + " union all select * from found";
    }

    /** How many rows of each unit. */
    private long each(long count) {
        double enough = RESERVE
                * (select().conditions().isEmpty() ? 1 : FILTERED)
                * count
                / select().words().share();
        return 1
                + Math.round(Math.min(CustomerSearch.FAR, enough)
                        / Math.max(1, search.scope().unitArray().length));
    }

    /** The next rows of each unit, numbered, and whether each fits; also whom the caller has a seat with elsewhere. */
    private String next(String each) {
        String asked = "select " + search.columns() + ", (" + search.fitting() + ") as fits, ";
        List<String> ofUnit = new ArrayList<>(search.after());
        ofUnit.add("c.unit_id = own.id");
        String next = "select c.* from unnest(" + owners + ") own(id) cross join lateral (" + asked
                + "row_number() over (order by " + select().sort().orderBy() + ") as nth from ("
                + CustomerSelect.rows(ASKED, ofUnit) + select().ordered(each) + ") c) c";
        if (search.scope().seats().isEmpty()) {
            return next;
        }
        List<String> elsewhere = new ArrayList<>(search.after());
        elsewhere.add(CustomerSelect.seated(search.scope(), owners, search.sql()));
        return next + " union all " + asked + "0 as nth from (" + CustomerSelect.rows(ASKED, elsewhere) + ") c";
    }

    private String met(String end) {
        return "select " + search.columns() + " from looked c where c.fits and not exists (select from edge e where "
                + select().sort().after("e") + ")" + end;
    }

    private CustomerSelect select() {
        return search.select();
    }
}
