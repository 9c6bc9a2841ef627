package io.wealthcrm.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A request as its routes show it.
 *
 * @param dueOn the day by which it must be answered; {@code overdue} once that has passed
 * @param answerZh what the customer is told, in both languages
 * @param erased of an erasure, what was done: the steps of its plan
 * @param copyUntil until when the copy can be fetched, in real time
 * @param hindrance of an open one, why it does not come to its end by itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PrivacyRequestView(
        UUID id,
        UUID customerId,
        PrivacyKind kind,
        PrivacyState state,
        NewPrivacyRequest.Channel channel,
        String note,
        UUID evidenceFileId,
        Instant receivedAt,
        LocalDate dueOn,
        boolean overdue,
        UUID by,
        UUID verifiedBy,
        Instant verifiedAt,
        UUID decidedBy,
        Instant decidedAt,
        String answerZh,
        String answerEn,
        @JsonRawValue @Schema(implementation = ErasureStep[].class) String erased,
        Instant copyUntil,
        PrivacyHindrance hindrance,
        long version) {

    static PrivacyRequestView of(PrivacyRequest row, LocalDate today) {
        boolean open = row.state().compareTo(PrivacyState.DONE) < 0;
        return new PrivacyRequestView(
                row.id(),
                row.customerId(),
                row.kind(),
                row.state(),
                row.channel(),
                row.note(),
                row.evidenceFileId(),
                row.receivedAt(),
                row.dueOn(),
                open && row.dueOn().isBefore(today),
                row.byId(),
                row.verifiedBy(),
                row.verifiedAt(),
                row.decidedBy(),
                row.decidedAt(),
                row.answerZh(),
                row.answerEn(),
                row.done(),
                row.copyUntil(),
                row.hindrance(),
                row.version());
    }

    /** For customers: not what staff noted of it, nor who they are. */
    PrivacyRequestView forCustomer() {
        return new PrivacyRequestView(
                id,
                customerId,
                kind,
                state,
                channel,
                channel == NewPrivacyRequest.Channel.APP ? note : null,
                null,
                receivedAt,
                dueOn,
                overdue,
                null,
                null,
                verifiedAt,
                null,
                decidedAt,
                answerZh,
                answerEn,
                null,
                copyUntil,
                null,
                version);
    }
}
