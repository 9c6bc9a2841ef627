package io.wealthcrm.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;

/** Takes what was written into the audit log since, and chains it. */
@ApplicationScoped
class Sealing {
    private static final int BATCH = 2000;

    /** One node seals; the others pass. */
    private static final String ALONE = "select pg_try_advisory_xact_lock(7310260)";

    private static final String TAKE =
            """
            with taken as (delete from audit_unsealed where audit_id in (
                select audit_id from audit_unsealed order by audit_id limit $1) returning audit_id)
            select l.id, %s as row_hash from taken join audit_log l on l.id = taken.audit_id order by l.id"""
                    .formatted(ChainHash.OF_ROW);

    private static final String SEAL =
            """
            insert into audit_seals (seq, audit_id, row_hash, prev_hash, hash)
            select * from unnest(cast($1 as bigint[]), cast($2 as bigint[]), cast($3 as bytea[]), cast($4 as bytea[]),
                cast($5 as bytea[]))""";

    private static final String ANCHOR =
            "insert into audit_heads (seq, hash, signed_at, signature) values ($1, $2, $3, $4)";

    private final Pool pool;
    private final Secrets secrets;
    private final Witness witness;
    private final Background background;
    private final AuditConfig config;
    private final Counter refused;

    Sealing(
            Pool pool,
            Secrets secrets,
            Witness witness,
            Background background,
            AuditConfig config,
            MeterRegistry meters) {
        this.pool = pool;
        this.secrets = secrets;
        this.witness = witness;
        this.background = background;
        this.config = config;
        refused = Counter.builder("wealth.audit.sealing.refused")
                .description("How often nothing was sealed because the chain does not end as signed; to be alerted on")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        background.every(config.sealPause(), "sealing of the audit log", this::seal);
    }

    private Uni<Void> seal() {
        return witness.last()
                .chain(last -> pool.withTransaction(connection -> sealBatch(connection, last)))
                .onFailure(BrokenChain.class)
                .invoke(broken -> refused.increment())
                .call(batch -> batch.count == 0 ? Uni.createFrom().voidItem() : witness.remember(batch.end))
                .chain(batch -> batch.count == BATCH ? seal() : Uni.createFrom().voidItem());
    }

    /** What was sealed, and where the chain ends by it. */
    private record Sealed(int count, Tip end) {
        static final Sealed NOTHING = new Sealed(0, Tip.START);
    }

    private Uni<Sealed> sealBatch(SqlConnection connection, Tip last) {
        return connection
                .query(ALONE)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0))
                .chain(alone ->
                        alone ? chainOn(connection, last) : Uni.createFrom().item(Sealed.NOTHING));
    }

    private Uni<Sealed> chainOn(SqlConnection connection, Tip last) {
        return connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(BATCH))
                .chain(entries -> entries.size() == 0
                        ? Uni.createFrom().item(Sealed.NOTHING)
                        : connection
                                .query(Tip.SELECT)
                                .execute()
                                .map(found -> Tip.genuine(found, last, secrets))
                                .chain(tip -> append(connection, tip, entries)));
    }

    private Uni<Sealed> append(SqlConnection connection, Tip tip, RowSet<Row> entries) {
        Links links = new Links(tip);
        entries.forEach(links::add);
        SignedHead head = SignedHead.sign(links.end.seq(), links.end.hash(), secrets);
        return connection
                .preparedQuery(SEAL)
                .execute(links.columns())
                .chain(() -> connection.preparedQuery(ANCHOR).execute(head.row()))
                .replaceWith(new Sealed(entries.size(), links.end));
    }

    /** A batch of seals, column by column, so that one statement writes them. */
    private static final class Links {
        private final List<Long> seqs = new ArrayList<>();
        private final List<Long> ids = new ArrayList<>();
        private final List<Buffer> rowHashes = new ArrayList<>();
        private final List<Buffer> previous = new ArrayList<>();
        private final List<Buffer> hashes = new ArrayList<>();
        private Tip end;

        Links(Tip tip) {
            end = tip;
        }

        void add(Row entry) {
            long id = entry.getLong("id");
            byte[] rowHash = entry.getBuffer("row_hash").getBytes();
            byte[] hash = ChainHash.next(end.hash(), id, rowHash);
            seqs.add(end.seq() + 1);
            ids.add(id);
            rowHashes.add(Buffer.buffer(rowHash));
            previous.add(Buffer.buffer(end.hash()));
            hashes.add(Buffer.buffer(hash));
            end = new Tip(end.seq() + 1, hash);
        }

        Tuple columns() {
            return Tuple.of(
                    seqs.toArray(Long[]::new),
                    ids.toArray(Long[]::new),
                    rowHashes.toArray(Buffer[]::new),
                    previous.toArray(Buffer[]::new),
                    hashes.toArray(Buffer[]::new));
        }
    }
}
