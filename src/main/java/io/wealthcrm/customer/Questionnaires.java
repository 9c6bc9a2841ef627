package io.wealthcrm.customer;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Language;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

/** The versions of the risk questionnaire. */
@ApplicationScoped
class Questionnaires {
    private final CustomerQueries queries;
    private final Audit audit;
    private final Clock clock;
    private final WealthConfig config;

    Questionnaires(CustomerQueries queries, Audit audit, Clock clock, WealthConfig config) {
        this.queries = queries;
        this.audit = audit;
        this.clock = clock;
        this.config = config;
    }

    /** The version in force today. One round trip. */
    @WithSession
    Uni<QuestionnaireView> current(Language language) {
        return current().map(questionnaire -> QuestionnaireView.of(questionnaire, language));
    }

    /** As above, in the caller's session. */
    Uni<Questionnaire> current() {
        return queries.questionnaire(today());
    }

    /** Adds the next version, which is in force from its day on. @throws io.wealthcrm.shared.Problem INVALID_INPUT */
    @WithTransaction
    Uni<QuestionnaireView> publish(Caller caller, NewQuestionnaire input, Language language) {
        NewQuestionnaire dated = input.dated(today());
        // Two at once would take the same number.
        return Db.execute("lock table questionnaires in share row exclusive mode")
                .chain(() -> queries.newestQuestionnaire())
                .chain(newest -> Db.persist(next(newest + 1, dated, caller)))
                .call(made -> audit.record(
                        caller.userId(), "QUESTIONNAIRE_PUBLISHED", "QUESTIONNAIRE", new UUID(0, made.version)))
                .map(made -> QuestionnaireView.of(made, language));
    }

    private Questionnaire next(int version, NewQuestionnaire input, Caller caller) {
        Questionnaire questionnaire = new Questionnaire();
        questionnaire.version = version;
        questionnaire.questions = new Questionnaire.Questions(input.questions());
        questionnaire.bands = new short[input.bands().size()];
        for (int i = 0; i < questionnaire.bands.length; i++) {
            questionnaire.bands[i] = input.bands().get(i).shortValue();
        }
        questionnaire.activeFrom = input.activeFrom();
        questionnaire.createdAt = clock.instant();
        questionnaire.createdBy = caller.userId();
        return questionnaire;
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(config.zone()));
    }
}
