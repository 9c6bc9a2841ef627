package io.wealthcrm.settlement;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Batches of payouts: prepared by one, released by another, out to the bank and back. */
@Path("/api/v1/payouts/batches")
class BatchResource {
    private static final String CSV = "text/csv;charset=UTF-8";

    private final Batches batches;
    private final BatchReads reads;
    private final BankFile bankFile;
    private final Results results;
    private final Callers callers;

    BatchResource(Batches batches, BatchReads reads, BankFile bankFile, Results results, Callers callers) {
        this.batches = batches;
        this.reads = reads;
        this.bankFile = bankFile;
        this.results = results;
        this.callers = callers;
    }

    /** Puts what is due of a distribution, or single payouts, into a batch. */
    @POST
    @RolesAllowed("OPERATIONS")
    @Idempotent(required = true)
    public Uni<RestResponse<BatchView>> prepare(@Valid @NotNull NewBatch batch) {
        return batches.prepare(callers.current(), batch)
                .map(made -> Created.at("/api/v1/payouts/batches/" + made.id(), made));
    }

    /** The newest first. */
    @GET
    @RolesAllowed({"OPERATIONS", "FINANCE"})
    public Uni<Page<BatchView>> batches(@RestQuery BatchStatus status, @Valid @BeanParam PageRequest page) {
        return reads.list(status, page);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"OPERATIONS", "FINANCE"})
    public Uni<BatchView> batch(@RestPath UUID id) {
        return reads.find(id);
    }

    /**
     * Decides the step of the batch's approval that is open to the caller, where the firm has a flow of kind PAYOUT. The last
     * approval releases the batch; rejected or returned, its payouts are due again.
     */
    @POST
    @Path("/{id}/approval")
    @RolesAllowed(Access.STAFF)
    @Idempotent(required = true)
    public Uni<BatchView> decide(@RestPath UUID id, @Valid @NotNull BatchDecision decision) {
        return batches.decide(callers.current(), id, decision);
    }

    /** By somebody other than the preparer, where no approval is open; the bank file may then be fetched. */
    @POST
    @Path("/{id}/release")
    @RolesAllowed("FINANCE")
    @Idempotent(required = true)
    public Uni<BatchView> release(@RestPath UUID id) {
        return batches.release(callers.current(), id);
    }

    /** Gives up a batch that is not released; its payouts are due again. */
    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed({"OPERATIONS", "FINANCE"})
    @Idempotent(required = true)
    public Uni<BatchView> cancel(@RestPath UUID id) {
        return batches.cancel(callers.current(), id);
    }

    /** CSV for the bank: {@code payoutId, payeeName, bankName, bankAccount, amount, currency, payOn, memo}. Audited. */
    @GET
    @Path("/{id}/file")
    @Produces(CSV)
    @RolesAllowed("FINANCE")
    public Uni<RestResponse<String>> file(@RestPath UUID id) {
        return bankFile.of(callers.current(), id).map(text -> RestResponse.ResponseBuilder.ok(text)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"payouts-" + id + ".csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build());
    }

    /**
     * The bank's result file, CSV: {@code payoutId, amount, status (PAID or FAILED), bankReference, reason}. Taken as a whole
     * or refused as a whole; the same file again changes nothing.
     */
    @POST
    @Path("/{id}/results")
    @Consumes("text/csv")
    @RolesAllowed({"OPERATIONS", "FINANCE"})
    @Idempotent(required = true)
    public Uni<BatchView> results(@RestPath UUID id, @NotNull String file) {
        return results.take(callers.current(), id, file);
    }
}
