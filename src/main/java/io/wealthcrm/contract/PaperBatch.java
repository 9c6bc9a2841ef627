package io.wealthcrm.contract;

import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A run of numbers printed for one product, handed out as a whole. */
@Entity
@Table(name = "paper_contract_batches")
class PaperBatch {
    @Id
    UUID id;

    String prefix;
    long firstNumber;
    long lastNumber;
    int digits;
    UUID productId;

    /** IN_STOCK, SENT or RECEIVED; what becomes of its contracts later is theirs. */
    @Enumerated(EnumType.STRING)
    PaperStatus status;

    UUID toUnitId;
    UUID toAdvisorId;
    UUID registeredBy;
    Instant registeredAt;
    UUID sentBy;
    Instant sentAt;
    UUID receivedBy;
    Instant receivedAt;

    @Version
    long version;

    static PaperBatch of(NewBatch input, UUID by, Instant at) {
        PaperBatch batch = new PaperBatch();
        batch.id = Ids.next();
        batch.prefix = input.prefix();
        batch.firstNumber = input.first();
        batch.lastNumber = input.first() + input.count() - 1;
        batch.digits = Math.max(input.digits(), Long.toString(batch.lastNumber).length());
        batch.productId = input.productId();
        batch.status = PaperStatus.IN_STOCK;
        batch.registeredBy = by;
        batch.registeredAt = at;
        return batch;
    }

    /** @throws Problem BATCH_NOT_MOVABLE */
    void send(UUID unit, UUID advisor, UUID by, Instant at) {
        move(PaperStatus.IN_STOCK, PaperStatus.SENT);
        toUnitId = unit;
        toAdvisorId = advisor;
        sentBy = by;
        sentAt = at;
    }

    /** @throws Problem BATCH_NOT_MOVABLE */
    void receive(UUID by, Instant at) {
        move(PaperStatus.SENT, PaperStatus.RECEIVED);
        receivedBy = by;
        receivedAt = at;
    }

    private void move(PaperStatus from, PaperStatus to) {
        if (status != from) {
            throw Problem.of(ContractProblem.BATCH_NOT_MOVABLE, Map.of("current", status));
        }
        status = to;
    }
}
