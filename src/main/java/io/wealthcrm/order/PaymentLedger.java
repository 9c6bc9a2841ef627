package io.wealthcrm.order;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** The rows of payments and call-backs; each method joins the caller's transaction, in one round trip. */
@ApplicationScoped
class PaymentLedger {

    /** @throws Problem BANK_REFERENCE_USED */
    Uni<Void> record(Order order, Payment payment, UUID by, Instant at) {
        return Db.execute(
                        """
                        insert into order_payments (id, order_id, payer_name, amount, paid_at, bank_reference, recorded_by,
                            recorded_at)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)""",
                        Ids.next(),
                        order.id,
                        payment.payerName().strip(),
                        payment.amount().amount(),
                        payment.paidAt(),
                        payment.bankReference().strip(),
                        by,
                        at)
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "order_payments_bank_reference_key"))
                .transform(failure -> Problem.of(OrderProblem.BANK_REFERENCE_USED))
                .replaceWithVoid();
    }

    /** With the version of the questions in force that business day. */
    Uni<Void> record(Order order, Callback callback, UUID by, Instant at, LocalDate today) {
        return Db.execute(
                        """
                        insert into order_callbacks (id, order_id, outcome, answers, by_id, at, questions_version)
                        values (?1, ?2, ?3, ?4, ?5, ?6,
                            (select max(version) from callback_questions where active_from <= ?7))""",
                        Ids.next(),
                        order.id,
                        callback.outcome().name(),
                        callback.answers().toArray(String[]::new),
                        by,
                        at,
                        today)
                .replaceWithVoid();
    }

    Uni<Void> refunded(Order order, UUID by, Instant at) {
        return Db.execute(
                        "update order_payments set refunded_by = ?2, refunded_at = ?3 where order_id = ?1",
                        order.id,
                        by,
                        at)
                .replaceWithVoid();
    }
}
