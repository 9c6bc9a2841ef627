package io.wealthcrm.contract;

import java.util.UUID;

/**
 * A contract number entered on an order.
 *
 * @param number as typed, without surrounding blanks
 * @param earlier the number that stood there before; null for the first
 * @param advisorId who serves the order, and
 * @param unitId that person's unit
 * @param by who entered it
 */
public record PaperUse(
        String number, String earlier, UUID orderId, UUID productId, UUID advisorId, UUID unitId, UUID by) {}
