package io.wealthcrm.order;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/**
 * The signed contract and the account that pays and is paid.
 *
 * @param contractNumber as printed on the paper; unique in the firm
 * @param bankAccount digits, letters, spaces and dashes; kept encrypted and shown by its last four only
 */
record ContractEntry(
        @NotBlank @Size(max = 64) @Pattern(regexp = "[^\\p{Cntrl}]*") String contractNumber,
        @NotNull Instant signedAt,
        @NotBlank @Size(max = 100) @Pattern(regexp = "[^\\p{Cntrl}]*") String bankName,
        @NotNull @Pattern(regexp = "[0-9A-Za-z][0-9A-Za-z -]{5,38}[0-9A-Za-z]") String bankAccount) {

    /** The account without spaces and dashes. */
    String plainAccount() {
        return bankAccount.replaceAll("[ -]", "");
    }

    /** Masked in logs. */
    @Override
    public String toString() {
        return "ContractEntry[]";
    }
}
