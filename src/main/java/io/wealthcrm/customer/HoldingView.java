package io.wealthcrm.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Rate;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A position (持仓).
 *
 * @param value shares times {@code nav}, rounded half-even to the cent; the principal where there is no net asset value
 * @param navDate the day {@code nav} is of
 * @param maturesOn left out for open-ended products
 * @param endedOn the first day it is no longer held; left out while it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HoldingView(
        UUID id,
        UUID productId,
        String productName,
        String productKind,
        UUID orderId,
        String currency,
        Money principal,
        Rate shares,
        Rate nav,
        LocalDate navDate,
        Money value,
        LocalDate openedOn,
        LocalDate maturesOn,
        LocalDate endedOn,
        String status) {}
