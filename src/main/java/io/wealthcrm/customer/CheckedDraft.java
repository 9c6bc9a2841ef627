package io.wealthcrm.customer;

import java.util.UUID;

/**
 * What became of a draft: sealed and ready to be taken on, or refused.
 *
 * @param sealed as {@link CustomerIntake#takeOn} reads it, phone and ID number encrypted; null for one refused
 * @param phoneIndex blind index of the phone in hex, by which two of the same are found; null for one refused
 * @param idNumberIndex likewise; null without an ID number
 * @param phoneEnd the last four digits of the phone, for one accepted
 * @param code why it is refused, a problem's code; null for one accepted
 * @param field what the code is about, in the words of {@code POST /customers}, e.g. {@code birthday}; or null
 */
public record CheckedDraft(
        UUID id, String sealed, String phoneIndex, String idNumberIndex, String phoneEnd, String code, String field) {

    static CheckedDraft refused(UUID id, String code, String field) {
        return new CheckedDraft(id, null, null, null, null, code, field);
    }

    public boolean accepted() {
        return code == null;
    }

    @Override
    public String toString() {
        return "CheckedDraft[" + id + ", " + code + "]";
    }
}
