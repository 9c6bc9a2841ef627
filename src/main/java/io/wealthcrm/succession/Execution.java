package io.wealthcrm.succession;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.agenda.AgendaHandover;
import io.wealthcrm.approval.DelegationEnds;
import io.wealthcrm.chat.RoomsHandover;
import io.wealthcrm.complaint.ComplaintHandover;
import io.wealthcrm.consultation.ConsultationHandover;
import io.wealthcrm.customer.Handover;
import io.wealthcrm.customer.Handovers;
import io.wealthcrm.identity.Departures;
import io.wealthcrm.order.Orders;
import io.wealthcrm.pool.PoolHandover;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Restorations;
import io.wealthcrm.team.TeamHandover;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Moves customers and all that is under way with them: a few statements for each feature, however many they are. */
@ApplicationScoped
class Execution {
    /** Of the line on the timeline. */
    private static final String SUCCEEDED = "SUCCEEDED";

    private final Restorations restorations;
    private final Handovers customers;
    private final PoolHandover pool;
    private final TeamHandover teams;
    private final Orders orders;
    private final AgendaHandover agenda;
    private final ComplaintHandover complaints;
    private final ConsultationHandover consultations;
    private final RoomsHandover rooms;
    private final DelegationEnds delegations;
    private final Covers covers;
    private final Departures departures;
    private final SuccessionConfig config;
    private final Clock clock;

    Execution(
            Restorations restorations,
            Handovers customers,
            PoolHandover pool,
            TeamHandover teams,
            Orders orders,
            AgendaHandover agenda,
            ComplaintHandover complaints,
            ConsultationHandover consultations,
            RoomsHandover rooms,
            DelegationEnds delegations,
            Covers covers,
            Departures departures,
            SuccessionConfig config,
            Clock clock) {
        this.restorations = restorations;
        this.customers = customers;
        this.pool = pool;
        this.teams = teams;
        this.orders = orders;
        this.agenda = agenda;
        this.complaints = complaints;
        this.consultations = consultations;
        this.rooms = rooms;
        this.delegations = delegations;
        this.covers = covers;
        this.departures = departures;
        this.config = config;
        this.clock = clock;
    }

    /** An operation under way. @param at by the firm's clock */
    record Done(UUID operation, Instant at, Instant undoUntil) {}

    /** Joins the transaction, which holds all locks. */
    Uni<Done> run(Working working, UUID by, String reason) {
        Instant now = clock.instant();
        Instant until = now.plus(config.undoFor());
        return restorations
                .begin(working.asked().kind().name(), by, until)
                .map(operation -> new Done(operation, now, until))
                .call(done -> customers.write(done.operation(), working.handovers()))
                .call(done -> Db.each(steps(done, working.asked(), by, reason), Supplier::get));
    }

    /** One customer who follows what was done before, in an operation of its own. Joins the transaction, which holds all locks. */
    Uni<UUID> follow(Handover one, UUID by) {
        Instant now = clock.instant();
        return restorations
                .begin(SuccessionKind.OFFBOARDING.name(), by, null)
                .call(operation -> customers.write(operation, List.of(one)))
                .call(operation ->
                        Db.each(moves(new Done(operation, now, null), null, null, SUCCEEDED, by, null), Supplier::get));
    }

    private List<Supplier<Uni<?>>> steps(Done done, Asked asked, UUID by, String reason) {
        UUID operation = done.operation();
        UUID leaving = asked.leaving();
        String line = asked.leaves() ? SUCCEEDED : "TRANSFERRED";
        List<Supplier<Uni<?>>> steps = moves(done, leaving, asked.leaver().leadId(), line, by, reason);
        if (asked.leaves()) {
            steps.add(() -> delegations.end(operation, leaving, done.at()));
            steps.add(() -> covers.leave(operation, leaving, by, done.at()));
            steps.add(() -> departures.leave(operation, leaving));
        }
        return steps;
    }

    private List<Supplier<Uni<?>>> moves(Done done, UUID leaving, UUID lead, String line, UUID by, String reason) {
        UUID operation = done.operation();
        List<Supplier<Uni<?>>> steps = new ArrayList<>();
        steps.add(() -> customers.move(operation, done.at(), by, line, reason));
        steps.add(() -> pool.enter(operation, reason, by, done.at()));
        steps.add(() -> teams.move(operation, leaving, by, done.at()));
        steps.add(() -> orders.handOver(operation));
        steps.add(() -> agenda.move(operation, leaving, lead, by, done.at()));
        steps.add(() -> complaints.move(operation, leaving, by, done.at()));
        steps.add(() -> rooms.move(operation, leaving));
        steps.add(() -> consultations.move(operation, leaving, by));
        return steps;
    }
}
