package io.wealthcrm.audit;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.shared.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** The chain's end at a time, with the service's signature. */
record SignedHead(long seq, byte[] hash, Instant signedAt, byte[] signature) {

    static SignedHead of(Row row) {
        return new SignedHead(
                row.getLong("seq"),
                row.getBuffer("hash").getBytes(),
                row.getOffsetDateTime("signed_at").toInstant(),
                row.getBuffer("signature").getBytes());
    }

    /** Real time: a moved clock of the firm has no say in what is proof. */
    static SignedHead sign(long seq, byte[] hash, Secrets secrets) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new SignedHead(seq, hash, now, secrets.sign(text(seq, hash, now)));
    }

    boolean isGenuine(Secrets secrets) {
        return secrets.hasSigned(text(seq, hash, signedAt), signature);
    }

    private static byte[] text(long seq, byte[] hash, Instant signedAt) {
        return ("wealth-crm audit head\n" + seq + "\n" + HexFormat.of().formatHex(hash) + "\n" + signedAt + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    Tuple row() {
        return Tuple.of(seq, Buffer.buffer(hash), signedAt.atOffset(ZoneOffset.UTC), Buffer.buffer(signature));
    }
}
