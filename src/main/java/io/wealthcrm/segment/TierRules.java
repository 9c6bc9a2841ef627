package io.wealthcrm.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.customer.Occupation;
import io.wealthcrm.customer.Tier;
import io.wealthcrm.identity.Caller;
import io.wealthcrm.shared.Audit;
import io.wealthcrm.shared.CommonProblem;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Headquarters' rules for tiers: edited as a whole, each time as a new version. */
@ApplicationScoped
class TierRules {
    /** The audit names its subjects by UUID; there is only one such table. */
    private static final UUID SUBJECT = UUID.nameUUIDFromBytes("TIER_RULES".getBytes(StandardCharsets.UTF_8));

    private static final String SET =
            "select version, changed_by, changed_at from tier_rule_sets order by version desc limit 1";

    private static final String RULES =
            """
            select tier, from_assets, from_contribution, cast(from_age as integer), cast(to_age as integer),
                   array_to_string(occupations, ','), from_holdings, active_within_days
              from tier_rules where version = ?1 order by number""";

    private static final String ADD =
            """
            insert into tier_rules (version, number, tier, from_assets, from_contribution, from_age, to_age, occupations,
                   from_holdings, active_within_days)
            select ?1, number, tier, assets, contribution, from_age, to_age,
                   case when occupations is not null then array(select jsonb_array_elements_text(occupations)) end,
                   holdings, active
              from rows from (jsonb_to_recordset(cast(cast(?2 as text) as jsonb))
                              as (tier text, "fromAssets" numeric, "fromContribution" numeric, "fromAge" integer, "toAge" integer,
                                  occupations jsonb, "fromHoldings" integer, "activeWithinDays" integer))
                   with ordinality as given (tier, assets, contribution, from_age, to_age, occupations, holdings, active, number)""";

    private final TierRecomputations recomputations;
    private final ObjectMapper json;
    private final Audit audit;
    private final Clock clock;

    TierRules(TierRecomputations recomputations, ObjectMapper json, Audit audit, Clock clock) {
        this.recomputations = recomputations;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
    }

    record Edition(long version, UUID changedBy, Instant changedAt) {}

    record Row(
            Tier tier,
            BigDecimal fromAssets,
            BigDecimal fromContribution,
            Integer fromAge,
            Integer toAge,
            String occupations,
            Integer fromHoldings,
            Integer activeWithinDays) {
        TierRule rule() {
            return new TierRule(
                    tier,
                    money(fromAssets),
                    money(fromContribution),
                    fromAge,
                    toAge,
                    occupations == null ? null : occupations(occupations),
                    fromHoldings,
                    activeWithinDays);
        }

        private static Money money(BigDecimal amount) {
            return amount == null ? null : Money.of(amount);
        }

        private static Set<Occupation> occupations(String joined) {
            return Arrays.stream(joined.split(",", -1))
                    .map(Occupation::valueOf)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    @WithSession
    Uni<TierRuleTable> current() {
        return edition().chain(edition -> Db.select(Row.class, RULES, edition.version())
                .map(rows -> new TierRuleTable(
                        edition.version(),
                        rows.stream().map(Row::rule).toList(),
                        edition.changedBy(),
                        edition.changedAt())));
    }

    /** Has all customers judged by them at once. @throws Problem VERSION_REQUIRED, STALE_VERSION, INVALID_INPUT */
    @WithTransaction
    Uni<TierRuleTable> replace(String ifMatch, List<TierRule> rules, Caller by) {
        TierRuleTable.requireSound(rules);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return edition()
                .invoke(edition -> Version.require(ifMatch, edition.version()))
                .map(edition -> new TierRuleTable(edition.version() + 1, rules, by.userId(), now))
                .call(this::store)
                .call(() -> audit.record(by.userId(), "TIER_RULES_CHANGED", "TIER_RULES", SUBJECT))
                .call(() -> recomputations.ask(by));
    }

    private static Uni<Edition> edition() {
        return Db.one(Edition.class, SET);
    }

    private Uni<Integer> store(TierRuleTable table) {
        return Db.execute(
                        "insert into tier_rule_sets (version, changed_by, changed_at) values (?1, ?2, ?3)",
                        table.version(),
                        table.changedBy(),
                        table.changedAt())
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "tier_rule_sets_pkey"))
                .transform(failure -> Problem.of(CommonProblem.STALE_VERSION))
                .chain(() -> Db.execute(ADD, table.version(), write(table.rules())));
    }

    private String write(List<TierRule> rules) {
        try {
            return json.writeValueAsString(rules);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
