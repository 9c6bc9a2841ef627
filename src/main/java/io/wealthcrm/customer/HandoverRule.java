package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import java.util.UUID;

/** What the firm's rules say of a customer whom a lead gives to an advisor; the pool keeps them, which comes after this package. */
public interface HandoverRule {
    /** The advisor's row is locked against other gifts and claims. Joins the caller's transaction. Fails with what stands in the way. */
    Uni<Void> require(Caller caller, UUID customer, UUID advisor);
}
