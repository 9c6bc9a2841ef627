package io.wealthcrm.agenda;

import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Time to be booked.
 *
 * @param customerId with whom; null for what is with no customer
 * @param startsAt not in the past
 * @param endsAt after it: on leave at most 31 days, else at most 12 hours
 */
record NewAppointment(
        @NotNull AppointmentKind kind,
        @NotBlank @Size(max = 200) String title,
        UUID customerId,
        @NotNull Instant startsAt,
        @NotNull Instant endsAt,
        @Size(min = 1, max = 200) String place) {
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration LONGEST_LEAVE = Duration.ofDays(31);

    /** @throws Problem INVALID_INPUT */
    void check(Instant now) {
        requireSound(kind, startsAt, endsAt, now);
    }

    /** @throws Problem INVALID_INPUT */
    static void requireSound(AppointmentKind kind, Instant startsAt, Instant endsAt, Instant now) {
        NewTask.requireSoon("/startsAt", startsAt, now);
        Instant last = startsAt.plus(kind == AppointmentKind.LEAVE ? LONGEST_LEAVE : LONGEST);
        if (!endsAt.isAfter(startsAt) || endsAt.isAfter(last)) {
            throw Problem.invalid("/endsAt", "RANGE", startsAt + " … " + last);
        }
    }
}
