package io.wealthcrm.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** A batch; {@code firstNumber} and {@code lastNumber} as printed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BatchView(
        UUID id,
        String firstNumber,
        String lastNumber,
        int count,
        UUID productId,
        PaperStatus status,
        UUID unitId,
        UUID advisorId,
        UUID registeredBy,
        Instant registeredAt,
        UUID sentBy,
        Instant sentAt,
        UUID receivedBy,
        Instant receivedAt,
        long version) {

    static BatchView of(PaperBatch batch) {
        return new BatchView(
                batch.id,
                number(batch, batch.firstNumber),
                number(batch, batch.lastNumber),
                (int) (batch.lastNumber - batch.firstNumber + 1),
                batch.productId,
                batch.status,
                batch.toUnitId,
                batch.toAdvisorId,
                batch.registeredBy,
                batch.registeredAt,
                batch.sentBy,
                batch.sentAt,
                batch.receivedBy,
                batch.receivedAt,
                batch.version);
    }

    private static String number(PaperBatch batch, long count) {
        return batch.prefix + String.format(Locale.ROOT, "%0" + batch.digits + "d", count);
    }
}
