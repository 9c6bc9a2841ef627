package io.wealthcrm.agenda;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/** Booked time of {@code ownerId}'s, until {@code endsAt} without that instant. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AppointmentView(
        UUID id,
        UUID ownerId,
        String ownerName,
        UUID customerId,
        String customerName,
        AppointmentKind kind,
        String title,
        Instant startsAt,
        Instant endsAt,
        String place,
        AppointmentState state,
        UUID bookedBy,
        Instant bookedAt,
        long version) {}
