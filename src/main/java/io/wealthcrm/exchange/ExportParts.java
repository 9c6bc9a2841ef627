package io.wealthcrm.exchange;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.FieldCipher;
import io.wealthcrm.shared.Retention;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The parts of exports, encrypted as long as they lie here. */
@ApplicationScoped
class ExportParts implements Retention {
    private static final String FORGET =
            """
            delete from export_parts where (export_id, number) in (
                select export_id, number from export_parts where made_at < now() - interval '%d seconds'
                 order by made_at limit ?1 for update skip locked)""";

    private final FieldCipher cipher;
    private final Pool pool;
    private final ExchangeConfig config;

    ExportParts(FieldCipher cipher, Pool pool, ExchangeConfig config) {
        this.cipher = cipher;
        this.pool = pool;
        this.config = config;
    }

    byte[] sealed(UUID export, int number, String text) {
        return cipher.encrypt(text, context(export, number));
    }

    /** Joins the caller's transaction. @param customers who stands in it */
    Uni<Void> add(UUID export, int number, byte[] sealed, UUID[] customers) {
        return Db.execute(
                        "insert into export_parts (export_id, number, content, customer_ids) values (?1, ?2, ?3, ?4)",
                        export,
                        number,
                        sealed,
                        customers)
                .replaceWithVoid();
    }

    /** Over a connection of its own; null where there is none of that number any more. */
    Uni<byte[]> find(UUID export, int number) {
        return pool.preparedQuery("select content from export_parts where export_id = $1 and number = $2")
                .execute(Tuple.of(export, number))
                .map(rows -> rows.size() == 0
                        ? null
                        : rows.iterator().next().getBuffer(0).getBytes());
    }

    String opened(UUID export, int number, byte[] sealed) {
        return cipher.decrypt(sealed, context(export, number));
    }

    /** Joins the caller's transaction. */
    Uni<Void> discard(UUID export) {
        return Db.execute("delete from export_parts where export_id = ?1", export)
                .replaceWithVoid();
    }

    /** A while after they cannot be fetched any more: the first are older than the export's end. */
    @Override
    public List<String> deletes() {
        return List.of(FORGET.formatted(config.exportLife().multipliedBy(2).toSeconds()));
    }

    private static String context(UUID export, int number) {
        return "export.part/" + export + "/" + number;
    }
}
