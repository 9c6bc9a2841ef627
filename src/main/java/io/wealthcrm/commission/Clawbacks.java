package io.wealthcrm.commission;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Cursor;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Page;
import io.wealthcrm.shared.PageRequest;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Commission taken back by hand (追回). The next run of each plan writes the reversals, so a second person sees them before
 * they count.
 */
@ApplicationScoped
class Clawbacks {
    private static final String PAID =
            """
            select count(*) from commission_lines l join commission_runs r on r.id = l.run_id
             where l.order_id = ?1 and l.kind = 'EARNED' and r.status = 'FINAL'
               and not exists (select from commission_lines back where back.reverses_id = l.id)""";

    private static final String ADD =
            """
            insert into commission_clawbacks (order_id, reason, requested_by, requested_at) values (?1, ?2, ?3, ?4)
            on conflict do nothing""";

    private static final String LIST =
            """
            select order_id, reason, requested_by, requested_at from commission_clawbacks
             where (requested_at, order_id) < (?1, ?2) order by requested_at desc, order_id desc limit ?3""";

    private static final Cursor START = Cursor.of(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    private final Audit audit;
    private final Clock clock;

    Clawbacks(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    record NewClawback(@NotNull UUID orderId, @NotBlank @Size(max = 500) String reason) {}

    record Clawback(UUID orderId, String reason, UUID requestedBy, Instant requestedAt) {}

    /** @throws Problem NOTHING_TO_CLAW_BACK, CLAWED_BACK_ALREADY */
    @WithTransaction
    Uni<Clawback> add(NewClawback input, Caller caller) {
        Clawback clawback = new Clawback(
                input.orderId(),
                input.reason().strip(),
                caller.userId(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return Db.select(Long.class, PAID, input.orderId())
                .invoke(paid -> require(paid.get(0) > 0, CommissionProblem.NOTHING_TO_CLAW_BACK))
                .chain(() -> Db.execute(
                        ADD, clawback.orderId(), clawback.reason(), clawback.requestedBy(), clawback.requestedAt()))
                .invoke(added -> require(added == 1, CommissionProblem.CLAWED_BACK_ALREADY))
                .chain(() -> audit.record(caller.userId(), "COMMISSION_CLAWED_BACK", "ORDER", input.orderId()))
                .replaceWith(clawback);
    }

    /** Newest first. */
    @WithSession
    Uni<Page<Clawback>> list(PageRequest page) {
        Cursor cursor = page.cursor(2) == null ? START : page.cursor(2);
        return Db.select(Clawback.class, LIST, cursor.instant(0), cursor.uuid(1), page.rows())
                .map(rows -> Page.of(rows, page.limit(), row -> Cursor.of(row.requestedAt(), row.orderId())));
    }

    private static void require(boolean holds, CommissionProblem otherwise) {
        if (!holds) {
            throw Problem.of(otherwise);
        }
    }
}
