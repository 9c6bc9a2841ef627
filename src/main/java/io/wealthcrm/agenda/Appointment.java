package io.wealthcrm.agenda;

import io.wealthcrm.customer.TimelineEntry;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Time of somebody's that is booked: BOOKED → CANCELLED | HELD | MISSED; what becomes of those whose time has passed,
 * {@link PastAppointments} says. Whoever calls a transition holds its lock and stores the move it answers; that no two overlap
 * is the database's to say.
 */
@Entity
@Table(name = "appointments")
class Appointment {
    @Id
    UUID id;

    UUID ownerId;
    UUID customerId;

    @Enumerated(EnumType.STRING)
    AppointmentKind kind;

    String title;
    Instant startsAt;
    Instant endsAt;
    String place;

    @Enumerated(EnumType.STRING)
    AppointmentState state;

    UUID bookedBy;
    Instant bookedAt;

    @Version
    long version;

    static Appointment book(UUID owner, NewAppointment input, UUID by, Instant now) {
        Appointment booked = new Appointment();
        booked.id = Ids.next();
        booked.ownerId = owner;
        booked.customerId = input.customerId();
        booked.kind = input.kind();
        booked.title = input.title().strip();
        booked.startsAt = input.startsAt().truncatedTo(ChronoUnit.MICROS);
        booked.endsAt = input.endsAt().truncatedTo(ChronoUnit.MICROS);
        booked.place = input.place();
        booked.state = AppointmentState.BOOKED;
        booked.bookedBy = by;
        booked.bookedAt = now;
        return booked;
    }

    /** @throws Problem APPOINTMENT_ENDED, INVALID_INPUT */
    AppointmentMove change(AppointmentEdit edit, UUID by, Instant now) {
        requireBooked();
        if (!edit.startsAt().equals(startsAt) || !edit.endsAt().equals(endsAt)) {
            NewAppointment.requireSound(kind, edit.startsAt(), edit.endsAt(), now);
        }
        title = edit.title().strip();
        startsAt = edit.startsAt().truncatedTo(ChronoUnit.MICROS);
        endsAt = edit.endsAt().truncatedTo(ChronoUnit.MICROS);
        place = edit.place();
        return AppointmentMove.of(this, AppointmentMoveKind.CHANGED, by, now, null);
    }

    /** Its time is free again. @throws Problem APPOINTMENT_ENDED */
    AppointmentMove cancel(String reason, UUID by, Instant now) {
        requireBooked();
        state = AppointmentState.CANCELLED;
        return AppointmentMove.of(this, AppointmentMoveKind.CANCELLED, by, now, reason);
    }

    /** It took place. @throws Problem APPOINTMENT_ENDED */
    AppointmentMove hold(UUID by, Instant now) {
        requireBooked();
        state = AppointmentState.HELD;
        return AppointmentMove.of(this, AppointmentMoveKind.HELD, by, now, null);
    }

    private void requireBooked() {
        if (state != AppointmentState.BOOKED) {
            throw Problem.of(AgendaProblem.APPOINTMENT_ENDED, Map.of("current", state));
        }
    }

    AppointmentEdit edit() {
        return new AppointmentEdit(title, startsAt, endsAt, place);
    }

    /** What the customer's timeline tells of a move. */
    TimelineEntry entry(AppointmentMove move) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("summary", title);
        data.put("startsAt", startsAt.toString());
        return new TimelineEntry(customerId, move.at, "APPOINTMENT_" + move.kind, move.byId, id, data);
    }
}
