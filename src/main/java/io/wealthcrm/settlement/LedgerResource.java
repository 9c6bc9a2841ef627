package io.wealthcrm.settlement;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.settlement.EntryView.LineView;
import io.wealthcrm.settlement.Periods.ClosingView;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.QueryValue;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** The ledger (总账): its entries and its periods. */
@Path("/api/v1/ledger")
@RolesAllowed("FINANCE")
class LedgerResource {
    private final Entries entries;
    private final Drafts drafts;
    private final Periods periods;
    private final Callers callers;

    LedgerResource(Entries entries, Drafts drafts, Periods periods, Callers callers) {
        this.entries = entries;
        this.drafts = drafts;
        this.periods = periods;
        this.callers = callers;
    }

    /** The latest accounting day first; {@code from} and {@code to} are accounting days, both included. */
    @GET
    @Path("/entries")
    public Uni<Page<EntryView>> entries(@BeanParam EntryFilter filter, @Valid @BeanParam PageRequest page) {
        return entries.list(filter, page);
    }

    /** A posted entry, or a voucher by the id under which it was prepared. */
    @GET
    @Path("/entries/{id}")
    public Uni<EntryView> entry(@RestPath UUID id) {
        return entries.find(id);
    }

    @GET
    @Path("/entries/{id}/lines")
    public Uni<Page<LineView>> lines(@RestPath UUID id, @Valid @BeanParam PageRequest page) {
        return entries.lines(id, page);
    }

    /**
     * Prepares a voucher made by hand (手工凭证): debits and credits must be equal, the month open. It is PREPARED, and in the
     * books once another person of finance has approved it.
     */
    @POST
    @Path("/entries")
    @Idempotent(required = true)
    public Uni<RestResponse<EntryView>> prepare(@Valid @NotNull NewEntry entry) {
        return drafts.prepare(callers.current(), entry)
                .map(prepared -> Created.at("/api/v1/ledger/entries/" + prepared.id(), prepared));
    }

    /** Posts a prepared voucher, by somebody other than the preparer; the entry has an id of its own. */
    @POST
    @Path("/entries/{id}/approval")
    @Idempotent(required = true)
    public Uni<EntryView> approve(@RestPath UUID id) {
        return drafts.approve(callers.current(), id);
    }

    /** Gives up a prepared voucher. */
    @POST
    @Path("/entries/{id}/cancellation")
    @Idempotent(required = true)
    public Uni<EntryView> cancel(@RestPath UUID id) {
        return drafts.cancel(callers.current(), id);
    }

    /** The closed months, the latest first. */
    @GET
    @Path("/periods")
    public Uni<Page<ClosingView>> periods(@Valid @BeanParam PageRequest page) {
        return periods.list(page);
    }

    /** Closes a month ({@code 2026-11}) that is over, and all before it: nothing more is posted there, ever. */
    @POST
    @Path("/periods/{period}/closing")
    @Idempotent
    public Uni<RestResponse<ClosingView>> close(@RestPath String period) {
        return periods.close(callers.current(), QueryValue.month("period", period))
                .map(closed -> Created.at("/api/v1/ledger/periods", closed));
    }
}
