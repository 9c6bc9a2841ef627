package io.wealthcrm.chat;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Legal holds on what was said (法律保全). */
@ApplicationScoped
class Holds {
    private static final String COLUMNS =
            "id, conversation_id, user_id, reason, placed_by, placed_at, lifted_by, lifted_at, lift_reason";

    private static final String LIST =
            """
            select %s from chat_holds
             where (lifted_at is null or not ?1) and (cast(?2 as uuid) is null or id < cast(?2 as uuid))
             order by id desc limit ?3"""
                    .formatted(COLUMNS);

    private static final String ONE = "select " + COLUMNS + " from chat_holds where id = ?1";

    private static final String PLACE =
            """
            insert into chat_holds (id, conversation_id, user_id, reason, placed_by)
            values (?1, cast(?2 as uuid), cast(?3 as uuid), ?4, ?5)""";

    private static final String LIFT =
            """
            update chat_holds set lifted_by = ?2, lifted_at = clock_timestamp(), lift_reason = ?3
             where id = ?1 and lifted_at is null""";

    private static final String KNOWN =
            "select (select count(*) from conversations where id = cast(?1 as uuid)) + (select count(*) from users where id = cast(?2 as uuid))";

    private final RetentionRun run;
    private final Audit audit;

    Holds(RetentionRun run, Audit audit) {
        this.run = run;
        this.audit = audit;
    }

    /** The newest first. @param standing whether to leave out those that were lifted */
    @WithSession
    Uni<Page<Hold>> list(boolean standing, PageRequest page) {
        return Db.select(Hold.class, LIST, standing, page.after(), page.rows())
                .map(rows -> Page.of(rows, page.limit(), hold -> Cursor.of(hold.id())));
    }

    /** From the answer on nothing goes: the batch under way is waited for. One of the two is null. @throws Problem NOT_FOUND */
    @WithTransaction
    Uni<Hold> place(Caller by, UUID conversation, UUID person, String reason) {
        UUID id = Ids.next();
        return run.pause()
                .chain(() -> Db.select(Long.class, KNOWN, conversation, person))
                .invoke(known -> {
                    if (known.get(0) == 0) {
                        throw Problem.of(CommonProblem.NOT_FOUND);
                    }
                })
                .chain(() -> Db.execute(PLACE, id, conversation, person, reason, by.userId()))
                .chain(() -> one(id))
                .call(hold -> record(by, "CHAT_HOLD_PLACED", hold));
    }

    /** @throws Problem NOT_FOUND, HOLD_LIFTED when it was lifted before */
    @WithTransaction
    Uni<Hold> lift(Caller by, UUID id, String reason) {
        return one(id).chain(() -> Db.execute(LIFT, id, by.userId(), reason))
                .invoke(lifted -> {
                    if (lifted == 0) {
                        throw Problem.of(ChatProblem.HOLD_LIFTED);
                    }
                })
                .chain(() -> one(id))
                .call(hold -> record(by, "CHAT_HOLD_LIFTED", hold));
    }

    private static Uni<Hold> one(UUID id) {
        return Db.one(Hold.class, ONE, id);
    }

    private Uni<Void> record(Caller by, String action, Hold hold) {
        return hold.conversationId() == null
                ? audit.record(by.userId(), action, "USER", hold.userId())
                : audit.record(by.userId(), action, "CONVERSATION", hold.conversationId());
    }
}
