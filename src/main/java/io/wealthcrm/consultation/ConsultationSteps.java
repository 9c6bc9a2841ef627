package io.wealthcrm.consultation;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.CustomerBrief;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The statements of a question's way: each moves one row if it still stands where it must. All join the transaction. */
@ApplicationScoped
class ConsultationSteps {
    /** Only while nobody has answered there is a time to answer within. */
    private static final String DUE =
            "case when k.answered_at is null then clock_timestamp() + make_interval(secs => cast(?3 as float8)) end";

    private static final String ASK =
            """
            insert into consultations as k (id, conversation_id, asker_id, customer_id, product_id, unit_id, state, assignee_id, due_at)
            values (?1, ?2, ?4, ?5, cast(?6 as uuid), ?7, case when cast(?8 as uuid) is null then 'QUEUED' else 'ASSIGNED' end,
                    cast(?8 as uuid), case when cast(?8 as uuid) is not null
                                           then clock_timestamp() + make_interval(secs => cast(?3 as float8)) end)
            returning %s"""
                    .formatted(Consultation.COLUMNS);

    private static final String OPEN = "select id from consultations where asker_id = ?1 and state <> 'CLOSED'";

    private static final String CLAIM =
            """
            update consultations k
               set state = 'ASSIGNED', assignee_id = ?2, state_at = clock_timestamp(), due_at = %s, version = version + 1
             where k.id = ?1 and k.state = 'QUEUED' returning %s"""
                    .formatted(DUE, Consultation.COLUMNS);

    private static final String LOCK =
            "select " + Consultation.COLUMNS + " from consultations k where k.id = ?1 for update";

    private static final String GIVE =
            """
            update consultations k
               set state = case when cast(?2 as uuid) is null then 'QUEUED' else 'ASSIGNED' end, assignee_id = cast(?2 as uuid),
                   state_at = clock_timestamp(), due_at = case when cast(?2 as uuid) is not null then %s end, version = version + 1
             where k.id = ?1 returning %s"""
                    .formatted(DUE, Consultation.COLUMNS);

    private static final String CLOSE =
            """
            with first as (select said.answer from consultations k cross join lateral (%s) said where k.id = ?1)
            update consultations k
               set state = 'CLOSED', state_at = clock_timestamp(), closed_at = clock_timestamp(), due_at = null,
                   answered_at = coalesce(k.answered_at, first.answer),
                   duty_wait = case when k.answered_at is null
                                    then duty_seconds(k.unit_id, k.asked_at, coalesce(first.answer, clock_timestamp()), ?2)
                                    else k.duty_wait end,
                   version = version + 1
              from first
             where k.id = ?1 and k.state <> 'CLOSED' returning %s"""
                    .formatted(ConsultationScan.FIRST_ANSWER.formatted("min(x.at) as answer"), Consultation.COLUMNS);

    private static final String RATE =
            """
            update consultations set rating = ?3, rating_note = cast(?4 as text), rated_at = clock_timestamp(), version = version + 1
             where id = ?1 and asker_id = ?2 and state = 'CLOSED' and rating is null""";

    private static final String STATE = "select state from consultations where id = ?1";

    private final ConsultationConfig config;
    private final String zone;

    ConsultationSteps(ConsultationConfig config, WealthConfig firm) {
        this.config = config;
        this.zone = firm.zone().getId();
    }

    private double within() {
        return config.answerWithin().toSeconds();
    }

    /** @param advisor null for the queue @throws Problem CONSULTATION_OPEN_ALREADY */
    Uni<Consultation> ask(UUID room, UUID asker, CustomerBrief customer, UUID product, UUID advisor) {
        return Db.select(
                        Consultation.class,
                        ASK,
                        Ids.next(),
                        room,
                        within(),
                        asker,
                        customer.id(),
                        product,
                        customer.unitId(),
                        advisor)
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "consultations_one_open"))
                .transform(failure -> Problem.of(ConsultationProblem.CONSULTATION_OPEN_ALREADY))
                .map(rows -> rows.get(0));
    }

    /** @throws Problem CONSULTATION_OPEN_ALREADY with the open one as {@code current} */
    Uni<Void> requireNoneOpen(UUID asker) {
        return Db.select(UUID.class, OPEN, asker)
                .invoke(open -> open.forEach(id -> {
                    throw Problem.of(ConsultationProblem.CONSULTATION_OPEN_ALREADY, Map.of("current", id));
                }))
                .replaceWithVoid();
    }

    /** Of those who come at once one gets it. @throws Problem CONSULTATION_TAKEN */
    Uni<Consultation> claim(UUID id, UUID by) {
        return Db.select(Consultation.class, CLAIM, id, by, within())
                .call(rows -> rows.isEmpty() ? refuse(id, ConsultationProblem.CONSULTATION_TAKEN) : nothing())
                .map(rows -> rows.get(0));
    }

    Uni<Consultation> locked(UUID id) {
        return Db.one(Consultation.class, LOCK, id);
    }

    /** Puts a locked one into other hands, or into the queue. @throws Problem CONSULTATION_NOT_OPEN, UNKNOWN_ANSWERER */
    Uni<Consultation> give(Consultation one, UUID to) {
        requireOpen(one);
        if (to == null ? one.assigneeId() == null : to.equals(one.assigneeId()) || to.equals(one.askerId())) {
            throw Problem.of(ConsultationProblem.UNKNOWN_ANSWERER);
        }
        return Db.select(Consultation.class, GIVE, one.id(), to, within()).map(rows -> rows.get(0));
    }

    /** @throws Problem CONSULTATION_NOT_OPEN */
    Uni<Consultation> close(Consultation one) {
        requireOpen(one);
        return Db.select(Consultation.class, CLOSE, one.id(), zone).map(rows -> rows.get(0));
    }

    /** @throws Problem CONSULTATION_STILL_OPEN, CONSULTATION_RATED, NOT_FOUND for anybody but who asked */
    Uni<Void> rate(UUID id, UUID asker, int stars, String note) {
        return Db.execute(RATE, id, asker, (short) stars, note).chain(rated -> rated == 1 ? nothing() : unrated(id));
    }

    private static Uni<Void> unrated(UUID id) {
        return Db.select(String.class, STATE, id)
                .invoke(state -> {
                    throw Problem.of(
                            state.equals(List.of("CLOSED"))
                                    ? ConsultationProblem.CONSULTATION_RATED
                                    : ConsultationProblem.CONSULTATION_STILL_OPEN);
                })
                .replaceWithVoid();
    }

    private static Uni<Void> refuse(UUID id, ConsultationProblem problem) {
        return Db.select(String.class, STATE, id)
                .invoke(state -> {
                    if (state.isEmpty()) {
                        throw Problem.of(CommonProblem.NOT_FOUND);
                    }
                    throw Problem.of(problem, Map.of("current", state.get(0)));
                })
                .replaceWithVoid();
    }

    private static void requireOpen(Consultation one) {
        if (one.state() == ConsultationState.CLOSED) {
            throw Problem.of(ConsultationProblem.CONSULTATION_NOT_OPEN);
        }
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
