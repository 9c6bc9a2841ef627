package io.wealthcrm.contract;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** Paper contracts by number. */
@Path("/api/v1/contracts")
class PaperResource {
    private final PaperDesk desk;
    private final PaperListing listing;
    private final Callers callers;

    PaperResource(PaperDesk desk, PaperListing listing, Callers callers) {
        this.desk = desk;
        this.listing = listing;
        this.callers = callers;
    }

    /** What was scanned in; {@code orderId} as it stands on the paper, left out for one never signed. */
    record Scan(UUID orderId, @Size(max = 500) String note) {}

    record Voiding(@NotBlank @Size(max = 500) String reason) {}

    /** Own ones, those of the subtree, or all; by number. */
    @GET
    @RolesAllowed({Access.SALES, "COMPLIANCE", "OPERATIONS", "EXECUTIVE"})
    public Uni<Page<PaperView>> list(@BeanParam PaperFilter filter, @Valid @BeanParam PageRequest page) {
        return listing.list(callers.current().scope(), filter, page);
    }

    /** With its history. */
    @GET
    @Path("/{number}")
    @RolesAllowed({Access.SALES, "COMPLIANCE", "OPERATIONS", "EXECUTIVE"})
    public Uni<PaperView> get(@RestPath String number) {
        return desk.view(callers.current(), number);
    }

    /** The paper is back at operations; a signed one with the order it carries. */
    @POST
    @Path("/{number}/return")
    @RolesAllowed("OPERATIONS")
    @Idempotent
    public Uni<PaperView> bringBack(@RestPath String number, @Valid @NotNull Scan scan) {
        return desk.bringBack(callers.current(), number, scan.orderId(), scan.note());
    }

    /** A signed paper goes into the archive, with the order it carries. */
    @POST
    @Path("/{number}/archive")
    @RolesAllowed("OPERATIONS")
    @Idempotent
    public Uni<PaperView> archive(@RestPath String number, @Valid @NotNull Scan scan) {
        return desk.archive(callers.current(), number, scan.orderId(), scan.note());
    }

    /** Spoiled or lost; a signed one is to be brought back first. */
    @POST
    @Path("/{number}/void")
    @RolesAllowed("OPERATIONS")
    @Idempotent
    public Uni<PaperView> voidIt(@RestPath String number, @Valid @NotNull Voiding voiding) {
        return desk.voidIt(callers.current(), number, voiding.reason());
    }
}
