package io.wealthcrm.audit;

import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.wealthcrm.audit.AuditFault.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Walks the chain seal by seal and names what does not fit; holds no more than the last seal and the faults. */
final class ChainCheck {
    private static final int LISTED = 100;

    private final Tip witnessed;
    private final List<AuditFault> faults = new ArrayList<>();
    private long count;
    private long seq;
    private byte[] hash = ChainHash.genesis();
    private long missingFrom;
    private long endedAt;
    private long entries;

    /** @param witnessed an end of the chain that is known from outside the database */
    ChainCheck(Tip witnessed) {
        this.witnessed = witnessed;
    }

    /** Where to go on reading. */
    long seq() {
        return seq;
    }

    /** The next seal with its entry, if that is still there. */
    void seal(Row row) {
        long at = row.getLong("seq");
        byte[] previous = bytes(row, "prev_hash");
        byte[] own = bytes(row, "hash");
        byte[] rowHash = bytes(row, "row_hash");
        if (at != seq + 1) {
            endMissing();
            add(new AuditFault(Kind.DELETED, seq + 1, at - 1, null));
        } else if (!Arrays.equals(previous, hash)) {
            add(AuditFault.at(Kind.REORDERED, at, row.getLong("audit_id")));
        }
        if (!Arrays.equals(own, ChainHash.next(previous, row.getLong("audit_id"), rowHash))) {
            add(AuditFault.at(Kind.SEAL_ALTERED, at, row.getLong("audit_id")));
        }
        byte[] signed = bytes(row, "signed");
        boolean unlikeWitnessed = at == witnessed.seq() && !Arrays.equals(witnessed.hash(), own);
        if (signed != null && !Arrays.equals(signed, own) || unlikeWitnessed) {
            add(AuditFault.at(Kind.REWRITTEN, at, null));
        }
        entry(at, row, rowHash);
        seq = at;
        hash = own;
        entries++;
    }

    private void entry(long at, Row row, byte[] sealedHash) {
        byte[] actual = bytes(row, "actual");
        if (actual == null) {
            missingFrom = missingFrom == 0 ? at : missingFrom;
            return;
        }
        endMissing();
        if (!Arrays.equals(actual, sealedHash)) {
            Kind kind = row.getBoolean("elsewhere") ? Kind.REORDERED : Kind.ALTERED;
            add(AuditFault.at(kind, at, row.getLong("audit_id")));
        }
    }

    /** An entry follows the ones that are missing: they were deleted out of the middle. */
    private void endMissing() {
        if (missingFrom != 0) {
            add(new AuditFault(Kind.DELETED, missingFrom, seq, null));
            missingFrom = 0;
        }
    }

    void inserted(long auditId) {
        add(AuditFault.at(Kind.INSERTED, 0, auditId));
    }

    /** The last head: it vouches for all that lies before it, so the others' signatures need no look. */
    void head(SignedHead head, boolean genuine) {
        if (genuine) {
            endedAt = head.seq();
        } else {
            add(AuditFault.at(Kind.HEAD_FORGED, head.seq(), null));
            endedAt = seq;
        }
    }

    AuditVerification result(long unsealed, Instant at) {
        long known = Math.max(endedAt, witnessed.seq());
        if (missingFrom != 0 || known > seq) {
            long from = missingFrom != 0 ? missingFrom : seq + 1;
            add(new AuditFault(Kind.TRUNCATED, from, Math.max(seq, known), null));
        } else if (endedAt < seq) {
            // Each batch of seals is written together with its head.
            add(new AuditFault(Kind.HEAD_FORGED, endedAt + 1, seq, null));
        }
        return new AuditVerification(
                count == 0, entries, unsealed, HexFormat.of().formatHex(hash), at, count, List.copyOf(faults));
    }

    private void add(AuditFault fault) {
        count++;
        if (faults.size() < LISTED) {
            faults.add(fault);
        }
    }

    private static byte[] bytes(Row row, String column) {
        Buffer value = row.getBuffer(column);
        return value == null ? null : value.getBytes();
    }
}
