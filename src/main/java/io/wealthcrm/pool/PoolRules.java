package io.wealthcrm.pool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Tier;
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
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rules by which customers fall into the pool: edited as a whole, each time as a new version. */
@ApplicationScoped
class PoolRules {
    /** The audit names its subjects by UUID; there is only one such table. */
    private static final UUID SUBJECT = UUID.nameUUIDFromBytes("POOL_RULES".getBytes(StandardCharsets.UTF_8));

    private static final String SET =
            "select version, changed_by, changed_at from pool_rule_sets order by version desc limit 1";

    private static final String RULES =
            """
            select kind, branch_id, array_to_string(tiers, ','), days, warn_days, scope from pool_rules
             where version = ?1 order by number""";

    private static final String ADD =
            """
            insert into pool_rules (version, number, kind, branch_id, tiers, days, warn_days, scope)
            select ?1, number, kind, branch, array(select jsonb_array_elements_text(tiers)), days, warn_days, scope
              from rows from (jsonb_to_recordset(cast(cast(?2 as text) as jsonb))
                              as (kind text, branch uuid, tiers jsonb, days integer, "warnDays" integer, scope text))
                   with ordinality as given (kind, branch, tiers, days, warn_days, scope, number)""";

    private final ObjectMapper json;
    private final Audit audit;
    private final Clock clock;

    PoolRules(ObjectMapper json, Audit audit, Clock clock) {
        this.json = json;
        this.audit = audit;
        this.clock = clock;
    }

    record Edition(long version, UUID changedBy, Instant changedAt) {}

    record Row(PoolRuleKind kind, UUID branch, String tiers, int days, int warnDays, PoolScope scope) {
        PoolRule rule() {
            return new PoolRule(
                    kind,
                    branch,
                    Arrays.stream(tiers.split(",", -1)).map(Tier::valueOf).collect(Collectors.toUnmodifiableSet()),
                    days,
                    warnDays,
                    scope);
        }
    }

    @WithSession
    Uni<PoolRuleTable> current() {
        return edition().chain(edition -> Db.select(Row.class, RULES, edition.version())
                .map(rows -> new PoolRuleTable(
                        edition.version(),
                        rows.stream().map(Row::rule).toList(),
                        edition.changedBy(),
                        edition.changedAt())));
    }

    /** They count from the next scan on. @throws Problem VERSION_REQUIRED, STALE_VERSION, INVALID_INPUT */
    @WithTransaction
    Uni<PoolRuleTable> replace(String ifMatch, List<PoolRule> rules, Caller by) {
        PoolRuleTable.requireSound(rules);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return edition()
                .invoke(edition -> Version.require(ifMatch, edition.version()))
                .map(edition -> new PoolRuleTable(edition.version() + 1, rules, by.userId(), now))
                .call(table -> requireBranches(table.rules()))
                .call(this::store)
                .call(() -> audit.record(by.userId(), "POOL_RULES_CHANGED", "POOL_RULES", SUBJECT));
    }

    private static Uni<Edition> edition() {
        return Db.one(Edition.class, SET);
    }

    private static Uni<Void> requireBranches(List<PoolRule> rules) {
        UUID[] named = rules.stream()
                .map(PoolRule::branch)
                .filter(Objects::nonNull)
                .distinct()
                .toArray(UUID[]::new);
        return Db.select(UUID.class, "select id from units where id = any(?1) and kind = 'BRANCH'", (Object) named)
                .invoke(found -> {
                    if (found.size() < named.length) {
                        throw Problem.invalid("/rules", "UNKNOWN_BRANCH", "分公司不存在 / no such branch");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Integer> store(PoolRuleTable table) {
        return Db.execute(
                        "insert into pool_rule_sets (version, changed_by, changed_at) values (?1, ?2, ?3)",
                        table.version(),
                        table.changedBy(),
                        table.changedAt())
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "pool_rule_sets_pkey"))
                .transform(failure -> Problem.of(CommonProblem.STALE_VERSION))
                .chain(() -> Db.execute(ADD, table.version(), write(table.rules())));
    }

    private String write(List<PoolRule> rules) {
        try {
            return json.writeValueAsString(rules);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
