package io.wealthcrm.product;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Access;
import io.wealthcrm.identity.Callers;
import io.wealthcrm.product.QuestionView.AnswerView;
import io.wealthcrm.shared.Created;
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
import org.jboss.resteasy.reactive.RestResponse;

/** Questions about a product and their answers. */
@Path("/api/v1/products/{id}/questions")
class QuestionResource {
    private final Questions questions;
    private final Callers callers;

    QuestionResource(Questions questions, Callers callers) {
        this.questions = questions;
        this.callers = callers;
    }

    record NewQuestion(@NotBlank @Size(max = 2000) String text) {}

    record NewAnswer(@NotBlank @Size(max = 4000) String text) {}

    /** Newest first, each with its answers; a customer sees own questions only. */
    @GET
    @Authenticated
    public Uni<Page<QuestionView>> questions(@RestPath UUID id, @Valid @BeanParam PageRequest page) {
        return questions.list(id, page, callers.current());
    }

    @POST
    @RolesAllowed({Access.SALES, "CUSTOMER"})
    @Idempotent
    public Uni<RestResponse<QuestionView>> ask(@RestPath UUID id, @Valid @NotNull NewQuestion question) {
        return questions
                .ask(id, question.text(), callers.current())
                .map(asked -> Created.at("/api/v1/products/" + id + "/questions", asked));
    }

    /** Tells the asker, too. */
    @POST
    @Path("/{questionId}/answers")
    @RolesAllowed({"OPERATIONS", "COMPLIANCE"})
    @Idempotent
    public Uni<RestResponse<AnswerView>> answer(
            @RestPath UUID id, @RestPath UUID questionId, @Valid @NotNull NewAnswer answer) {
        return questions
                .answer(id, questionId, answer.text(), callers.current())
                .map(given -> Created.at("/api/v1/products/" + id + "/questions", given));
    }
}
