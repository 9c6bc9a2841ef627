package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** What a customer may be offered. The customer may fill in the questionnaire in the app. */
@Path("/api/v1/customers/{id}")
class SuitabilityResource {
    private final Suitability suitability;
    private final Certifications certifications;
    private final Callers callers;

    SuitabilityResource(Suitability suitability, Certifications certifications, Callers callers) {
        this.suitability = suitability;
        this.certifications = certifications;
        this.callers = callers;
    }

    @POST
    @Path("/risk-assessments")
    @RolesAllowed({Access.SALES, "CUSTOMER"})
    @Idempotent
    public Uni<RestResponse<RiskAssessmentView>> assess(@RestPath UUID id, @Valid @NotNull NewRiskAssessment input) {
        return suitability
                .assess(callers.current(), id, input)
                .map(view -> Created.at("/api/v1/customers/" + id + "/risk-assessments", view));
    }

    @GET
    @Path("/risk-assessments")
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<Page<RiskAssessmentView>> assessments(@RestPath UUID id) {
        return suitability.assessments(callers.current().scope(), id);
    }

    @POST
    @Path("/investor-certifications")
    @RolesAllowed(Access.SALES)
    @Idempotent
    public Uni<RestResponse<InvestorCertificationView>> certify(
            @RestPath UUID id, @Valid @NotNull NewInvestorCertification input) {
        return certifications
                .certify(callers.current(), id, input)
                .map(view -> Created.at("/api/v1/customers/" + id + "/investor-certifications", view));
    }

    /** By somebody else than who handed it in; an approval waits for it, submission does not. */
    @POST
    @Path("/investor-certifications/{certificationId}/review")
    @RolesAllowed({"COMPLIANCE", "OPERATIONS"})
    @Idempotent
    public Uni<InvestorCertificationView> review(
            @RestPath UUID id, @RestPath UUID certificationId, @Valid @NotNull NewReview review) {
        return certifications.review(callers.current(), id, certificationId, review);
    }

    @GET
    @Path("/investor-certifications")
    @RolesAllowed({Access.FILE_READERS, "CUSTOMER"})
    public Uni<Page<InvestorCertificationView>> certifications(@RestPath UUID id) {
        return certifications.list(callers.current().scope(), id);
    }
}
