package io.wealthcrm.customer;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The customers' files, for other features. */
@ApplicationScoped
public class Customers {
    private final Sight sight;
    private final PersonalData personal;
    private final Holdings holdings;
    private final Timeline timeline;
    private final Seeds seeds;

    Customers(Sight sight, PersonalData personal, Holdings holdings, Timeline timeline, Seeds seeds) {
        this.sight = sight;
        this.personal = personal;
        this.holdings = holdings;
        this.timeline = timeline;
        this.seeds = seeds;
    }

    /** One customer within sight, in one round trip. Joins the caller's session. @throws Problem NOT_FOUND */
    public Uni<CustomerBrief> brief(Scope scope, UUID id) {
        return sight.customer(scope, id).map(customer -> customer.brief(personal));
    }

    /**
     * Opens the position of a confirmed order, once: a repeated call for the same order changes nothing. Joins the
     * caller's transaction.
     */
    public Uni<Void> openHolding(NewHolding holding) {
        return holdings.open(holding);
    }

    /** Adds one entry to a customer's timeline. Joins the caller's transaction. */
    public Uni<Void> addTimeline(TimelineEntry entry) {
        return timeline.add(entry);
    }

    /** Does the slow part of storing many customers: some tenths of a millisecond of processor time each. Blocks. */
    public SealedCustomers seal(List<CustomerSeed> many) {
        return seeds.seal(many);
    }

    /**
     * Stores sealed customers with one statement, without app accounts, over the caller's JDBC connection and in its
     * transaction: for the start of the service, before requests are served. Blocks.
     */
    @CanIgnoreReturnValue
    public int addMany(Connection connection, SealedCustomers sealed) throws SQLException {
        return seeds.add(connection, sealed);
    }
}
