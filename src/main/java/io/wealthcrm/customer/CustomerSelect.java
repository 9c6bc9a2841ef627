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
    CustomerSelect and(List<String> more) {
        return new CustomerSelect(
                Stream.concat(conditions.stream(), more.stream()).toList(), sort, words);
    }

    /** What is counted. */
    String count(Scope scope, BoundSql sql) {
        if (words != null) {
            return "select count(*) from (" + new CustomerSearch(this, List.of(), scope, sql).found() + ") found";
        }
        return "select count(*) from " + from(seen(conditions, scope, sql));
    }

    /** A page after the cursor, and one row more. @throws io.wealthcrm.shared.Problem INVALID_CURSOR */
    String page(Scope scope, PageRequest page, BoundSql sql) {
        var cursor = page.cursor(3);
        List<String> after = cursor == null ? List.of() : List.of(sort.after(cursor, sql));
        long rows = page.rows();
        String found = words == null
                ? and(after).listed(scope, ordered(sql.bind(rows)), sql)
                : new CustomerSearch(this, after, scope, sql).page(rows);
        return "select c.*, " + CustomerRow.MARKS + " from (" + found + ") c order by " + sort.orderBy();
    }

    /** The order of customers {@code c}, and how many of them. */
    String ordered(String rows) {
        return " order by " + sort.orderBy() + " limit " + rows;
    }

    private String listed(Scope scope, String end, BoundSql sql) {
        return owners(scope) == null
                ? rows(CustomerRow.COLUMNS, seen(conditions, scope, sql)) + end
                : merged(scope, end, sql);
    }

    static String rows(String columns, List<String> conditions) {
        return "select " + columns + " from " + from(conditions);
    }

    private static String from(List<String> conditions) {
        return "customers_in_sight c" + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions));
    }

    /** Units, or several advisors; null for a sight that is one run of an index. */
    static UUID[] owners(Scope scope) {
        return switch (scope.kind()) {
            case UNITS -> scope.unitArray();
            case OWN -> scope.mine().size() > 1 || !scope.seats().isEmpty() ? scope.mineArray() : null;
            case FIRM, SELF, NONE -> null;
        };
    }

    /** The first rows of each owner by the owner's index, merged: no index runs in order over several. */
    private String merged(Scope scope, String end, BoundSql sql) {
        String owners = sql.bind(owners(scope)) + "::uuid[]";
        String found = "select c.* from unnest(" + owners + ") own(id) cross join lateral ("
                + rows(
                        CustomerRow.COLUMNS,
                        and(List.of(owner(scope) + " = own.id")).conditions()) + end + ") c";
        if (!scope.seats().isEmpty()) {
            found += " union all ("
                    + rows(
                            CustomerRow.COLUMNS,
                            and(List.of(seated(scope, owners, sql))).conditions()) + end + ")";
        }
        return "select c.* from (" + found + ") c" + end;
    }

    /** That the caller has a seat with the customer and none of the owners does. */
    static String seated(Scope scope, String owners, BoundSql sql) {
        return "c.id = any(" + sql.bind(scope.seatArray()) + ") and (" + owner(scope) + " = any(" + owners
                + ")) is not true";
    }

    private static String owner(Scope scope) {
        return scope.kind() == Scope.Kind.UNITS ? "c.unit_id" : "c.advisor_id";
    }

    /** The conditions, and that of what the caller sees. */
    static List<String> seen(List<String> conditions, Scope scope, BoundSql sql) {
        List<String> all = new ArrayList<>(conditions);
        sight(scope, all, sql);
        return all;
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
