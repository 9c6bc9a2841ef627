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
    /** So many rows of the order are looked at before an index is asked. */
    private static final int NEAR = 1_500;

    /** So many of them fit words of which a page is met in {@link #FAR} rows, sooner than an index has found all. */
    private static final int FREQUENT = 4;

    private static final int FAR = 14_000;

    /** The index of more units than these reads more than it spares one that finds words. */
    private static final int FEW_UNITS = 16;

    /** What orders, words and filters ask of a row at hand; the planner reads of it what it needs, at best from an index alone. */
    private static final String ASKED =
            "c.id, c.name_key, c.last_contact_at, c.tier, c.occupation, c.city, c.search_text, c.phone_tokens";

    private CustomerSelect and(List<String> more) {
        return new CustomerSelect(
                Stream.concat(conditions.stream(), more.stream()).toList(), sort, words);
    }

    /** What is counted. */
    String count(Scope scope, BoundSql sql) {
        List<String> all = new ArrayList<>(conditions);
        if (words != null) {
            all.add(asked(scope));
        }
        sight(scope, all, sql);
        return "select count(*) from " + from(all);
    }

    /** A page after the cursor, and one row more. @throws io.wealthcrm.shared.Problem INVALID_CURSOR */
    String page(Scope scope, PageRequest page, BoundSql sql) {
        var cursor = page.cursor(3);
        List<String> after = cursor == null ? List.of() : List.of(sort.after(cursor, sql));
        String order = " order by " + sort.orderBy();
        long rows = page.rows();
        String found = words == null
                ? and(after).listed(scope, order + " limit " + sql.bind(rows), sql)
                : searched(scope, after, order, sql.hidden(rows, "bigint"), sql);
        return "select c.*, " + CustomerRow.MARKS + " from (" + found + ") c" + order;
    }

    private String listed(Scope scope, String end, BoundSql sql) {
        if (owners(scope) != null) {
            return merged(scope, end, sql);
        }
        List<String> seen = new ArrayList<>(conditions);
        sight(scope, seen, sql);
        return rows(CustomerRow.COLUMNS, seen) + end;
    }

    /**
     * Words fit three customers or every tenth, and the planner cannot know which: it would walk all of them in order hoping to
     * meet enough soon. So the next rows of the order are looked at first, and more of them only where several fit; a page that is
     * not full then is of all that an index finds, sorted. The page's rows alone are read whole.
     */
    private String searched(Scope scope, List<String> after, String order, String rows, BoundSql sql) {
        String end = order + " limit " + rows;
        List<String> indexed = new ArrayList<>(and(after).conditions());
        indexed.add(asked(scope));
        narrow(scope, indexed, sql);
        if (scope.kind() != Scope.Kind.FIRM || words.rare()) {
            return whole("with found as materialized (" + rows(sort.columns(), indexed) + ") select c.id from found c"
                    + end);
        }
        String many = "(select count(*) from near) >= " + FREQUENT;
        String full = "(select count(*) from far) >= " + rows;
        indexed.add("not " + full);
        return whole("with near as materialized (" + met(NEAR, after, order, "true") + " limit " + FREQUENT
                + "), far as materialized (" + met(FAR, after, order, many) + end + "), found as materialized ("
                + rows(sort.columns(), indexed) + ") select c.id from (select * from far where " + full
                + " union all select * from found) c" + end);
    }

    /** Those of the order's next rows that fit. */
    private String met(int next, List<String> after, String order, String also) {
        List<String> fitting = new ArrayList<>(conditions);
        fitting.add(words.plain());
        fitting.add(also);
        return "select " + sort.columns() + " from (" + rows(ASKED, after) + order + " limit " + next + ") c where "
                + String.join(" and ", fitting);
    }

    /** Words as they are asked beside the sight: the firm's index of words may find every tenth, an advisor has some hundreds. */
    private String asked(Scope scope) {
        return scope.kind() == Scope.Kind.OWN ? CustomerWords.unindexed(words.plain()) : words.indexed();
    }

    private static String whole(String ids) {
        return "select " + CustomerRow.COLUMNS + " from (" + ids + ") page join customers_in_sight c on c.id = page.id";
    }

    /** One advisor is hidden as the words are, else the planner would make a plan for each; for several it would guess at ten. */
    private static void narrow(Scope scope, List<String> conditions, BoundSql sql) {
        if (scope.kind() == Scope.Kind.OWN && owners(scope) == null) {
            conditions.add("c.advisor_id = " + sql.hidden(scope.me(), "uuid"));
            return;
        }
        List<String> sight = new ArrayList<>();
        sight(scope, sight, sql);
        boolean few = scope.kind() != Scope.Kind.UNITS || scope.unitArray().length <= FEW_UNITS;
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
                + rows(CustomerRow.COLUMNS, and(List.of(owner + " = own.id")).conditions()) + end + ") c";
        if (!scope.seats().isEmpty()) {
            String seated = "c.id = any(" + sql.bind(scope.seatArray()) + ") and (" + owner + " = any(" + owners
                    + ")) is not true";
            found += " union all ("
                    + rows(CustomerRow.COLUMNS, and(List.of(seated)).conditions()) + end + ")";
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
