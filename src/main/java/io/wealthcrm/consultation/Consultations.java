package io.wealthcrm.consultation;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.chat.Rooms;
import io.wealthcrm.customer.CustomerBrief;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.customer.TimelineEntry;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.product.Products;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** The way of a question: asked, claimed, handed over, closed, rated. Each step is one transaction with its history and news. */
@ApplicationScoped
class Consultations {
    private final ConsultationSteps steps;
    private final ConsultationQueries queries;
    private final ConsultationNews news;
    private final Answerers answerers;
    private final Rooms rooms;
    private final Customers customers;
    private final Products products;
    private final Clock clock;

    Consultations(
            ConsultationSteps steps,
            ConsultationQueries queries,
            ConsultationNews news,
            Answerers answerers,
            Rooms rooms,
            Customers customers,
            Products products,
            Clock clock) {
        this.steps = steps;
        this.queries = queries;
        this.news = news;
        this.answerers = answerers;
        this.rooms = rooms;
        this.customers = customers;
        this.products = products;
        this.clock = clock;
    }

    /**
     * A customer asks; it goes to the own advisor, or where there is none or away, to the queue of the customer's unit.
     *
     * @throws Problem NOT_FOUND (product), CONSULTATION_OPEN_ALREADY with {@code current}
     */
    @WithTransaction
    Uni<ConsultationView> ask(Caller caller, String question, UUID product) {
        return customers
                .brief(caller.scope(), caller.customerId())
                .call(() -> product == null ? Uni.createFrom().voidItem() : products.terms(product))
                .call(() -> steps.requireNoneOpen(caller.userId()))
                .chain(customer -> open(caller, customer, question, product))
                .chain(opened -> queries.view(caller, opened.id()));
    }

    private Uni<Consultation> open(Caller caller, CustomerBrief customer, String question, UUID product) {
        return answerers
                .present(customer.advisorId())
                .chain(advisor -> open(caller, customer, advisor, question, product));
    }

    private Uni<Consultation> open(Caller caller, CustomerBrief customer, UUID advisor, String question, UUID product) {
        return rooms.open(caller.userId(), advisor, caller.displayName(), question)
                .chain(room -> steps.ask(room, caller.userId(), customer, product, advisor))
                .call(opened -> news.moved(opened.id(), "ASKED", caller.userId(), advisor, null))
                .call(news::tell)
                .call(opened -> remember(opened, "CONSULTATION_ASKED", caller.userId()));
    }

    /** One on duty takes it from the queue. @throws Problem NOT_FOUND, NOT_ON_DUTY, CONSULTATION_TAKEN with {@code current} */
    @WithTransaction
    Uni<ConsultationView> claim(Caller caller, UUID id) {
        return queries.reached(caller, id)
                .chain(() -> answerers.requireOnDuty(caller, id))
                .chain(() -> steps.claim(id, caller.userId()))
                .call(claimed -> rooms.enter(claimed.conversationId(), caller.userId()))
                .call(claimed -> rooms.say(claimed.conversationId(), "CONSULTATION_CLAIMED", caller.userId()))
                .call(claimed -> news.moved(id, "CLAIMED", caller.userId(), caller.userId(), null))
                .call(news::tell)
                .chain(claimed -> queries.view(caller, id));
    }

    /**
     * Who has it, leads the unit, or of a visitor's question operations, gives it to somebody else, who sees all of it.
     *
     * @param to null for the queue
     * @throws Problem NOT_FOUND, FORBIDDEN, UNKNOWN_ANSWERER, CONSULTATION_NOT_OPEN
     */
    @WithTransaction
    Uni<Void> handOver(Caller caller, UUID id, UUID to, String note) {
        return queries.view(caller, id)
                .chain(() -> steps.locked(id))
                .call(() -> answerers.requireAble(id, to))
                .invoke(one -> requireHandles(caller, one))
                .chain(one -> give(one, to))
                .call(() -> news.moved(id, "HANDED_OVER", caller.userId(), to, note))
                .chain(news::tell);
    }

    private Uni<Consultation> give(Consultation before, UUID to) {
        return steps.give(before, to).call(() -> move(before, to));
    }

    private Uni<Void> move(Consultation before, UUID to) {
        UUID room = before.conversationId();
        return (before.assigneeId() == null ? rooms.enter(room, to) : rooms.handOver(room, before.assigneeId(), to))
                .chain(() -> rooms.say(room, "CONSULTATION_HANDED_OVER", to));
    }

    /** Who asked, who has it or who leads the unit ends it. @throws Problem NOT_FOUND, FORBIDDEN, CONSULTATION_NOT_OPEN */
    @WithTransaction
    Uni<ConsultationView> close(Caller caller, UUID id) {
        return queries.view(caller, id)
                .chain(() -> steps.locked(id))
                .invoke(one -> {
                    if (!one.askerId().equals(caller.userId())) {
                        requireHandles(caller, one);
                    }
                })
                .chain(one -> end(one, caller.userId()))
                .chain(() -> queries.view(caller, id));
    }

    /** Ends a locked question. Joins the transaction. @throws Problem CONSULTATION_NOT_OPEN */
    Uni<Void> end(Consultation one, UUID by) {
        return steps.close(one)
                .call(() -> news.moved(one.id(), "CLOSED", by, one.assigneeId(), null))
                .call(() -> rooms.close(one.conversationId(), "CONSULTATION_CLOSED"))
                .call(closed -> remember(closed, "CONSULTATION_CLOSED", by))
                .chain(news::ended);
    }

    /** Who asked rates it once. @throws Problem NOT_FOUND, CONSULTATION_STILL_OPEN, CONSULTATION_RATED */
    @WithTransaction
    Uni<ConsultationView> rate(Caller caller, UUID id, int stars, String note) {
        return queries.view(caller, id)
                .chain(() -> steps.rate(id, caller.userId(), stars, note))
                .chain(() -> news.moved(id, "RATED", caller.userId(), null, null))
                .chain(() -> queries.view(caller, id));
    }

    /** On the customer's timeline; a visitor has none. */
    private Uni<Void> remember(Consultation one, String kind, UUID by) {
        return one.customerId() == null
                ? Uni.createFrom().voidItem()
                : customers.addTimeline(
                        new TimelineEntry(one.customerId(), clock.instant(), kind, by, one.id(), Map.of()));
    }

    /** A visitor's question has no advisor: operations step in where who took it is not there. */
    private static void requireHandles(Caller caller, Consultation one) {
        boolean operations = one.customerId() == null && caller.has(Role.OPERATIONS);
        if (!operations
                && !caller.userId().equals(one.assigneeId())
                && !caller.units().contains(one.unitId())) {
            throw Problem.of(CommonProblem.FORBIDDEN);
        }
    }
}
