package io.wealthcrm.contract;

import io.wealthcrm.shared.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** One step of a paper contract's history: who moved it when. */
@Entity
@Immutable
@Table(name = "paper_contract_history")
class PaperMove {
    /** In the order of the moves. */
    @Id
    UUID id;

    String number;

    /** Null for the registration. */
    @Enumerated(EnumType.STRING)
    PaperStatus fromStatus;

    @Enumerated(EnumType.STRING)
    PaperStatus toStatus;

    UUID byId;
    Instant at;
    UUID orderId;
    String note;

    static PaperMove of(PaperContract paper, PaperStatus target, UUID by, Instant at, String note) {
        PaperMove move = new PaperMove();
        move.id = Ids.next();
        move.number = paper.number;
        move.fromStatus = paper.status;
        move.toStatus = target;
        move.byId = by;
        move.at = at;
        move.orderId = paper.orderId;
        move.note = note == null || note.isBlank() ? null : note.strip();
        return move;
    }
}
