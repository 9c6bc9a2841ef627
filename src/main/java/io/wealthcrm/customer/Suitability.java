package io.wealthcrm.customer;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

/** What a customer may be offered: risk assessments. */
@ApplicationScoped
class Suitability {
    private final Sight sight;
    private final CustomerQueries queries;
    private final Questionnaires questionnaires;
    private final Clock clock;
    private final WealthConfig config;

    Suitability(Sight sight, CustomerQueries queries, Questionnaires questionnaires, Clock clock, WealthConfig config) {
        this.sight = sight;
        this.queries = queries;
        this.questionnaires = questionnaires;
        this.clock = clock;
        this.config = config;
    }

    /** @throws Problem NOT_FOUND, ASSESSMENT_TERM, INVALID_INPUT, UNKNOWN_EVIDENCE */
    @WithTransaction
    Uni<RiskAssessmentView> assess(Caller caller, UUID customer, NewRiskAssessment input) {
        NewRiskAssessment dated = input.dated(today());
        return sight.customer(caller.scope(), customer)
                .chain(() -> Evidence.requireOf(customer, dated.evidenceFileId()))
                .chain(() -> questionnaires.current())
                .chain(questionnaire -> Db.persist(RiskAssessment.of(
                        Ids.next(), customer, dated, questionnaire, caller.userId(), clock.instant())))
                .call(() -> Db.execute(
                        """
                        update customers c set risk_level = a.level, risk_valid_until = a.valid_until
                          from (select level, valid_until from risk_assessments where customer_id = ?1
                                 order by assessed_on desc, id desc limit 1) a
                         where c.id = ?1""",
                        customer))
                .map(RiskAssessmentView::of);
    }

    /** Newest first; two round trips. */
    @WithSession
    Uni<Page<RiskAssessmentView>> assessments(Scope scope, UUID customer) {
        return sight.customer(scope, customer)
                .chain(() -> queries.assessments(customer))
                .map(rows ->
                        new Page<>(rows.stream().map(RiskAssessmentView::of).toList(), null));
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(config.zone()));
    }
}
