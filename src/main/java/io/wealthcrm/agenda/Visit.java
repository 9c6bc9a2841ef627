package io.wealthcrm.agenda;

import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** Somebody's being with a customer: from the check-in to the check-out. */
@Entity
@Table(name = "visits")
class Visit {
    @Id
    UUID id;

    UUID advisorId;
    UUID customerId;
    UUID appointmentId;
    Instant checkedInAt;

    /** Degrees, as the phone says. */
    BigDecimal latitude;

    BigDecimal longitude;

    /** Metres. */
    Integer accuracy;

    Instant checkedOutAt;
    UUID interactionId;

    @Version
    long version;

    static Visit checkIn(NewCustomerVisit input, UUID by, Instant now) {
        Visit visit = new Visit();
        visit.id = Ids.next();
        visit.advisorId = by;
        visit.customerId = input.customerId();
        visit.appointmentId = input.appointmentId();
        visit.checkedInAt = now;
        visit.latitude = input.latitude();
        visit.longitude = input.longitude();
        visit.accuracy = input.accuracy();
        return visit;
    }

    /** @throws Problem VISIT_ENDED */
    void requireOpen() {
        if (checkedOutAt != null) {
            throw Problem.of(AgendaProblem.VISIT_ENDED);
        }
    }

    /** @param interaction what was said. @throws Problem VISIT_ENDED */
    void checkOut(UUID interaction, Instant now) {
        requireOpen();
        checkedOutAt = now;
        interactionId = interaction;
    }
}
