package io.wealthcrm.settlement;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.order.BankAccounts;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Csv;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The file of a released batch for the bank: one line for each payout, with account numbers in the clear. */
@ApplicationScoped
class BankFile {
    private static final String LINES =
            """
            select payout_id, order_id, customer_name, bank_name, bank_account_cipher, amount, currency, pay_on, product
              from bank_file_lines where batch_id = ?1 order by payout_id""";

    private final BatchReads batches;
    private final BankAccounts accounts;
    private final Audit audit;
    private final Vertx vertx;

    BankFile(BatchReads batches, BankAccounts accounts, Audit audit, Vertx vertx) {
        this.batches = batches;
        this.accounts = accounts;
        this.audit = audit;
        this.vertx = vertx;
    }

    record Line(
            UUID payoutId,
            UUID orderId,
            String payee,
            String bank,
            byte[] account,
            BigDecimal amount,
            String currency,
            LocalDate payOn,
            String product) {}

    /**
     * The file as text. Fetching it again gives the same file: what pays twice is the bank's double upload, which the
     * payouts' numbers let it notice. Payees who are erased stand in it for as long as an article keeps their orders; after that
     * there is no such file any more, rather than another one.
     *
     * @throws Problem NOT_FOUND, ILLEGAL_RUN_STATE before the release, BANK_FILE_GONE
     */
    @WithTransaction
    Uni<String> of(Caller caller, UUID batchId) {
        return batches.find(batchId)
                .invoke(BankFile::requireReleased)
                .call(() -> audit.record(caller.userId(), "BANK_FILE_READ", "PAYOUT_BATCH", batchId))
                .chain(() -> Db.select(Line.class, LINES, batchId))
                .invoke(BankFile::requireWhole)
                .chain(this::written);
    }

    private static void requireReleased(BatchView batch) {
        if (batch.status() != BatchStatus.RELEASED && batch.status() != BatchStatus.SETTLED) {
            throw Problem.of(SettlementProblem.ILLEGAL_RUN_STATE, Map.of("current", batch.status()));
        }
    }

    private static void requireWhole(List<Line> lines) {
        if (lines.stream().anyMatch(line -> line.account() == null)) {
            throw Problem.of(SettlementProblem.BANK_FILE_GONE);
        }
    }

    /** Opening ten thousand account numbers takes a while, and happens on a worker. */
    private Uni<String> written(List<Line> lines) {
        return Uni.createFrom().completionStage(() -> vertx.executeBlocking(() -> text(lines), false)
                .toCompletionStage());
    }

    private String text(List<Line> lines) {
        return Csv.head("payoutId", "payeeName", "bankName", "bankAccount", "amount", "currency", "payOn", "memo")
                + Csv.lines(lines.stream().map(this::cells).toList());
    }

    private Object[] cells(Line line) {
        return new Object[] {
            line.payoutId(),
            line.payee(),
            line.bank(),
            accounts.open(line.orderId(), line.account()),
            line.amount(),
            line.currency(),
            line.payOn(),
            line.product()
        };
    }
}
