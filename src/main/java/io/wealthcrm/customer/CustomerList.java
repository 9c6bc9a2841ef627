package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Lists and searches customers: one statement a page, made for the caller's kind of sight so that its index serves it. */
@ApplicationScoped
class CustomerList {
    /** The list says by whom somebody may be approached, not by which way. */
    private static final String MARKETABLE = "may_market(c.id, 'MARKETING_CALL', %s)";

    /** So many found rows are sorted within a few milliseconds. */
    private static final int FEW = 2_000;

    private final Pool pool;
    private final PersonalData personal;
    private final Clock clock;
    private final WealthConfig config;

    CustomerList(Pool pool, PersonalData personal, Clock clock, WealthConfig config) {
        this.clock = clock;
        this.pool = pool;
        this.personal = personal;
        this.config = config;
    }

    /**
     * What is to be read.
     *
     * @param words the condition of words that are looked for, which an index of its own finds; null for none
     */
    private record Wanted(List<String> conditions, CustomerSort sort, String words) {
        Wanted and(String condition) {
            return new Wanted(
                    Stream.concat(conditions.stream(), Stream.of(condition)).toList(), sort, words);
        }

        /** With that of the words; may be added to. */
        List<String> all() {
            List<String> all = new ArrayList<>(conditions);
            if (words != null) {
                all.add(words);
            }
            return all;
        }
    }

    /** One round trip. @throws io.wealthcrm.shared.Problem INVALID_INPUT, INVALID_CURSOR */
    Uni<Page<CustomerSummary>> page(Scope scope, CustomerFilter filter, PageRequest page) {
        BoundSql sql = new BoundSql();
        return read(scope, wanted(filter, sql), page, sql)
                .map(rows -> verified(rows, filter.q))
                .map(found -> found.map(CustomerRow::summary));
    }

    /** The newest first; one round trip. @throws io.wealthcrm.shared.Problem INVALID_CURSOR */
    Uni<Page<CustomerSummary>> page(Scope scope, CustomerConditions asked, PageRequest page) {
        BoundSql sql = new BoundSql();
        return read(scope, new Wanted(conditions(asked, sql), CustomerSort.NEWEST, null), page, sql)
                .map(found -> found.map(CustomerRow::summary));
    }

    /** One round trip. */
    Uni<Long> count(Scope scope, CustomerConditions asked) {
        BoundSql sql = new BoundSql();
        return count(scope, conditions(asked, sql), sql);
    }

    /** Where digits of a phone are looked for perhaps a few more. One round trip. @throws io.wealthcrm.shared.Problem INVALID_INPUT */
    Uni<Long> count(Scope scope, CustomerFilter filter) {
        BoundSql sql = new BoundSql();
        return count(scope, wanted(filter, sql).all(), sql);
    }

    private Uni<Long> count(Scope scope, List<String> conditions, BoundSql sql) {
        sight(scope, conditions, sql);
        String statement = "select count(*) from " + from(conditions);
        return pool.preparedQuery(statement)
                .execute(sql.parameters())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private Uni<Page<CustomerRow>> read(Scope scope, Wanted wanted, PageRequest page, BoundSql sql) {
        String statement = statement(scope, wanted, page, sql);
        return pool.preparedQuery(statement)
                .execute(sql.parameters())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> CustomerRow.of(row, personal))
                        .toList())
                .map(rows -> Page.of(rows, page.limit(), wanted.sort()::cursor));
    }

    private static String statement(Scope scope, Wanted wanted, PageRequest page, BoundSql sql) {
        List<String> conditions = wanted.conditions();
        var cursor = page.cursor(3);
        if (cursor != null) {
            conditions.add(wanted.sort().after(cursor, sql));
        }
        String limit = " limit " + sql.bind((long) page.rows());
        String order = " order by " + wanted.sort().orderBy();
        return "select c.*, u.display_name as advisor_name, " + CustomerRow.MARKS + " from ("
                + found(scope, wanted, order + limit, sql) + ") c left join users u on u.id = c.advisor_id" + order;
    }

    private static String found(Scope scope, Wanted wanted, String end, BoundSql sql) {
        if (owners(scope) != null && wanted.words() == null) {
            return merged(scope, wanted, end, sql);
        }
        sight(scope, wanted.conditions(), sql);
        return wanted.words() == null ? rows(wanted.conditions()) + end : searched(wanted, end);
    }

    private static String rows(List<String> conditions) {
        return "select " + CustomerRow.COLUMNS + " from " + from(conditions);
    }

    /**
     * Words fit three customers or every tenth, and the planner cannot know which: it would walk all of them in order hoping to
     * meet enough soon. So what the words' index finds is taken as it comes and sorted; only where it finds so many that the
     * next page is near are they walked in order, for which the condition is wrapped so that no index serves it.
     */
    private static String searched(Wanted wanted, String end) {
        String many = "(select count(*) from found) > " + FEW;
        String indexed = rows(wanted.all()) + " limit " + (FEW + 1);
        String walked = rows(wanted.and("case when " + wanted.words() + " then true end")
                        .conditions())
                + end;
        return "with found as materialized (" + indexed + ") select c.* from (select f.* from found f where not " + many
                + " union all select w.* from (" + walked + ") w where " + many + ") c" + end;
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
    private static String merged(Scope scope, Wanted wanted, String end, BoundSql sql) {
        String owner = scope.kind() == Scope.Kind.UNITS ? "c.unit_id" : "c.advisor_id";
        String owners = sql.bind(owners(scope)) + "::uuid[]";
        String found = "select c.* from unnest(" + owners + ") own(id) cross join lateral ("
                + rows(wanted.and(owner + " = own.id").conditions()) + end + ") c";
        if (!scope.seats().isEmpty()) {
            String seated = "c.id = any(" + sql.bind(scope.seatArray()) + ") and (" + owner + " = any(" + owners
                    + ")) is not true";
            found += " union all (" + rows(wanted.and(seated).conditions()) + end + ")";
        }
        return "select c.* from (" + found + ") c" + end;
    }

    private List<String> conditions(CustomerConditions asked, BoundSql sql) {
        return asked.where(sql, LocalDate.now(clock.withZone(config.zone())), config.zone());
    }

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

    private Wanted wanted(CustomerFilter filter, BoundSql sql) {
        return new Wanted(conditions(filter, sql), filter.sort(), words(filter, sql));
    }

    private List<String> conditions(CustomerFilter filter, BoundSql sql) {
        List<String> conditions = new ArrayList<>();
        if (filter.tier() != null) {
            conditions.add("c.tier = " + sql.bind(filter.tier().name()));
        }
        if (filter.occupation() != null) {
            conditions.add("c.occupation = " + sql.bind(filter.occupation().name()));
        }
        if (!CustomerFilter.isEmpty(filter.city)) {
            conditions.add("c.city = " + sql.bind(filter.city.strip()));
        }
        Instant before = filter.lastContactBefore(config.zone());
        if (before != null) {
            conditions.add("coalesce(c.last_contact_at, timestamptz '-infinity') < "
                    + sql.bind(before.atOffset(ZoneOffset.UTC)));
        }
        if (filter.marketing()) {
            conditions.add(MARKETABLE.formatted(sql.bind(LocalDate.now(clock.withZone(config.zone())))));
        }
        return conditions;
    }

    private String words(CustomerFilter filter, BoundSql sql) {
        if (CustomerFilter.isEmpty(filter.q)) {
            return null;
        }
        String query = filter.q;
        List<String> any = new ArrayList<>();
        for (String pattern : SearchText.patterns(query)) {
            any.add("c.search_text like " + sql.bind(pattern));
        }
        String digits = PhoneTokens.queried(query);
        if (digits != null) {
            String token = "array[" + sql.bind(personal.phoneToken(digits)) + "::integer]";
            any.add("c.phone_tokens @> " + token);
            any.add("c.id = any(array(select customer_id from customer_other_phones_in_sight where phone_tokens @> "
                    + token + "))");
        }
        return any.isEmpty() ? "false" : "(" + String.join(" or ", any) + ")";
    }

    /** Without rows whose phone merely shares the token's bits; the cursor stays that of the rows read. */
    private static Page<CustomerRow> verified(Page<CustomerRow> page, String query) {
        String digits = CustomerFilter.isEmpty(query) ? null : PhoneTokens.queried(query);
        if (digits == null) {
            return page;
        }
        return new Page<>(
                page.items().stream()
                        .filter(row -> row.otherPhones()
                                || PhoneTokens.digits(row.phone()).contains(digits)
                                || SearchText.matches(row.name(), query))
                        .toList(),
                page.nextCursor());
    }
}
