package io.wealthcrm.agenda;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * A check-in.
 *
 * @param appointmentId the caller's own with that customer; null for a visit nobody booked
 * @param latitude degrees (WGS 84), with the longitude or not at all
 * @param accuracy of the place, in metres
 */
record NewCustomerVisit(
        @NotNull UUID customerId,
        UUID appointmentId,
        @DecimalMin("-90") @DecimalMax("90") @Digits(integer = 2, fraction = 5) BigDecimal latitude,
        @DecimalMin("-180") @DecimalMax("180") @Digits(integer = 3, fraction = 5) BigDecimal longitude,
        @Min(0) @Max(100_000) Integer accuracy) {}
