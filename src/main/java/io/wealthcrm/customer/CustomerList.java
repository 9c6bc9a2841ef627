package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.wealthcrm.identity.Caller;
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
import java.util.stream.StreamSupport;

/** Lists, searches and counts customers, one statement each. */
@ApplicationScoped
class CustomerList {
    /** The list says by whom somebody may be approached, not by which way. */
    private static final String MARKETABLE = "may_market(c.id, 'MARKETING_CALL', %s)";

    /** The rows of units are dearer to look at than the firm's, so that finding all pays for so many times more. */
    private static final int OF_UNITS = 2;

    private final Pool pool;
    private final PersonalData personal;
    private final WordCounts counts;
    private final CustomerConfig customers;
    private final Disclosures disclosures;
    private final Clock clock;
    private final WealthConfig config;

    CustomerList(
            Pool pool,
            PersonalData personal,
            WordCounts counts,
            CustomerConfig customers,
            Disclosures disclosures,
            Clock clock,
            WealthConfig config) {
        this.counts = counts;
        this.customers = customers;
        this.disclosures = disclosures;
        this.clock = clock;
        this.pool = pool;
        this.personal = personal;
        this.config = config;
    }

    /**
     * One round trip, and one before it where digits of a phone are searched for: some forty such searches, each with another digit,
     * would tell what the mask hides.
     *
     * @throws io.wealthcrm.shared.Problem INVALID_INPUT, INVALID_CURSOR, TOO_MANY_REQUESTS
     */
    Uni<Page<CustomerSummary>> page(Caller caller, CustomerFilter filter, PageRequest page) {
        return disclosures.search(caller, filter.q, () -> page(caller.scope(), filter, page));
    }

    /** One round trip. @throws io.wealthcrm.shared.Problem INVALID_INPUT, INVALID_CURSOR */
    Uni<Page<CustomerSummary>> page(Scope scope, CustomerFilter filter, PageRequest page) {
        BoundSql sql = new BoundSql();
        return read(scope, wanted(scope, filter, sql), page, sql)
                .map(rows -> CustomerWords.verified(rows, filter.q))
                .map(found -> found.map(CustomerRow::summary));
    }

    /** The newest first; one round trip. @throws io.wealthcrm.shared.Problem INVALID_CURSOR */
    Uni<Page<CustomerSummary>> page(Scope scope, CustomerConditions asked, PageRequest page) {
        BoundSql sql = new BoundSql();
        return read(scope, new CustomerSelect(conditions(asked, sql), CustomerSort.NEWEST, null), page, sql)
                .map(found -> found.map(CustomerRow::summary));
    }

    /** One round trip. */
    Uni<Long> count(Scope scope, CustomerConditions asked) {
        BoundSql sql = new BoundSql();
        return count(scope, new CustomerSelect(conditions(asked, sql), CustomerSort.NEWEST, null), sql);
    }

    /** Where digits of a phone are looked for perhaps a few more. One round trip. @throws io.wealthcrm.shared.Problem INVALID_INPUT */
    Uni<Long> count(Scope scope, CustomerFilter filter) {
        BoundSql sql = new BoundSql();
        return count(scope, wanted(scope, filter, sql), sql);
    }

    private Uni<Long> count(Scope scope, CustomerSelect wanted, BoundSql sql) {
        return pool.preparedQuery(wanted.count(scope, sql))
                .execute(sql.parameters())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private Uni<Page<CustomerRow>> read(Scope scope, CustomerSelect wanted, PageRequest page, BoundSql sql) {
        String statement = wanted.page(scope, page, sql);
        return pool.preparedQuery(statement)
                .execute(sql.parameters())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> CustomerRow.of(row, personal))
                        .toList())
                .map(rows -> Page.of(rows, page.limit(), wanted.sort()::cursor));
    }

    private List<String> conditions(CustomerConditions asked, BoundSql sql) {
        return asked.where(sql, LocalDate.now(clock.withZone(config.zone())), config.zone());
    }

    private CustomerSelect wanted(Scope scope, CustomerFilter filter, BoundSql sql) {
        int few = scope.kind() == Scope.Kind.UNITS ? OF_UNITS * customers.fewFound() : customers.fewFound();
        CustomerWords words = CustomerWords.of(filter.q, personal, counts, few, sql);
        return new CustomerSelect(conditions(filter, sql), filter.sort(), words);
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
}
