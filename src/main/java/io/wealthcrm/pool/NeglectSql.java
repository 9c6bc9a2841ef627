package io.wealthcrm.pool;

/** Who is neglected by the rules in force, without those whom holdings or orders protect; one select for warning and fall. */
final class NeglectSql {
    /**
     * {@code idle}: customers with their rule. ?1 the business day, ?2 the firm's zone; {@code %1$s} the kind of rule looked
     * at, {@code %2$s} which idleness, {@code %3$s} days before the fall. The offset fences the view in, so that an index of
     * the kind is used, however many customers there are.
     */
    private static final String IDLE =
            """
            with home as (
                select u.id as unit_id, pool_of(u.id) as branch_id, s.protects_holders
                  from units u cross join lateral (%4$s) s),
            rule as (
                select * from pool_rules where version = (select max(version) from pool_rule_sets)),
            idle as (
                select i.customer_id, i.advisor_id, i.kind, cast(i.since at time zone ?2 as date) as idle_since, r.days, r.warn_days,
                       r.version, case r.scope when 'BRANCH' then home.branch_id
                                  else (select id from units where kind = 'HEAD_OFFICE') end as pool_id
                  from rule r
                 cross join lateral (
                    select * from pool_idleness i
                     where %2$s and i.tier = any (r.tiers)
                       and i.since < cast(cast(?1 as date) - r.days + %3$s + 1 as timestamp) at time zone ?2
                    offset 0) i
                  join home on home.unit_id = i.unit_id
                 where %1$s
                   and (r.branch_id = home.branch_id
                        or r.branch_id is null
                           and not exists (select from rule own where own.kind = r.kind and own.branch_id = home.branch_id))
                   and not exists (select from open_orders o where o.customer_id = i.customer_id)
                   and not (home.protects_holders
                            and exists (select from holdings h where h.customer_id = i.customer_id and h.status = 'OPEN')))
            """;

    private NeglectSql() {}

    /** Those of a kind whom a warning is due to. */
    static String warned(PoolRuleKind kind) {
        return idle("r.kind = '" + kind + "'", "i.kind = '" + kind + "'", "r.warn_days");
    }

    /** Those among the customers ?3 whose days are over. */
    static String due() {
        return idle("true", "i.kind = r.kind and i.customer_id = any (?3)", "0");
    }

    private static String idle(String rule, String idleness, String daysBefore) {
        return IDLE.formatted(rule, idleness, daysBefore, PoolSettings.OF_UNIT.formatted("u.id"));
    }
}
