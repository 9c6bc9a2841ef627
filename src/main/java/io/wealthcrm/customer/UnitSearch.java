package io.wealthcrm.customer;

import static io.wealthcrm.customer.CustomerSearch.ASKED;
import static io.wealthcrm.customer.CustomerSearch.FAR;
import static io.wealthcrm.customer.CustomerSearch.FREQUENT;
import static io.wealthcrm.customer.CustomerSearch.NEAR;
import static io.wealthcrm.customer.CustomerSearch.all;

import java.util.ArrayList;
import java.util.List;

/**
 * A search of one who sees units, whose rows no index has in one order. Of each unit's next rows a sample says how many must be looked
 * at for a page. Of those that fit, the page is sure up to the edge: the first, in the order, of the last rows looked at.
 *
 * @param owners the units, as they are bound
 */
record UnitSearch(CustomerSearch search, String owners) {
    /** Words meet by chance: so many times the rows that would do if they were spread evenly. */
    private static final int RESERVE = 2;

    /**
     * Of digits that fewer of the sample fit, the firm's index finds less than must be looked at of the units: of a million each 5,000.
     * Of names it is dearer to ask those it finds.
     */
    private static final int FREQUENT_DIGITS = 8;

    /** The rows of a page, with what the order asks of them. */
    String page(String rows, String end) {
        int units = Math.max(1, search.scope().unitArray().length);
        int some = 1 + NEAR / units;
        String each = "(select each from reach)";
        String full =
                "(" + each + " > 0 and ((select count(*) from met) >= " + rows + " or not exists (select from edge)))";
        List<String> steps = List.of(
                all("sample", next(Integer.toString(some), false)),
                all("reach", reach(some, 1 + FAR / units, rows)),
                all("looked", next(each, true)),
                all("edge", "select c.* from looked c where c.nth = " + each + select().ordered("1")),
                all("met", met(end)),
                all("found", search.indexed("not " + full)));
        return "with " + String.join(", ", steps) + " select * from met where " + full
                + " union all select * from found";
    }

    /** How many rows of each unit: all where a sample has been to the end of each, none where words are too rare. */
    private String reach(int some, int most, String rows) {
        return """
                select case when not exists (select from sample where nth = %1$d) then %1$d
                            when count(*) >= %2$d then least(%3$d, 1 + %1$d * %4$d * %5$s / count(*)) else 0 end as each
                  from sample where fits"""
                .formatted(some, frequent(), most, RESERVE, rows);
    }

    private int frequent() {
        return select().words().token() == null ? FREQUENT : FREQUENT_DIGITS;
    }

    /** The next rows of each unit, numbered, and whether each fits. @param seated also whom the caller has a seat with elsewhere */
    private String next(String each, boolean seated) {
        String asked = "select " + search.columns() + ", (" + search.fitting() + ") as fits, ";
        List<String> ofUnit = new ArrayList<>(search.after());
        ofUnit.add("c.unit_id = own.id");
        String next = "select c.* from unnest(" + owners + ") own(id) cross join lateral (" + asked
                + "row_number() over (order by " + select().sort().orderBy() + ") as nth from ("
                + CustomerSelect.rows(ASKED, ofUnit) + select().ordered(each) + ") c) c";
        if (!seated || search.scope().seats().isEmpty()) {
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
