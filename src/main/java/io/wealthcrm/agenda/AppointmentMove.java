package io.wealthcrm.agenda;

import io.wealthcrm.shared.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** One step of an appointment's history: who did what when, and when it was to be then. */
@Entity
@Immutable
@Table(name = "appointment_moves")
class AppointmentMove {
    /** In the order of the moves. */
    @Id
    UUID id;

    UUID appointmentId;

    @Enumerated(EnumType.STRING)
    AppointmentMoveKind kind;

    Instant at;
    UUID byId;
    Instant startsAt;
    Instant endsAt;
    String note;

    static AppointmentMove of(Appointment of, AppointmentMoveKind kind, UUID by, Instant at, String note) {
        AppointmentMove move = new AppointmentMove();
        move.id = Ids.next();
        move.appointmentId = of.id;
        move.kind = kind;
        move.at = at;
        move.byId = by;
        move.startsAt = of.startsAt;
        move.endsAt = of.endsAt;
        move.note = note;
        return move;
    }
}
