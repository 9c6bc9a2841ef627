package io.wealthcrm.audit;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.shared.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Checks the audit log against its chain. */
@ApplicationScoped
class AuditChain {
    private static final int BATCH = 5000;

    /** Only one snapshot of the log agrees with itself while others write and seal. */
    private static final String ONE_SNAPSHOT = "set transaction isolation level repeatable read, read only";

    /** Where an entry is not what was sealed, whether it is what was sealed elsewhere. */
    private static final String NEXT =
            """
            with next as (
                select s.seq, s.audit_id, s.row_hash, s.prev_hash, s.hash, h.hash as signed,
                       case when l.id is not null then %s end as actual
                  from audit_seals s left join audit_log l on l.id = s.audit_id left join audit_heads h on h.seq = s.seq
                 where s.seq > $1 order by s.seq limit $2)
            select next.*, case when actual = row_hash then false
                                else exists (select from audit_seals o where o.row_hash = next.actual) end as elsewhere
              from next order by seq"""
                    .formatted(ChainHash.OF_ROW);

    private static final String LAST_HEAD = "select * from audit_heads order by seq desc limit 1";

    private static final String INSERTED =
            """
            select l.id from audit_log l
             where not exists (select from audit_seals s where s.audit_id = l.id)
               and not exists (select from audit_unsealed u where u.audit_id = l.id)
             order by l.id""";

    private final Pool pool;
    private final Secrets secrets;
    private final Witness witness;

    AuditChain(Pool pool, Secrets secrets, Witness witness) {
        this.pool = pool;
        this.secrets = secrets;
        this.witness = witness;
    }

    /** Reads the whole log once, in constant memory: some ten seconds for a million entries. */
    Uni<AuditVerification> verify() {
        return witness.last().chain(last -> verify(new ChainCheck(last)));
    }

    private Uni<AuditVerification> verify(ChainCheck check) {
        return pool.withTransaction(connection -> connection
                .query(ONE_SNAPSHOT)
                .execute()
                .chain(() -> walk(connection, check))
                .chain(() -> compareHead(connection, check))
                .chain(() -> findInserted(connection, check))
                .chain(() -> unsealed(connection))
                .map(unsealed -> check.result(unsealed, Instant.now())));
    }

    private static Uni<Void> walk(SqlConnection connection, ChainCheck check) {
        return Multi.createBy()
                .repeating()
                .uni(() -> connection
                        .preparedQuery(NEXT)
                        .execute(Tuple.of(check.seq(), BATCH))
                        .invoke(rows -> rows.forEach(check::seal)))
                .whilst(rows -> rows.size() == BATCH)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> compareHead(SqlConnection connection, ChainCheck check) {
        return connection
                .query(LAST_HEAD)
                .execute()
                .invoke(rows -> rows.forEach(row -> {
                    SignedHead head = SignedHead.of(row);
                    check.head(head, head.isGenuine(secrets));
                }))
                .replaceWithVoid();
    }

    private static Uni<Void> findInserted(SqlConnection connection, ChainCheck check) {
        return connection
                .query(INSERTED)
                .execute()
                .invoke((RowSet<Row> rows) -> rows.forEach(row -> check.inserted(row.getLong("id"))))
                .replaceWithVoid();
    }

    private static Uni<Long> unsealed(SqlConnection connection) {
        return connection.query("select count(*) from audit_unsealed").execute().map(rows -> rows.iterator()
                .next()
                .getLong(0));
    }
}
