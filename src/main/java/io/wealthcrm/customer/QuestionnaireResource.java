package io.wealthcrm.customer;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.shared.Created;
import io.wealthcrm.shared.Idempotent;
import io.wealthcrm.shared.Language;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestResponse;

/** The questionnaire that risk assessments answer. */
@Path("/api/v1/risk-questionnaires")
class QuestionnaireResource {
    private final Questionnaires questionnaires;
    private final Callers callers;

    QuestionnaireResource(Questionnaires questionnaires, Callers callers) {
        this.questionnaires = questionnaires;
        this.callers = callers;
    }

    /** In force today, in the reader's language. */
    @GET
    @Path("/current")
    @Authenticated
    public Uni<QuestionnaireView> current(@HeaderParam("Accept-Language") String language) {
        return questionnaires.current(Language.of(language));
    }

    /** The next version; what was assessed by an older one stays as it is. */
    @POST
    @RolesAllowed("COMPLIANCE")
    @Idempotent
    public Uni<RestResponse<QuestionnaireView>> publish(
            @Valid @NotNull NewQuestionnaire input, @HeaderParam("Accept-Language") String language) {
        return questionnaires
                .publish(callers.current(), input, Language.of(language))
                .map(made -> Created.at("/api/v1/risk-questionnaires/current", made));
    }
}
