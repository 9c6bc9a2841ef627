package io.wealthcrm.order;

import io.wealthcrm.shared.Problem;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;

/** What compliance (合规) decides; RETURN and REJECT need a reason. */
record Decision(@NotNull Verdict decision, @Size(max = 500) String reason) {

    enum Verdict {
        APPROVE,
        /** To be mended and submitted again (退回). */
        RETURN,
        /** For good (驳回); the quota goes back. */
        REJECT
    }

    void applyTo(Order order, UUID by, Instant at, Gates gates) {
        if (decision != Verdict.APPROVE && (reason == null || reason.isBlank())) {
            throw Problem.invalid("/reason", "NOT_BLANK", "退回或驳回须说明理由 / a reason is needed to return or reject");
        }
        switch (decision) {
            case APPROVE -> order.approve(by, at, reason, gates);
            case RETURN -> order.sendBack(by, at, reason);
            case REJECT -> order.reject(by, at, reason);
        }
    }
}
