package io.wealthcrm.agenda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.MergePatch;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;

/** Books people's time. Each step is one transaction with its history and news; who comes second is told the slot is taken. */
@ApplicationScoped
class Appointments {
    private final AppointmentQueries queries;
    private final Calendars calendars;
    private final Assignees assignees;
    private final AppointmentNews news;
    private final TimelineNews timelines;
    private final MergePatch mergePatch;
    private final Clock clock;

    Appointments(
            AppointmentQueries queries,
            Calendars calendars,
            Assignees assignees,
            AppointmentNews news,
            TimelineNews timelines,
            MergePatch mergePatch,
            Clock clock) {
        this.queries = queries;
        this.calendars = calendars;
        this.assignees = assignees;
        this.news = news;
        this.timelines = timelines;
        this.mergePatch = mergePatch;
        this.clock = clock;
    }

    /** @throws Problem INVALID_INPUT, NOT_FOUND (owner, customer), OUTSIDE_WORKING_HOURS, UNKNOWN_ASSIGNEE, SLOT_TAKEN */
    @WithTransaction
    Uni<AppointmentView> book(Caller caller, UUID owner, NewAppointment input) {
        input.check(clock.instant());
        calendars.requireAtWork(caller, owner, input.startsAt(), input.endsAt());
        Appointment booked = Appointment.book(owner, input, caller.userId(), clock.instant());
        return calendars
                .lock(caller, owner)
                .chain(() -> assignees.requireSight(caller, owner, input.customerId()))
                .chain(() -> Db.persist(booked))
                .chain(() -> keep(
                        booked,
                        AppointmentMove.of(booked, AppointmentMoveKind.BOOKED, caller.userId(), booked.bookedAt, null)))
                .onFailure(Appointments::isTaken)
                .transform(failure -> Problem.of(AgendaProblem.SLOT_TAKEN))
                .chain(() -> queries.view(caller, booked.id));
    }

    /** @throws Problem NOT_FOUND, VERSION_REQUIRED, STALE_VERSION, APPOINTMENT_ENDED, OUTSIDE_WORKING_HOURS, SLOT_TAKEN */
    @WithTransaction
    Uni<AppointmentView> change(Caller caller, UUID id, String ifMatch, ObjectNode patch) {
        return moved(caller, id, booked -> {
            Version.require(ifMatch, booked.version);
            AppointmentEdit edit = mergePatch.apply(booked.edit(), patch, AppointmentEdit.class);
            calendars.requireAtWork(caller, booked.ownerId, edit.startsAt(), edit.endsAt());
            return booked.change(edit, caller.userId(), clock.instant());
        });
    }

    /** @throws Problem NOT_FOUND, APPOINTMENT_ENDED */
    @WithTransaction
    Uni<AppointmentView> cancel(Caller caller, UUID id, String reason) {
        return moved(caller, id, booked -> booked.cancel(reason, caller.userId(), clock.instant()));
    }

    private Uni<AppointmentView> moved(Caller caller, UUID id, Function<Appointment, AppointmentMove> step) {
        return queries.view(caller, id)
                .chain(seen -> calendars.lock(caller, seen.ownerId()))
                .chain(() -> queries.locked(id))
                .chain(booked -> keep(booked, step.apply(booked)))
                .onFailure(Appointments::isTaken)
                .transform(failure -> Problem.of(AgendaProblem.SLOT_TAKEN))
                .chain(() -> queries.view(caller, id));
    }

    /** With the move goes what has changed of the appointment; a customer's timeline tells when it was made and given up. */
    private Uni<Void> keep(Appointment booked, AppointmentMove move) {
        return Db.persist(move)
                .chain(() -> move.kind == AppointmentMoveKind.CHANGED
                        ? Uni.createFrom().voidItem()
                        : timelines.tell(booked.entry(move), booked.ownerId))
                .chain(() -> news.tell(booked, move));
    }

    private static boolean isTaken(Throwable failure) {
        return DatabaseProblem.isDuplicate(failure, "appointments_once");
    }
}
