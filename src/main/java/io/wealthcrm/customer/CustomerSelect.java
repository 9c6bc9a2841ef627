package io.wealthcrm.customer;

import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A statement that reads a page of customers or counts them, made for the caller's kind of sight so that its index serves it.
 *
 * @param words what is looked for, which indices of its own find; null for nothing
 */
record CustomerSelect(List<String> conditions, CustomerSort sort, CustomerWords words) {
    /** So many rows, the next of the page's order, tell how many rows fit the words. */
    private static final int SAMPLE = 1_000;

    /** So many of the sample fit words that a walk in order meets a page of sooner than an index. */
    private static final int FREQUENT = 4;

    /** So many found rows are looked at within a few milliseconds; a walk in order meets a page of more in as long. */
    private static final int FEW = 4_000;

    /** The index of more owners than these reads more than it spares one that finds words. */
    private static final int FEW_OWNERS = 4;

    private static final String SORTED_BY = "c.id, c.name_key, c.last_contact_at";

    private CustomerSelect and(String condition) {
        return new CustomerSelect(
                Stream.concat(conditions.stream(), Stream.of(condition)).toList(), sort, words);
    }

    /** What is counted. */
    String count(Scope scope, BoundSql sql) {
        List<String> all = new ArrayList<>(conditions);
        if (words != null) {
            all.add(words.indexed());
        }
        sight(scope, all, sql);
        return "select count(*) from " + from(all);
    }

    /** A page after the cursor, and one row more. @throws io.wealthcrm.shared.Problem INVALID_CURSOR */
    String page(Scope scope, PageRequest page, BoundSql sql) {
        var cursor = page.cursor(3);
        CustomerSelect rest = cursor == null ? this : and(sort.after(cursor, sql));
        String order = " order by " + sort.orderBy();
        String end = order + " limit " + sql.bind((long) page.rows());
        return "select c.*, " + CustomerRow.MARKS + " from (" + rest.found(scope, order, end, sql) + ") c" + order;
    }

    private String found(Scope scope, String order, String end, BoundSql sql) {
        if (words != null) {
            return searched(scope, order, end, sql);
        }
        if (owners(scope) != null) {
            return merged(scope, end, sql);
        }
        List<String> seen = new ArrayList<>(conditions);
        sight(scope, seen, sql);
        return rows(CustomerRow.COLUMNS, seen) + end;
    }

    /**
     * Words fit three customers or every tenth, and the planner cannot know which: it would walk all of them in order hoping to
     * meet enough soon. So what an index finds is taken as it comes and sorted; only where many fit, by a sample or by what the
     * index found, are the rows walked in order, for which the words are wrapped so that no index serves them. The page's rows
     * alone are read whole.
     */
    private String searched(Scope scope, String order, String end, BoundSql sql) {
        boolean firm = scope.kind() == Scope.Kind.FIRM;
        List<String> seen = new ArrayList<>(conditions);
        sight(scope, seen, sql);
        String frequent = firm ? "(select count(*) from near) >= " + FREQUENT : "false";
        String near = "near as materialized (select from ("
                + rows("c.id, c.search_text, c.phone_tokens", seen) + order + " limit " + SAMPLE + ") c where "
                + words.plain() + " limit " + FREQUENT + "), ";
        List<String> indexed = new ArrayList<>(conditions);
        indexed.add(words.indexed());
        indexed.add("not " + frequent);
        narrow(scope, indexed, sql);
        String found = "found as materialized (" + rows(SORTED_BY, indexed) + " limit " + (FEW + 1) + ")";
        seen.add(CustomerWords.unindexed(words.plain()));
        String walked = rows(SORTED_BY, seen) + end;
        String many = "(" + frequent + " or (select count(*) from found) > " + FEW + ")";
        return "select " + CustomerRow.COLUMNS + " from (with " + (firm ? near : "") + found
                + " select c.id from (select f.* from found f where not " + many + " union all select w.* from ("
                + walked + ") w where " + many + ") c" + end
                + ") page join customers_in_sight c on c.id = page.id";
    }

    private static void narrow(Scope scope, List<String> conditions, BoundSql sql) {
        List<String> sight = new ArrayList<>();
        sight(scope, sight, sql);
        UUID[] owners = owners(scope);
        boolean few = owners == null || owners.length <= FEW_OWNERS;
        sight.stream().map(seen -> few ? seen : CustomerWords.unindexed(seen)).forEach(conditions::add);
    }

    private static String rows(String columns, List<String> conditions) {
        return "select " + columns + " from " + from(conditions);
    }

    private static String from(List<String> conditions) {
        return "customers_in_sight c" + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions));
    }

    /** Units, or several advisors; null for a sight that is one run of an index. */
    private static UUID[] owners(Scope scope) {
        return switch (scope.kind()) {
            case UNITS -> scope.unitArray();
            case OWN -> scope.mine().size() > 1 || !scope.seats().isEmpty() ? scope.mineArray() : null;
            case FIRM, SELF, NONE -> null;
        };
    }

    /** The first rows of each owner by the owner's index, merged: no index runs in order over several. */
    private String merged(Scope scope, String end, BoundSql sql) {
        String owner = scope.kind() == Scope.Kind.UNITS ? "c.unit_id" : "c.advisor_id";
        String owners = sql.bind(owners(scope)) + "::uuid[]";
        String found = "select c.* from unnest(" + owners + ") own(id) cross join lateral ("
                + rows(CustomerRow.COLUMNS, and(owner + " = own.id").conditions()) + end + ") c";
        if (!scope.seats().isEmpty()) {
            String seated = "c.id = any(" + sql.bind(scope.seatArray()) + ") and (" + owner + " = any(" + owners
                    + ")) is not true";
            found += " union all (" + rows(CustomerRow.COLUMNS, and(seated).conditions()) + end + ")";
        }
        return "select c.* from (" + found + ") c" + end;
    }

    /** The condition of what the caller sees, none for the whole firm. */
    static void sight(Scope scope, List<String> conditions, BoundSql sql) {
        switch (scope.kind()) {
            case FIRM -> {}
            case UNITS -> conditions.add(orSeated("c.unit_id = any(" + sql.bind(scope.unitArray()) + ")", scope, sql));
            case OWN -> conditions.add(orSeated("c.advisor_id = any(" + sql.bind(scope.mineArray()) + ")", scope, sql));
            case SELF -> conditions.add("c.id = " + sql.bind(scope.customerId()));
            case NONE -> conditions.add("false");
        }
    }

    /** Who sits in no team keeps a condition that one index serves. */
    private static String orSeated(String owned, Scope scope, BoundSql sql) {
        return scope.seats().isEmpty() ? owned : "(" + owned + " or c.id = any(" + sql.bind(scope.seatArray()) + "))";
    }
}
