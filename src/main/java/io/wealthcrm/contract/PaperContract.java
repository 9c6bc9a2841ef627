package io.wealthcrm.contract;

import io.wealthcrm.shared.Problem;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One numbered form. Each move checks, changes and records; whoever moves it writes {@link #moves} down. */
@Entity
@Table(name = "paper_contracts")
class PaperContract {
    @Id
    String number;

    UUID batchId;
    UUID productId;

    @Enumerated(EnumType.STRING)
    PaperStatus status;

    Instant statusAt;
    UUID unitId;

    /** Null while the unit as a whole holds it. */
    UUID advisorId;

    /** The order it carries, or carried. */
    UUID orderId;

    @Version
    long version;

    @Transient
    final List<PaperMove> moves = new ArrayList<>();

    /** It carries the order from now on, and is the advisor's who had it signed. */
    void sign(UUID order, UUID advisor, UUID by, Instant at) {
        require(PaperStatus.SIGNED);
        orderId = order;
        advisorId = advisor;
        move(PaperStatus.SIGNED, by, at, null);
    }

    /**
     * The order goes on with another paper: one not yet given back was entered by mistake and may be used, one that lies
     * with operations is void.
     */
    void free(UUID by, Instant at) {
        if (status == PaperStatus.RETURNED) {
            move(PaperStatus.VOIDED, by, at, null);
            return;
        }
        move(PaperStatus.RECEIVED, by, at, null);
        orderId = null;
    }

    /** Back at operations. @throws Problem CONTRACT_ORDER_MISMATCH unless {@code order} is the one it carries, or both none */
    void bringBack(UUID order, UUID by, Instant at, String note) {
        require(PaperStatus.RETURNED);
        requireOrder(order);
        move(PaperStatus.RETURNED, by, at, note);
    }

    /** Into the archive. @throws Problem CONTRACT_ORDER_MISMATCH; CONTRACT_NOT_MOVABLE for one never signed */
    void archive(UUID order, UUID by, Instant at, String note) {
        require(PaperStatus.ARCHIVED);
        if (orderId == null) {
            throw notMovable();
        }
        requireOrder(order);
        move(PaperStatus.ARCHIVED, by, at, note);
    }

    /** Spoiled or lost; a signed one must come back first. */
    void voidIt(UUID by, Instant at, String reason) {
        move(PaperStatus.VOIDED, by, at, reason);
    }

    private void requireOrder(UUID order) {
        if (orderId == null ? order != null : !orderId.equals(order)) {
            throw Problem.of(ContractProblem.CONTRACT_ORDER_MISMATCH);
        }
    }

    private void require(PaperStatus target) {
        if (!status.next().contains(target)) {
            throw notMovable();
        }
    }

    private void move(PaperStatus target, UUID by, Instant at, String note) {
        require(target);
        moves.add(PaperMove.of(this, target, by, at, note));
        status = target;
        statusAt = at;
    }

    private Problem notMovable() {
        return Problem.of(ContractProblem.CONTRACT_NOT_MOVABLE, Map.of("current", status));
    }
}
