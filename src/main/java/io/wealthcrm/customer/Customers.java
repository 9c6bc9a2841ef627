package io.wealthcrm.customer;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Changes;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The customers' files, for other features. */
@ApplicationScoped
public class Customers {
    private final Sight sight;
    private final ExtraFields fields;
    private final PersonalData personal;
    private final Holdings holdings;
    private final Timeline timeline;
    private final Certifications certifications;
    private final ContactShields shields;
    private final Interactions interactions;
    private final Merging merging;
    private final Seeds seeds;
    private final Tiers tiers;
    private final CustomerList list;
    private final ContactReads contacts;

    Customers(
            Sight sight,
            ExtraFields fields,
            PersonalData personal,
            Holdings holdings,
            Timeline timeline,
            Certifications certifications,
            ContactShields shields,
            Interactions interactions,
            Merging merging,
            Seeds seeds,
            Tiers tiers,
            CustomerList list,
            ContactReads contacts) {
        this.sight = sight;
        this.fields = fields;
        this.personal = personal;
        this.holdings = holdings;
        this.timeline = timeline;
        this.certifications = certifications;
        this.shields = shields;
        this.interactions = interactions;
        this.merging = merging;
        this.seeds = seeds;
        this.tiers = tiers;
        this.list = list;
        this.contacts = contacts;
    }

    /** One customer within sight, in one round trip. Joins the caller's session. @throws Problem NOT_FOUND */
    public Uni<CustomerBrief> brief(Scope scope, UUID id) {
        return sight.customer(scope, id).map(customer -> customer.brief(personal));
    }

    /** The profile of a customer within sight as the caller may see it, in one round trip. Joins the caller's session. @throws Problem NOT_FOUND */
    public Uni<CustomerView> profile(Caller caller, UUID id) {
        return fields.file(caller, id).map(file -> file.view(personal));
    }

    /** That a paper was taken in for this customer; null is none and fine. Joins the session. @throws Problem UNKNOWN_EVIDENCE */
    public Uni<Void> requireEvidence(UUID customer, UUID file) {
        return Evidence.requireOf(customer, file);
    }

    /** All numbers in the clear, for the customer's own copy, whoever sees the customer. Joins the session. @throws Problem NOT_FOUND */
    public Uni<ContactNumbers> numbers(UUID customer) {
        return contacts.numbers(customer);
    }

    /** What stands sealed in place of the phone of somebody who is erased. */
    public byte[] phoneOfNobody(UUID customer) {
        return contacts.phoneOfNobody(customer);
    }

    /**
     * Opens the position of a confirmed order, once: a repeated call for the same order changes nothing. Joins the
     * caller's transaction.
     */
    public Uni<Void> openHolding(NewHolding holding) {
        return holdings.open(holding);
    }

    /**
     * Accepts, in {@code by}'s name, the certification that counts for the customer, where it is still to be reviewed and
     * somebody else handed it in. Joins the caller's transaction.
     */
    public Uni<Void> acceptCertification(UUID customer, UUID by) {
        return certifications.accept(customer, by);
    }

    /**
     * From now on nobody promotes anything to the customer (冷静期免打扰), until {@link #unshield} and at least until
     * {@code until}. Once for each order; a repeat changes nothing. Joins the caller's transaction.
     */
    public Uni<Void> shield(UUID customer, UUID order, Instant at, Instant until) {
        return shields.open(customer, order, at, until);
    }

    /** Ends what {@link #shield} began for that order. Joins the caller's transaction. */
    public Uni<Void> unshield(UUID order, Instant at) {
        return shields.close(order, at);
    }

    /** Adds one entry to a customer's timeline. Joins the caller's transaction. */
    public Uni<Void> addTimeline(TimelineEntry entry) {
        return timeline.add(entry);
    }

    /** Adds one entry to a customer's timeline as a part of the changes. */
    public void addTimeline(TimelineEntry entry, Changes changes) {
        timeline.add(entry, changes);
    }

    /**
     * Writes down a dealing with a customer within sight, as its own route does, and answers its id. Joins the caller's
     * transaction.
     *
     * @throws Problem NOT_FOUND, INVALID_INPUT
     */
    public Uni<UUID> interact(Caller caller, UUID customer, NewInteraction input) {
        return interactions.add(caller, customer, input).map(InteractionView::id);
    }

    /**
     * Makes two files within sight one (客户合并): all that refers to {@code merged} refers to {@code survivor}, in the caller's
     * transaction and as a part of a restorable operation.
     *
     * @param fields what was chosen; the rest is the survivor's, where it has a value
     * @throws Problem NOT_FOUND, MERGE_MERGED, MERGE_ERASED, MERGE_IN_COOLING_OFF, DIFFERENT_ID_NUMBERS, RELATION_CYCLE, CONTRADICTING_RELATION
     */
    public Uni<MergedFiles> merge(
            Caller caller, UUID operation, UUID survivor, UUID merged, Map<MergeField, Side> fields) {
        return merging.merge(caller, operation, survivor, merged, fields);
    }

    /** Takes {@link #merge} back wholly. @throws Problem NOT_FOUND, ALREADY_UNDONE, CHANGED_SINCE */
    public Uni<Void> unmerge(Caller caller, UUID operation, UUID survivor, UUID merged) {
        return merging.undo(caller, operation, survivor, merged);
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

    /** Gives all of those just stored their tiers, likewise. Blocks. */
    public void settleTiers(Connection connection) throws SQLException {
        tiers.settleAll(connection);
    }

    /** Those within sight that fit, newest first; one round trip. @throws Problem INVALID_CURSOR */
    public Uni<Page<CustomerSummary>> fitting(Scope scope, CustomerConditions conditions, PageRequest page) {
        return list.page(scope, conditions, page);
    }

    /** How many within sight fit; one round trip. */
    public Uni<Long> count(Scope scope, CustomerConditions conditions) {
        return list.count(scope, conditions);
    }
}
