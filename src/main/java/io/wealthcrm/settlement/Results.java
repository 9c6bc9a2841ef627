package io.wealthcrm.settlement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.notification.NoticeKind;
import io.wealthcrm.notification.Notifications;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes in what the bank says became of a batch: all of a file or nothing of it, and the same file once. */
@ApplicationScoped
class Results {
    private static final Duration WORTH_A_PUSH = Duration.ofDays(3);

    private final Batches batches;
    private final BatchReads reads;
    private final Notifications notifications;
    private final Audit audit;
    private final ObjectMapper json;
    private final WealthConfig firm;
    private final Clock clock;

    Results(
            Batches batches,
            BatchReads reads,
            Notifications notifications,
            Audit audit,
            ObjectMapper json,
            WealthConfig firm,
            Clock clock) {
        this.batches = batches;
        this.reads = reads;
        this.notifications = notifications;
        this.audit = audit;
        this.json = json;
        this.firm = firm;
        this.clock = clock;
    }

    record Check(int unknown, int wrongAmount, int settled) {}

    /**
     * Settles the payouts of the file, books those paid, and tells customers and advisors.
     *
     * @throws Problem NOT_FOUND, ILLEGAL_RUN_STATE, RESULT_FILE_INVALID, RESULT_LINE_UNKNOWN, RESULT_AMOUNT_WRONG,
     *     RESULT_ALREADY_SETTLED
     */
    @WithTransaction
    Uni<BatchView> take(Caller caller, UUID batchId, String csv) {
        List<ResultLine> lines = ResultLine.parse(csv);
        String sha256 = sha256(csv);
        return batches.lock(batchId)
                .chain(batch -> received(caller, batchId, sha256, lines)
                        .chain(fresh -> fresh
                                ? settle(caller, batch, lines)
                                : Uni.createFrom().voidItem()))
                .chain(() -> reads.find(batchId));
    }

    /** False when this very file came before. */
    private Uni<Boolean> received(Caller caller, UUID batchId, String sha256, List<ResultLine> lines) {
        long paid = lines.stream().filter(ResultLine::paid).count();
        return Db.execute(
                        ResultSql.RECEIVED,
                        batchId,
                        sha256,
                        (int) paid,
                        (int) (lines.size() - paid),
                        caller.userId(),
                        clock.instant())
                .map(inserted -> inserted == 1);
    }

    private Uni<Void> settle(Caller caller, Batches.State batch, List<ResultLine> lines) {
        batch.require(BatchStatus.RELEASED);
        String all = write(lines);
        Instant now = clock.instant();
        return Db.select(Check.class, ResultSql.CHECK, batch.id(), all)
                .invoke(found -> requireFitting(found.get(0)))
                .chain(() -> Db.execute(
                        ResultSql.SETTLE, batch.id(), all, now, LocalDate.ofInstant(now, firm.zone()), caller.userId()))
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "payout_attempts_bank_reference_key"))
                .transform(failure -> Problem.of(SettlementProblem.RESULT_ALREADY_SETTLED))
                .chain(() -> Db.execute(ResultSql.FINISH, batch.id()))
                .chain(() -> audit.record(caller.userId(), "PAYOUT_RESULTS_TAKEN", "PAYOUT_BATCH", batch.id()))
                .chain(() -> notifications.fanOut(
                        NoticeKind.PAYOUT, ResultSql.AUDIENCE, batch.id(), all, now.plus(WORTH_A_PUSH)))
                .replaceWithVoid();
    }

    private static void requireFitting(Check check) {
        if (check.unknown() > 0) {
            throw Problem.of(SettlementProblem.RESULT_LINE_UNKNOWN, Map.of("lines", check.unknown()));
        }
        if (check.settled() > 0) {
            throw Problem.of(SettlementProblem.RESULT_ALREADY_SETTLED, Map.of("lines", check.settled()));
        }
        if (check.wrongAmount() > 0) {
            throw Problem.of(SettlementProblem.RESULT_AMOUNT_WRONG, Map.of("lines", check.wrongAmount()));
        }
    }

    private String write(List<ResultLine> lines) {
        try {
            return json.writeValueAsString(lines);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
