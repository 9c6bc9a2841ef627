package io.wealthcrm.customer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** The list of customers for other features, page by page, over a connection of its own. */
@ApplicationScoped
public class CustomerListing {
    private final CustomerList list;
    private final ExtraFields fields;
    private final Disclosures disclosures;
    private final ObjectMapper json;
    private final WealthConfig config;

    CustomerListing(
            CustomerList list, ExtraFields fields, Disclosures disclosures, ObjectMapper json, WealthConfig config) {
        this.list = list;
        this.fields = fields;
        this.disclosures = disclosures;
        this.json = json;
        this.config = config;
    }

    /** @throws Problem INVALID_INPUT for values that are none */
    public void requireValid(CustomerChoice choice) {
        CustomerFilter filter = choice.filter();
        Object unused = filter.tier();
        unused = filter.occupation();
        unused = filter.lastContactBefore(config.zone());
    }

    /** Before the caller has customers chosen, which is a search. Joins the caller's transaction. @throws Problem TOO_MANY_REQUESTS */
    public Uni<Void> search(Caller caller, CustomerChoice choice) {
        return disclosures.search(caller, choice.q());
    }

    /** Those in sight that fit, phones masked. @param cursor of the page before, or null. One round trip. */
    public Uni<Page<CustomerSummary>> page(Scope scope, CustomerChoice choice, int limit, String cursor) {
        return list.page(scope, choice.filter(), PageRequest.of(limit, cursor));
    }

    /** What the caller may read of the extra fields. One round trip, or two. Joins the caller's session. */
    public Uni<ReadableExtra> extra(Caller caller) {
        return fields.access(caller).map(access -> new ReadableExtra(access, json));
    }

    /** How many in sight fit, or a few more where digits of a phone are asked for. One round trip. */
    public Uni<Long> count(Scope scope, CustomerChoice choice) {
        return list.count(scope, choice.filter());
    }
}
