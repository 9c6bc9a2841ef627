package io.wealthcrm.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** How the chain is computed. */
final class ChainHash {
    static final int LENGTH = 32;

    /**
     * SHA-256 of an entry {@code l} of the audit log, in SQL so that it is computed where the rows are; in the query, not in a
     * function of the database, which could be replaced. Its id is bound by the chain instead, so that an entry that was
     * moved is told from one that was altered.
     */
    static final String OF_ROW =
            """
            sha256(convert_to(cast(jsonb_build_array(cast(extract(epoch from l.at) * 1000000 as bigint), l.actor_id,
                l.action, l.subject_kind, l.subject_id, l.detail) as text), 'UTF8'))""";

    private ChainHash() {}

    static byte[] genesis() {
        return new byte[LENGTH];
    }

    static byte[] next(byte[] previous, long auditId, byte[] rowHash) {
        MessageDigest digest = sha256();
        digest.update(previous);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(auditId).flip());
        return digest.digest(rowHash);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
