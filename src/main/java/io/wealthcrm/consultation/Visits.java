package io.wealthcrm.consultation;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.chat.MessageView;
import io.wealthcrm.chat.Rooms;
import io.wealthcrm.chat.Said;
import io.wealthcrm.identity.Tries;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Questions of the website's visitors (官网在线咨询). A visitor is a person in the chat who can never sign in: no name to sign in
 * with, no phone, not active. A token lets the browser into that one conversation over REST for some hours, and nowhere else.
 */
@ApplicationScoped
class Visits {
    private static final String PERSON =
            "insert into users (id, display_name, roles, active) values (?1, ?2, '{CUSTOMER}', false)";

    private static final String OPEN =
            """
            insert into consultations as k (id, conversation_id, asker_id, unit_id, state, visit_hash, visit_until)
            select ?1, ?2, ?3, u.id, 'QUEUED', ?4, now() + make_interval(secs => cast(?5 as float8))
              from units u where u.kind = 'HEAD_OFFICE'
            returning %s"""
                    .formatted(Consultation.COLUMNS);

    private static final String VISIT =
            """
            select k.id, k.conversation_id, k.asker_id, k.state, k.visit_until, coalesce(k.rating, 0) > 0 as rated
              from consultations k where k.id = ?1 and k.visit_hash = ?2 and k.visit_until > now()""";

    private final Rooms rooms;
    private final VisitWaits waits;
    private final Consultations consultations;
    private final ConsultationSteps steps;
    private final ConsultationNews news;
    private final ConsultationConfig config;
    private final Tries tries;

    Visits(
            Rooms rooms,
            VisitWaits waits,
            Consultations consultations,
            ConsultationSteps steps,
            ConsultationNews news,
            ConsultationConfig config,
            Tries tries) {
        this.rooms = rooms;
        this.waits = waits;
        this.consultations = consultations;
        this.steps = steps;
        this.news = news;
        this.config = config;
        this.tries = tries;
    }

    /** What a visitor's browser keeps: {@code token} for this conversation until {@code expiresAt}, which nobody can get again. */
    record Opened(UUID id, String token, Instant expiresAt) {}

    /** A visit as the visitor sees it. */
    record Visit(UUID id, UUID conversationId, UUID askerId, ConsultationState state, Instant until, boolean rated) {}

    /** A new question for who is on duty at head office. @throws Problem TOO_MANY_REQUESTS */
    Uni<Opened> open(String name, String question, String address) {
        return tries.take("visits", config.visitsPerHour(), Duration.ofHours(1), address)
                .chain(() -> Panache.withTransaction(() -> opened(name, question)));
    }

    private Uni<Opened> opened(String name, String question) {
        UUID visitor = Ids.next();
        String token = VisitToken.random();
        double life = config.visitLife().toSeconds();
        return Db.execute(PERSON, visitor, name)
                .chain(() -> rooms.open(visitor, null, name, question))
                .chain(room ->
                        Db.select(Consultation.class, OPEN, Ids.next(), room, visitor, VisitToken.hash(token), life))
                .map(rows -> rows.get(0))
                .call(opened -> news.moved(opened.id(), "ASKED", visitor, null, null))
                .call(news::tell)
                .chain(opened -> found(opened.id(), token))
                .map(visit -> new Opened(visit.id(), token, visit.until()));
    }

    /** @throws Problem NOT_FOUND for a wrong or expired token */
    @WithSession
    Uni<Visit> visit(UUID id, String token) {
        return found(id, token);
    }

    private static Uni<Visit> found(UUID id, String token) {
        return Db.one(Visit.class, VISIT, id, VisitToken.hash(token == null ? "" : token));
    }

    /**
     * In order of seq. Where there is nothing yet, and the question is not closed, it waits for something to be said.
     *
     * @param wait at most
     * @throws Problem NOT_FOUND, TOO_MANY_REQUESTS where too many of the address wait already
     */
    Uni<Page<MessageView>> messages(UUID id, String token, long after, int limit, Duration wait, String address) {
        return visit(id, token)
                .chain(visit -> wait.isZero() || visit.state() == ConsultationState.CLOSED
                        ? rooms.transcript(visit.conversationId(), after, limit)
                        : waits.next(visit.conversationId(), after, limit, wait, address));
    }

    /** @throws Problem NOT_FOUND, TOO_MANY_REQUESTS, and those of {@link Rooms#post} */
    Uni<Said> say(UUID id, String token, UUID cid, String text) {
        return Panache.withSession(() -> found(id, token))
                .call(() -> tries.take(
                        "visit-messages", config.visitMessagesPerMinute(), Duration.ofMinutes(1), id.toString()))
                .chain(visit -> rooms.post(visit.conversationId(), visit.askerId(), cid, text));
    }

    /** @throws Problem NOT_FOUND, CONSULTATION_NOT_OPEN */
    @WithTransaction
    Uni<Void> close(UUID id, String token) {
        return visit(id, token).chain(() -> steps.locked(id)).chain(one -> consultations.end(one, one.askerId()));
    }

    /** @throws Problem NOT_FOUND, CONSULTATION_STILL_OPEN, CONSULTATION_RATED */
    @WithTransaction
    Uni<Void> rate(UUID id, String token, int stars, String note) {
        return visit(id, token)
                .call(visit -> steps.rate(id, visit.askerId(), stars, note))
                .chain(visit -> news.moved(id, "RATED", visit.askerId(), null, null));
    }
}
