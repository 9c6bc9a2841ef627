package io.wealthcrm.attrition;

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

/** Headquarters' rules of the early warning: edited as a whole, each time as a new version. */
@ApplicationScoped
class AttritionRuleDesk {
    /** The audit names its subjects by UUID; there is only one such table. */
    private static final UUID SUBJECT = UUID.nameUUIDFromBytes("ATTRITION_RULES".getBytes(StandardCharsets.UTF_8));

    private static final String SET =
            """
            select version, array_to_string(tiers, ','), from_assets, changed_by, changed_at from attrition_rule_sets
             order by version desc limit 1""";

    private static final String MEASURES =
            "select kind, days, drop_percent, from_before from attrition_measures where version = ?1 order by kind";

    private static final String ADD =
            """
            with added as (
                insert into attrition_rule_sets (version, tiers, from_assets, changed_by, changed_at)
                values (?1, array(select jsonb_array_elements_text(cast(cast(?2 as text) as jsonb))), cast(?3 as numeric), ?4, ?5)
                returning version)
            insert into attrition_measures (version, kind, days, drop_percent, from_before)
            select a.version, m.kind, m.days, m."dropPercent", coalesce(m."fromAmount", m."fromContacts")
              from added a
             cross join jsonb_to_recordset(cast(cast(?6 as text) as jsonb))
                   as m (kind text, days integer, "dropPercent" integer, "fromAmount" numeric, "fromContacts" numeric)""";

    private final ObjectMapper json;
    private final Audit audit;
    private final Clock clock;

    AttritionRuleDesk(ObjectMapper json, Audit audit, Clock clock) {
        this.json = json;
        this.audit = audit;
        this.clock = clock;
    }

    record Edition(long version, String tiers, BigDecimal fromAssets, UUID changedBy, Instant changedAt) {
        AttritionRules with(List<Measured> measures) {
            return new AttritionRules(
                    version,
                    Arrays.stream(tiers.split(",", -1))
                            .filter(tier -> !tier.isEmpty())
                            .map(Tier::valueOf)
                            .collect(Collectors.toUnmodifiableSet()),
                    Money.of(fromAssets),
                    measures.stream().map(Measured::measure).toList(),
                    changedBy,
                    changedAt);
        }
    }

    record Measured(AttritionKind kind, int days, int dropPercent, BigDecimal fromBefore) {
        AttritionMeasure measure() {
            boolean counts = kind == AttritionKind.CONTACTS;
            return new AttritionMeasure(
                    kind,
                    days,
                    dropPercent,
                    counts ? null : Money.of(fromBefore),
                    counts ? fromBefore.intValueExact() : null);
        }
    }

    @WithSession
    Uni<AttritionRules> current() {
        return edition().chain(edition -> Db.select(Measured.class, MEASURES, edition.version())
                .map(edition::with));
    }

    /** They count from the next scan on. @throws Problem VERSION_REQUIRED, STALE_VERSION, INVALID_INPUT */
    @WithTransaction
    Uni<AttritionRules> replace(
            String ifMatch, Set<Tier> tiers, Money fromAssets, List<AttritionMeasure> measures, Caller by) {
        AttritionRules.requireSound(tiers, fromAssets, measures);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return edition()
                .invoke(edition -> Version.require(ifMatch, edition.version()))
                .map(edition ->
                        new AttritionRules(edition.version() + 1, tiers, fromAssets, measures, by.userId(), now))
                .call(this::store)
                .call(() -> audit.record(by.userId(), "ATTRITION_RULES_CHANGED", "ATTRITION_RULES", SUBJECT));
    }

    private static Uni<Edition> edition() {
        return Db.one(Edition.class, SET);
    }

    private Uni<Integer> store(AttritionRules rules) {
        return Db.execute(
                        ADD,
                        rules.version(),
                        write(rules.tiers()),
                        rules.fromAssets() == null ? null : rules.fromAssets().amount(),
                        rules.changedBy(),
                        rules.changedAt(),
                        write(rules.measures()))
                .onFailure(failure -> DatabaseProblem.isDuplicate(failure, "attrition_rule_sets_pkey"))
                .transform(failure -> Problem.of(CommonProblem.STALE_VERSION));
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
