package io.wealthcrm.chat;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** How long what is said is kept (聊天记录保存期限), as compliance has set it. */
@ApplicationScoped
class RetentionRules {
    private static final String SELECT =
            "select kind, keep_months, id, changed_by, changed_at, version from chat_retention_rules";

    private static final String CHANGE =
            """
            update chat_retention_rules
               set keep_months = cast(?2 as integer), changed_by = ?3, changed_at = clock_timestamp(), version = version + 1
             where kind = ?1""";

    private final RetentionRun run;
    private final Audit audit;

    RetentionRules(RetentionRun run, Audit audit) {
        this.run = run;
        this.audit = audit;
    }

    record Row(RecordKind kind, Integer keepMonths, UUID id, UUID changedBy, Instant changedAt, long version) {
        RetentionRule view() {
            return new RetentionRule(kind, keepMonths, kind.leastMonths(), changedBy, changedAt, version);
        }
    }

    /** In the order of the kinds. */
    @WithSession
    Uni<List<RetentionRule>> all() {
        return Db.select(Row.class, SELECT).map(rows -> rows.stream()
                .sorted(Comparator.comparing(Row::kind))
                .map(Row::view)
                .toList());
    }

    /**
     * Counts at once: what goes after the answer goes by the new rule.
     *
     * @param keepMonths null for ever
     * @throws Problem VERSION_REQUIRED, STALE_VERSION, INVALID_INPUT below what the law demands
     */
    @WithTransaction
    Uni<RetentionRule> change(RecordKind kind, String ifMatch, Integer keepMonths, Caller by) {
        if (keepMonths != null && keepMonths < kind.leastMonths()) {
            throw Problem.invalid(
                    "/keepMonths",
                    "BELOW_LAW",
                    "不能低于法定保存期限 / the law demands at least " + kind.leastMonths() + " months");
        }
        return run.pause()
                .chain(() -> one(kind))
                .invoke(rule -> Version.require(ifMatch, rule.version()))
                .call(() -> Db.execute(CHANGE, kind.name(), keepMonths, by.userId()))
                .call(rule -> audit.record(by.userId(), "CHAT_RETENTION_CHANGED", "CHAT_RETENTION_RULE", rule.id()))
                .chain(() -> one(kind))
                .map(Row::view);
    }

    private static Uni<Row> one(RecordKind kind) {
        return Db.one(Row.class, SELECT + " where kind = ?1", kind.name());
    }
}
