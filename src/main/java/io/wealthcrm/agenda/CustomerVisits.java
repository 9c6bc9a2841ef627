package io.wealthcrm.agenda;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Customers;
import io.wealthcrm.customer.InteractionKind;
import io.wealthcrm.customer.NewInteraction;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Check-ins with customers and what came of them. */
@ApplicationScoped
class CustomerVisits {
    private static final String ONE =
            """
            select v.id, v.advisor_id, v.customer_id, v.appointment_id, v.checked_in_at, v.latitude, v.longitude, v.accuracy,
                   v.checked_out_at, v.interaction_id
              from visits v join users a on a.id = v.advisor_id join customers c on c.id = v.customer_id
             where v.id = ?1 and (v.advisor_id = ?2 or a.unit_id = any (?3)) and (c.advisor_id = any (?4) or c.unit_id = any (?3) or c.id = any (?5))""";

    /** Its state is looked at again when the visit ends. */
    private static final String BOOKED =
            """
            select id from appointments
             where id = ?1 and owner_id = ?2 and customer_id = ?3 and state = 'BOOKED' and kind <> 'LEAVE'""";

    private final Customers customers;
    private final AppointmentQueries appointments;
    private final Clock clock;

    CustomerVisits(Customers customers, AppointmentQueries appointments, Clock clock) {
        this.customers = customers;
        this.appointments = appointments;
        this.clock = clock;
    }

    /** One round trip. @throws Problem NOT_FOUND, also out of sight */
    @WithSession
    Uni<CustomerVisitView> view(Caller caller, UUID id) {
        Scope scope = caller.scope();
        return Db.one(
                CustomerVisitView.class, ONE, id, scope.me(), scope.unitArray(), scope.mineArray(), scope.seatArray());
    }

    /** @throws Problem NOT_FOUND (customer), INVALID_INPUT, UNKNOWN_APPOINTMENT, VISIT_OPEN */
    @WithTransaction
    Uni<CustomerVisitView> checkIn(Caller caller, NewCustomerVisit input) {
        if ((input.latitude() == null) != (input.longitude() == null)
                || input.accuracy() != null && input.latitude() == null) {
            throw Problem.invalid("/latitude", "PLACE", "latitude, longitude");
        }
        Visit visit = Visit.checkIn(input, caller.userId(), clock.instant());
        return customers
                .brief(caller.scope(), input.customerId())
                .chain(() -> requireBooked(visit))
                .chain(() -> Db.persist(visit))
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "visits_one_open"))
                .transform(failure -> Problem.of(AgendaProblem.VISIT_OPEN))
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "visits_appointment_id_key"))
                .transform(failure -> Problem.of(AgendaProblem.UNKNOWN_APPOINTMENT))
                .chain(() -> view(caller, visit.id));
    }

    private static Uni<Void> requireBooked(Visit visit) {
        if (visit.appointmentId == null) {
            return Uni.createFrom().voidItem();
        }
        return Db.select(UUID.class, BOOKED, visit.appointmentId, visit.advisorId, visit.customerId)
                .invoke(found -> {
                    if (found.isEmpty()) {
                        throw Problem.of(AgendaProblem.UNKNOWN_APPOINTMENT);
                    }
                })
                .replaceWithVoid();
    }

    /** By who checked in. Writes the VISIT down, with its next step. @throws Problem NOT_FOUND, VISIT_ENDED, INVALID_INPUT */
    @WithTransaction
    Uni<CustomerVisitView> checkOut(Caller caller, UUID id, VisitResource.CheckOut input) {
        return view(caller, id)
                .chain(() -> lasting(caller, id))
                .call(visit -> writeDown(caller, visit, input))
                .call(visit -> hold(visit, caller.userId()))
                .chain(() -> view(caller, id));
    }

    /** The caller's own, locked until the transaction ends. @throws Problem FORBIDDEN, VISIT_ENDED */
    Uni<Visit> lasting(Caller caller, UUID id) {
        return Db.session()
                .chain(session -> session.find(Visit.class, id, LockModeType.PESSIMISTIC_WRITE))
                .invoke(visit -> requireOwn(caller, visit));
    }

    private Uni<Void> writeDown(Caller caller, Visit visit, VisitResource.CheckOut input) {
        NewInteraction said = new NewInteraction(
                InteractionKind.VISIT, visit.checkedInAt, input.summary(), input.nextStep(), input.nextAt());
        Instant now = clock.instant();
        return customers
                .interact(caller, visit.customerId, said)
                .invoke(interaction -> visit.checkOut(interaction, now))
                .chain(Db::flush);
    }

    private Uni<Void> hold(Visit visit, UUID by) {
        return visit.appointmentId == null
                ? Uni.createFrom().voidItem()
                : appointments.locked(visit.appointmentId).chain(booked -> hold(booked, visit, by));
    }

    /** One that was cancelled meanwhile stays so. */
    private static Uni<Void> hold(Appointment booked, Visit visit, UUID by) {
        return booked.state == AppointmentState.BOOKED
                ? Db.persist(booked.hold(by, visit.checkedOutAt)).replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private static void requireOwn(Caller caller, Visit visit) {
        if (!visit.advisorId.equals(caller.userId())) {
            throw Problem.of(CommonProblem.FORBIDDEN);
        }
        visit.requireOpen();
    }
}
