package io.wealthcrm.contribution;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wealthcrm.customer.Channel;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Rate;

/**
 * What a channel cost and brought; amounts in CNY, quotients rounded half up and left out where there is nothing to divide by.
 *
 * @param channel left out for customers of whom it is not known, who have no cost, and for the sum of all
 * @param cost spent in the months; left out where none stands entered, which is not to say that it was free
 * @param customers won in the months, by when their file was opened: a merged file counts once, with the one that lives on,
 *     an erased one goes on counting while it is kept
 * @param costPerCustomer {@code cost ÷ customers}
 * @param converted those of them with a confirmed order or an open holding by now
 * @param costPerConverted {@code cost ÷ converted}
 * @param confirmed their orders confirmed so far
 * @param contribution their subscription fees so far less commission of final runs; not of twelve months alone
 * @param returnOnCost {@code contribution ÷ cost}, with four digits: from 1 on the channel has paid for itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChannelReturn(
        Channel channel,
        Money cost,
        long customers,
        Money costPerCustomer,
        long converted,
        Money costPerConverted,
        Money confirmed,
        Money contribution,
        Rate returnOnCost) {}
