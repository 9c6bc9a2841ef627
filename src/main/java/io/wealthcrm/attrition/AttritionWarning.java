package io.wealthcrm.attrition;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.shared.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A valuable customer's dealings have shrunk (流失预警).
 *
 * @param days within which
 * @param amountBefore CNY, of ASSETS and ORDERS; figures are those of the day it was raised on
 * @param contactsBefore of CONTACTS
 * @param note of who acknowledged it
 * @param endedAt when its ground was found gone, or it had been acknowledged for {@code days}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AttritionWarning(
        UUID id,
        UUID customerId,
        String customerName,
        UUID advisorId,
        AttritionKind kind,
        int days,
        Money amountBefore,
        Money amountAfter,
        Integer contactsBefore,
        Integer contactsAfter,
        LocalDate raisedOn,
        AttritionState state,
        UUID acknowledgedBy,
        String acknowledgedByName,
        Instant acknowledgedAt,
        String note,
        Instant endedAt) {

    /** As it is stored: figures of either sort in two columns. */
    record Stored(
            UUID id,
            UUID customerId,
            String customerName,
            UUID advisorId,
            AttritionKind kind,
            int days,
            BigDecimal before,
            BigDecimal after,
            LocalDate raisedOn,
            AttritionState state,
            UUID acknowledgedBy,
            String acknowledgedByName,
            Instant acknowledgedAt,
            String note,
            Instant endedAt) {

        AttritionWarning view() {
            boolean counts = kind == AttritionKind.CONTACTS;
            return new AttritionWarning(
                    id,
                    customerId,
                    customerName,
                    advisorId,
                    kind,
                    days,
                    counts ? null : Money.of(before),
                    counts ? null : Money.of(after),
                    counts ? before.intValueExact() : null,
                    counts ? after.intValueExact() : null,
                    raisedOn,
                    state,
                    acknowledgedBy,
                    acknowledgedByName,
                    acknowledgedAt,
                    note,
                    endedAt);
        }
    }
}
