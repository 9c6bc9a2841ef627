package io.wealthcrm.pool;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What the firm allows of its pools, and branches that have settings of their own. */
@ApplicationScoped
class SettingsDesk {
    /** What the audit names for the firm's own; a branch is named itself. */
    private static final UUID FIRM = UUID.nameUUIDFromBytes("POOL_SETTINGS".getBytes(StandardCharsets.UTF_8));

    private static final String OF_FIRM =
            "select * from pool_settings where branch_id is null order by version desc limit 1";

    private static final String OF_BRANCH = "select " + PoolSettings.COLUMNS + " from units u cross join lateral ("
            + PoolSettings.OF_UNIT.formatted("u.id") + ") s where u.id = ?1 and u.kind = 'BRANCH'";

    private static final String ADD =
            """
            insert into pool_settings (branch_id, version, claims_per_day, holdings_cap, no_take_back_days, protects_holders,
                   changed_by, changed_at)
            values (cast(?1 as uuid), ?2, ?3, ?4, ?5, ?6, ?7, ?8)""";

    private final Audit audit;
    private final Clock clock;

    SettingsDesk(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /** @param branch null for the firm's; one without settings of its own has the firm's. @throws Problem NOT_FOUND */
    @WithSession
    Uni<PoolSettings> of(UUID branch) {
        return found(branch);
    }

    /** They count at once. @throws Problem NOT_FOUND, VERSION_REQUIRED, STALE_VERSION */
    @WithTransaction
    Uni<PoolSettings> replace(UUID branch, String ifMatch, NewPoolSettings input, Caller by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return found(branch)
                .invoke(current -> Version.require(ifMatch, current.version()))
                .map(current -> new PoolSettings(
                        branch,
                        current.version() + 1,
                        input.claimsPerDay(),
                        input.holdingsCap(),
                        input.noTakeBackDays(),
                        input.protectsHolders(),
                        by.userId(),
                        now))
                .call(SettingsDesk::store)
                .call(() -> audit.record(
                        by.userId(), "POOL_SETTINGS_CHANGED", "POOL_SETTINGS", branch == null ? FIRM : branch));
    }

    private static Uni<PoolSettings> found(UUID branch) {
        return branch == null
                ? Db.one(PoolSettings.class, "select " + PoolSettings.COLUMNS + " from (" + OF_FIRM + ") s")
                : Db.one(PoolSettings.class, OF_BRANCH, branch);
    }

    private static Uni<Integer> store(PoolSettings settings) {
        return Db.execute(
                        ADD,
                        settings.branch(),
                        settings.version(),
                        settings.claimsPerDay(),
                        settings.holdingsCap(),
                        settings.noTakeBackDays(),
                        settings.protectsHolders(),
                        settings.changedBy(),
                        settings.changedAt())
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "pool_settings_key"))
                .transform(failure -> Problem.of(CommonProblem.STALE_VERSION));
    }
}
