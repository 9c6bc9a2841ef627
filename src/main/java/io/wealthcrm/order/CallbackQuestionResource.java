package io.wealthcrm.order;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Language;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;

/** What to ask on the phone. */
@Path("/api/v1/callback-questions")
class CallbackQuestionResource {
    private final CallbackQuestions questions;

    CallbackQuestionResource(CallbackQuestions questions) {
        this.questions = questions;
    }

    /** The eight questions in the reader's language. */
    @GET
    @RolesAllowed({"CALLBACK", "COMPLIANCE", "OPERATIONS"})
    public Uni<CallbackQuestions.Questions> current(@HeaderParam("Accept-Language") String language) {
        return questions.current(Language.of(language));
    }
}
