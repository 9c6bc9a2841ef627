package io.wealthcrm.settlement;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.approval.ApprovalState;
import io.wealthcrm.approval.Approvals;
import io.wealthcrm.approval.Awaited;
import io.wealthcrm.approval.OpenApproval;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.identity.Role;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A batch's way through the firm's flow of kind PAYOUT; without one that applies, another person of finance releases it. */
@ApplicationScoped
class PayoutApproval {
    private static final String KIND = "PAYOUT";

    /** The product is named where it is one; the amount where it is in CNY. */
    private static final String FACTS =
            """
            select left(string_agg(distinct p.name, '、'), 200), case when min(b.currency) = 'CNY' then min(b.amount) end,
                   case when count(distinct p.id) = 1 then cast(min(cast(p.id as text)) as uuid) end
              from payout_batches b
              join payout_attempts a on a.batch_id = b.id
              join payouts o on o.id = a.payout_id
              join products p on p.id = o.product_id
             where b.id = ?1""";

    private final Approvals approvals;

    PayoutApproval(Approvals approvals) {
        this.approvals = approvals;
    }

    record Facts(String title, BigDecimal amount, UUID productId) {
        OpenApproval asked(Caller by, UUID batch) {
            return new OpenApproval(
                    KIND,
                    "PAYOUT_BATCH",
                    batch,
                    title,
                    by.userId(),
                    by.unitId(),
                    Set.of(),
                    amount,
                    productId,
                    "/api/v1/payouts/batches/" + batch + "/approval");
        }
    }

    /** Opens the steps of a batch just prepared. Joins the caller's transaction. */
    Uni<Void> open(Caller by, UUID batch) {
        return Db.select(Facts.class, FACTS, batch)
                .chain(facts -> approvals.open(facts.get(0).asked(by, batch)))
                .replaceWithVoid();
    }

    /** Before the batch is locked; null while no steps are open. */
    Uni<Awaited> awaited(Caller caller, UUID batch) {
        return approvals.awaited(caller, KIND, batch);
    }

    /** @throws Problem PAYOUT_IN_APPROVAL (with {@code decideAt}) while steps of the batch are open */
    Uni<Void> requireNone(Caller caller, UUID batch) {
        return awaited(caller, batch)
                .invoke(awaited -> {
                    if (awaited != null) {
                        throw Problem.of(SettlementProblem.PAYOUT_IN_APPROVAL, Map.of("decideAt", awaited.decideAt()));
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Decides one step. Joins the caller's transaction, which has locked the batch.
     *
     * @throws Problem FORBIDDEN or PAYOUT_NOT_IN_APPROVAL without open steps, INVALID_INPUT, and those of
     *     {@link Approvals#decide}
     */
    Uni<ApprovalState> decide(Caller caller, Awaited awaited, BatchDecision decision) {
        if (awaited == null) {
            caller.require(Role.OPERATIONS, Role.FINANCE);
            throw Problem.of(SettlementProblem.PAYOUT_NOT_IN_APPROVAL);
        }
        return approvals.decide(caller, awaited, decision.forStep());
    }
}
