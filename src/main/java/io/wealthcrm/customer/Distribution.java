package io.wealthcrm.customer;

import io.wealthcrm.shared.Money;
import java.util.List;

/**
 * How customers are spread over the values of one dimension.
 *
 * @param shares the most frequent first, 200 at most
 */
public record Distribution(Dimension by, List<Share> shares) {
    /**
     * Those with one value.
     *
     * @param value null where it is not known
     * @param assets what they hold together, in CNY, as last worked out
     */
    public record Share(String value, long customers, Money assets) {}
}
