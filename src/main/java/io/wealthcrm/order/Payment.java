package io.wealthcrm.order;

import io.wealthcrm.customer.CustomerBrief;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;

/** Money that arrived for an order; {@code bankReference} is the bank's own number of the transfer, unique in the firm. */
record Payment(
        @NotBlank @Size(max = 100) String payerName,
        @NotNull Money amount,
        @NotNull Instant paidAt,
        @NotBlank @Size(max = 64) @Pattern(regexp = "[^\\p{Cntrl}]*") String bankReference) {

    /**
     * The payer must be the customer (同名账户付款), and pay all of it and no more.
     *
     * @throws Problem PAYER_MISMATCH, PAYMENT_AMOUNT_MISMATCH
     */
    void requireFitting(Order order, CustomerBrief customer) {
        if (!normal(payerName).equals(normal(customer.name()))) {
            throw Problem.of(OrderProblem.PAYER_MISMATCH);
        }
        if (amount.amount().compareTo(order.amount) != 0) {
            throw Problem.of(OrderProblem.PAYMENT_AMOUNT_MISMATCH);
        }
    }

    /** Banks write names in full-width letters, in capitals and with spaces of their own. */
    static String normal(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replaceAll("[\\p{Z}\\s]", "")
                .toLowerCase(Locale.ROOT);
    }

    /** Masked in logs. */
    @Override
    public String toString() {
        return "Payment[" + bankReference + "]";
    }
}
