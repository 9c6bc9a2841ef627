package io.wealthcrm.customer;

import java.util.List;

/** Somebody's numbers in the clear, for their own copy: phone, ID number if any, and phones of files merged into this one. */
public record ContactNumbers(String phone, String idNumber, List<String> otherPhones) {
    @Override
    public String toString() {
        return "ContactNumbers[]";
    }
}
