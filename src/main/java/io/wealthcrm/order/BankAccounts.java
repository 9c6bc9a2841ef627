package io.wealthcrm.order;

import io.wealthcrm.shared.FieldCipher;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The bank accounts that contracts name for payouts, sealed in {@code orders.bank_account_cipher}. */
@ApplicationScoped
public class BankAccounts {
    private final FieldCipher cipher;

    BankAccounts(FieldCipher cipher) {
        this.cipher = cipher;
    }

    /** Seals an account number for one order; the result opens for no other. */
    byte[] seal(UUID orderId, String account) {
        return cipher.encrypt(account, context(orderId));
    }

    /** The account number in the clear, to be written into a bank file or the customer's own copy and nowhere else. */
    public String open(UUID orderId, byte[] sealed) {
        return cipher.decrypt(sealed, context(orderId));
    }

    private static String context(UUID orderId) {
        return "order.bank_account/" + orderId;
    }
}
