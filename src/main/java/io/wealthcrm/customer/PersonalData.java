package io.wealthcrm.customer;

import io.wealthcrm.identity.Phone;
import io.wealthcrm.shared.FieldCipher;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Phone and ID number of customers: sealed for storing, opened for masking and showing. */
@ApplicationScoped
class PersonalData {
    /** The label sign-in by phone uses as well. */
    private static final String PHONE = "phone";

    private static final String ID_NUMBER = "customer.idNumber";

    private final FieldCipher cipher;

    PersonalData(FieldCipher cipher) {
        this.cipher = cipher;
    }

    byte[] sealPhone(UUID customer, String phone) {
        return cipher.encrypt(phone, context("phone", customer));
    }

    String openPhone(UUID customer, byte[] sealed) {
        return cipher.decrypt(sealed, context("phone", customer));
    }

    String maskPhone(UUID customer, byte[] sealed) {
        return Phone.mask(openPhone(customer, sealed));
    }

    byte[] phoneIndex(String phone) {
        return cipher.blindIndex(PHONE, phone);
    }

    int[] phoneTokens(String phone) {
        return PhoneTokens.of(cipher, phone);
    }

    int phoneToken(String digits) {
        return PhoneTokens.token(cipher, digits);
    }

    /** Null for null. */
    byte[] sealIdNumber(UUID customer, String idNumber) {
        return idNumber == null ? null : cipher.encrypt(idNumber, context("idNumber", customer));
    }

    /** Null for null. */
    String openIdNumber(UUID customer, byte[] sealed) {
        return sealed == null ? null : cipher.decrypt(sealed, context("idNumber", customer));
    }

    /** Null for null. */
    byte[] idNumberIndex(String idNumber) {
        return idNumber == null ? null : cipher.blindIndex(ID_NUMBER, idNumber);
    }

    private static String context(String field, UUID customer) {
        return "customer." + field + "/" + customer;
    }
}
