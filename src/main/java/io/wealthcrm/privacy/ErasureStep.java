package io.wealthcrm.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;

/**
 * What becomes of one kind of records.
 *
 * @param records the kind, as the database names it
 * @param until the first day they need not be kept any more; then they are erased, too
 * @param basis the article that keeps them; {@code basisZh} and {@code basisEn} are its words
 * @param rows how many there are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ErasureStep(
        PrivacySection section,
        String records,
        Action action,
        LocalDate until,
        String basis,
        String basisZh,
        String basisEn,
        long rows) {

    enum Action {
        ERASE,
        KEEP
    }
}
