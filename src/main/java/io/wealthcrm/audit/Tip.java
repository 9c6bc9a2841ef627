package io.wealthcrm.audit;

import io.vertx.mutiny.sqlclient.Row;
import io.wealthcrm.shared.Secrets;
import java.util.Arrays;

/** Where the chain ends. */
record Tip(long seq, byte[] hash) {
    static final Tip START = new Tip(0, ChainHash.genesis());

    /** The last seal {@code s} beside the last head {@code h}; no row for a chain that has not begun. */
    static final String SELECT =
            """
            select s.seq as seal_seq, s.hash as seal_hash, h.seq, h.hash, h.signed_at, h.signature
              from (select * from audit_seals order by seq desc limit 1) s
              full join (select * from audit_heads order by seq desc limit 1) h on true""";

    /**
     * The end to go on from. What the service did not sign itself, or what lies before an end that it knows, is never signed
     * over: the tampering would be vouched for.
     *
     * @throws BrokenChain for such an end
     */
    static Tip genuine(Iterable<Row> found, Tip witnessed, Secrets secrets) {
        Tip tip = START;
        for (Row row : found) {
            tip = signed(row, secrets);
        }
        if (tip.seq < witnessed.seq || tip.seq == witnessed.seq && !Arrays.equals(tip.hash, witnessed.hash)) {
            throw new BrokenChain();
        }
        return tip;
    }

    private static Tip signed(Row row, Secrets secrets) {
        if (row.getLong("seal_seq") == null || row.getLong("seq") == null) {
            throw new BrokenChain();
        }
        SignedHead head = SignedHead.of(row);
        boolean fits = head.seq() == row.getLong("seal_seq")
                && Arrays.equals(head.hash(), row.getBuffer("seal_hash").getBytes())
                && head.isGenuine(secrets);
        if (!fits) {
            throw new BrokenChain();
        }
        return new Tip(head.seq(), head.hash());
    }
}
