package io.wealthcrm.contract;

import java.util.Set;

/** Where a paper contract is. {@link #next()} lists the legal moves; {@code paper_contract_transitions} repeats them. */
enum PaperStatus {
    /** 在库. */
    IN_STOCK,
    /** 已发出, on its way to the holder. */
    SENT,
    /** 已签收 by the holder. */
    RECEIVED,
    /** 已签署: it carries an order. */
    SIGNED,
    /** 已交回 to operations, signed or not. */
    RETURNED,
    /** 已归档. */
    ARCHIVED,
    /** 已作废. */
    VOIDED;

    Set<PaperStatus> next() {
        return switch (this) {
            case IN_STOCK -> Set.of(SENT, VOIDED);
            case SENT -> Set.of(RECEIVED, SIGNED, VOIDED);
            case RECEIVED -> Set.of(SIGNED, RETURNED, VOIDED);
            case SIGNED -> Set.of(RECEIVED, RETURNED);
            case RETURNED -> Set.of(ARCHIVED, VOIDED);
            case ARCHIVED, VOIDED -> Set.of();
        };
    }
}
