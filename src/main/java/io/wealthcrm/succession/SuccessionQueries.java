package io.wealthcrm.succession;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Scope;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Reads successions: of people of the caller's line, of anybody for administrators and who sees the whole firm. */
@ApplicationScoped
class SuccessionQueries {
    private static final UUID FIRST = new UUID(0, 0);

    /** {@code %s}: which. */
    private static final String READ =
            """
            select s.id, s.kind, s.state, s.user_id, s.plan, s.effective_on, s.reason, s.by_id, s.at, s.done_at, s.undo_until, s.ended_at,
                   s.ended_by, s.failure, cast(s.outcome as text) as outcome, cast(s.left_alone as text) as left_alone, u.unit_id
              from successions s join users u on u.id = s.user_id where %s""";

    private static final String ONE = READ.formatted("s.id = ?1");
    private static final String NEWEST =
            READ.formatted("s.user_id = ?1 and s.kind = 'OFFBOARDING' order by s.id desc limit 1");

    private static final String ITEMS =
            """
            select h.customer_id, h.from_id, h.to_id, h.to_unit, h.works_id
              from successions s join customer_handovers h on h.operation_id = s.operation_id
             where s.id = ?1 and h.customer_id > ?2 order by h.customer_id limit ?3""";

    private final ObjectMapper json;

    SuccessionQueries(ObjectMapper json) {
        this.json = json;
    }

    record Row(
            UUID id,
            SuccessionKind kind,
            SuccessionState state,
            UUID userId,
            Destination plan,
            LocalDate effectiveOn,
            String reason,
            UUID by,
            Instant at,
            Instant doneAt,
            Instant undoUntil,
            Instant endedAt,
            UUID endedBy,
            String failure,
            String outcome,
            String leftAlone,
            UUID unitId) {}

    /** @throws Problem NOT_FOUND, also for one of somebody out of the caller's line */
    @WithSession
    Uni<SuccessionView> one(Caller caller, UUID id) {
        return Db.one(Row.class, ONE, id).map(row -> seen(caller, row));
    }

    /** Somebody's last offboarding. @throws Problem NOT_FOUND, also without any */
    @WithSession
    Uni<SuccessionView> offboarding(Caller caller, UUID user) {
        return Db.one(Row.class, NEWEST, user).map(row -> seen(caller, row));
    }

    /** What was done, customer by customer in the order of their ids. @throws Problem NOT_FOUND */
    @WithSession
    Uni<Page<SuccessionItem>> items(Caller caller, UUID id, PageRequest page) {
        UUID after = page.after() == null ? FIRST : page.after();
        return one(caller, id)
                .chain(() -> Db.select(SuccessionItem.class, ITEMS, id, after, page.rows()))
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.customerId())));
    }

    /** The ids of customers and what is theirs are nothing for those who see no customers. */
    private SuccessionView seen(Caller caller, Row row) {
        Reach.require(caller, row.unitId());
        boolean named = caller.scope().kind() != Scope.Kind.NONE;
        Outcome outcome = read(row.outcome(), new TypeReference<Outcome>() {});
        return new SuccessionView(
                row.id(),
                row.kind(),
                row.state(),
                row.userId(),
                row.plan(),
                row.effectiveOn(),
                row.reason(),
                row.by(),
                row.at(),
                row.doneAt(),
                row.undoUntil(),
                row.endedAt(),
                row.endedBy(),
                row.failure(),
                null,
                named || outcome == null ? outcome : outcome.withoutDetails(),
                null,
                null,
                named ? read(row.leftAlone(), new TypeReference<List<LeftAlone>>() {}) : null);
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return text == null ? null : json.readValue(text, type);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
