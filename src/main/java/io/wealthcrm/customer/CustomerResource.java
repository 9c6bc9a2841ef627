package io.wealthcrm.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Customers' profiles: found, opened, edited, handed over. */
@Path("/api/v1/customers")
class CustomerResource {
    private final Profiles profiles;
    private final ContactReads contacts;
    private final CustomerList list;
    private final Disclosures disclosures;
    private final Callers callers;

    CustomerResource(
            Profiles profiles, ContactReads contacts, CustomerList list, Disclosures disclosures, Callers callers) {
        this.profiles = profiles;
        this.contacts = contacts;
        this.disclosures = disclosures;
        this.list = list;
        this.callers = callers;
    }

    /** To whom a customer goes. */
    record Transfer(@NotNull UUID advisorId, @Size(min = 1, max = 500) String reason) {}

    @GET
    @RolesAllowed(Access.FILE_READERS)
    public Uni<Page<CustomerSummary>> list(
            @Valid @BeanParam CustomerFilter filter, @Valid @BeanParam PageRequest page) {
        return list.page(callers.current(), filter, page);
    }

    @POST
    @RolesAllowed(Access.SALES)
    @LimitedHints
    @Idempotent
    public Uni<RestResponse<CustomerView>> open(@Valid @NotNull NewCustomer input) {
        return profiles.open(callers.current(), input)
                .map(customer -> Created.at("/api/v1/customers/" + customer.id(), customer));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<CustomerView> get(@RestPath UUID id) {
        return profiles.view(callers.current(), id);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({"application/json", "application/merge-patch+json"})
    @RolesAllowed(Access.SALES)
    @LimitedHints
    public Uni<CustomerView> change(
            @RestPath UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = NewCustomer.class))) @NotNull
                    ObjectNode patch) {
        return profiles.change(callers.current(), id, ifMatch, patch);
    }

    /** Phone and ID number in full, so many an hour. */
    @GET
    @Path("/{id}/contact-details")
    @RolesAllowed({Access.SALES, "COMPLIANCE", "OPERATIONS", "CALLBACK", "CUSTOMER"})
    public Uni<ContactDetails> contactDetails(@RestPath UUID id) {
        Caller caller = callers.current();
        return disclosures.allowDetails(caller).chain(() -> contacts.of(caller, id));
    }

    @POST
    @Path("/{id}/transfer")
    @RolesAllowed({"TEAM_LEAD", "BRANCH_MANAGER"})
    @Idempotent
    public Uni<CustomerView> transfer(@RestPath UUID id, @Valid @NotNull Transfer to) {
        return profiles.transfer(callers.current(), id, to);
    }
}
