package io.wealthcrm.audit;

import java.util.Locale;

/**
 * One thing that was done to the audit log.
 *
 * @param kind what it was
 * @param fromSeq first place in the chain
 * @param toSeq last place in the chain; equal to {@code fromSeq} for a single entry
 * @param auditId the entry's id in the audit log, null where it concerns several or none
 */
record AuditFault(Kind kind, long fromSeq, long toSeq, Long auditId) {

    enum Kind {
        /** The entry's content is not what was sealed. */
        ALTERED,
        /** The entry is missing. */
        DELETED,
        /** The entry stands where another was sealed, or the seals themselves changed places. */
        REORDERED,
        /** Everything from here to the end of what was sealed is missing. */
        TRUNCATED,
        /** An entry that was never handed over to be sealed: put in past the service. */
        INSERTED,
        /** A seal does not agree with itself. */
        SEAL_ALTERED,
        /** A signed head names another hash at this place: the chain was computed anew. */
        REWRITTEN,
        /** A head whose signature is not the service's, or that was removed. */
        HEAD_FORGED
    }

    static AuditFault at(Kind kind, long seq, Long auditId) {
        return new AuditFault(kind, seq, seq, auditId);
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + fromSeq + "–" + toSeq;
    }
}
