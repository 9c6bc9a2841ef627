package io.wealthcrm.commission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.product.ProductKind;
import io.wealthcrm.shared.DatabaseProblem;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.Money;
import io.wealthcrm.shared.Problem;
import io.wealthcrm.shared.Rate;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows of rules and tiers. Each method joins the caller's session, in one round trip a statement. */
@ApplicationScoped
class PlanRules {
    private static final String WRITE =
            """
            with rule as (
                select * from jsonb_to_recordset(cast(cast(?2 as text) as jsonb))
                    as r (id uuid, "roleLevel" text, "productId" uuid, "productKind" text, "startsOn" date, "endsOn" date,
                          tiers jsonb)),
            written as (
                insert into commission_rules (id, version_id, role_level, product_id, product_kind, starts_on, ends_on)
                select id, ?1, "roleLevel", "productId", "productKind", "startsOn", "endsOn" from rule)
            insert into commission_tiers (rule_id, from_volume, rate)
            select rule.id, tier."fromVolume", tier.rate
              from rule cross join jsonb_to_recordset(rule.tiers) as tier ("fromVolume" numeric, rate numeric)""";

    /** ?2: one version or null for all. */
    private static final String READ =
            """
            select r.version_id, r.id, r.role_level, r.product_id, r.product_kind, r.starts_on, r.ends_on, t.from_volume, t.rate
              from commission_plan_versions v
              join commission_rules r on r.version_id = v.id
              join commission_tiers t on t.rule_id = r.id
             where v.plan_id = ?1 and (cast(?2 as uuid) is null or v.id = cast(?2 as uuid))
             order by r.id, t.from_volume""";

    private final ObjectMapper json;

    PlanRules(ObjectMapper json) {
        this.json = json;
    }

    record Row(
            UUID versionId,
            UUID id,
            RoleLevel roleLevel,
            UUID productId,
            ProductKind productKind,
            LocalDate startsOn,
            LocalDate endsOn,
            BigDecimal fromVolume,
            BigDecimal rate) {

        NewRule.Tier tier() {
            return new NewRule.Tier(Money.of(fromVolume), Rate.of(rate));
        }
    }

    /** Writes the rules of a draft that has none. @throws Problem PLAN_RULES_OVERLAP, PLAN_PRODUCT_UNKNOWN */
    Uni<List<RuleView>> write(UUID versionId, List<NewRule> rules) {
        List<RuleView> written =
                rules.stream().map(rule -> RuleView.of(Ids.next(), rule)).toList();
        return Db.execute(WRITE, versionId, text(written))
                .onFailure(failure -> "commission_rules_overlap".equals(DatabaseProblem.constraint(failure)))
                .transform(failure -> Problem.of(CommissionProblem.PLAN_RULES_OVERLAP))
                .onFailure(failure -> "commission_rules_product_id_fkey".equals(DatabaseProblem.constraint(failure)))
                .transform(failure -> Problem.of(CommissionProblem.PLAN_PRODUCT_UNKNOWN))
                .replaceWith(written);
    }

    Uni<Void> clear(UUID versionId) {
        return Db.execute("delete from commission_rules where version_id = ?1", versionId)
                .replaceWithVoid();
    }

    /** By version; {@code versionId} null for all of the plan. */
    Uni<Map<UUID, List<RuleView>>> of(UUID planId, UUID versionId) {
        return Db.select(Row.class, READ, planId, versionId).map(rows -> rows.stream()
                .collect(Collectors.groupingBy(
                        Row::versionId, Collectors.collectingAndThen(Collectors.toList(), PlanRules::rules))));
    }

    private static List<RuleView> rules(List<Row> rows) {
        Map<UUID, List<Row>> byRule =
                rows.stream().collect(Collectors.groupingBy(Row::id, LinkedHashMap::new, Collectors.toList()));
        return byRule.values().stream().map(PlanRules::rule).toList();
    }

    private static RuleView rule(List<Row> tiers) {
        Row first = tiers.get(0);
        return new RuleView(
                first.id(),
                first.roleLevel(),
                first.productId(),
                first.productKind(),
                first.startsOn(),
                first.endsOn(),
                tiers.stream().map(Row::tier).toList());
    }

    private String text(List<RuleView> rules) {
        try {
            return json.writeValueAsString(rules);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
