package io.wealthcrm.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** One entry of the ledger of consents. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConsentView(
        UUID id,
        UUID customerId,
        Consent.Purpose purpose,
        boolean granted,
        LocalDate givenOn,
        LocalDate validUntil,
        UUID evidenceFileId,
        UUID by,
        Instant createdAt) {

    static ConsentView of(Consent consent) {
        return new ConsentView(
                consent.id,
                consent.customerId,
                consent.purpose,
                consent.granted,
                consent.givenOn,
                consent.validUntil,
                consent.evidenceFileId,
                consent.byId,
                consent.createdAt);
    }
}
