package io.wealthcrm.customer;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;

/**
 * Gives customers the tier (客户等级) that headquarters' rules in force say. What was given by hand outweighs them until its
 * day has come. No version moves: nobody's open form becomes stale by it.
 */
@ApplicationScoped
public class Tiers {
    /** Each parameter once, so that JDBC can number them in order. */
    private static final String ASKED =
            "with asked as materialized (select cast(?1 as date) as today, cast(?2 as text) as zone), ";

    /** {@code %s} says which customers {@code c}. Rules are read once, and the first that fits is found without sorting them. */
    private static final String JUDGED =
            """
            rules as materialized (
                select * from tier_rules where version = (select max(version) from tier_rule_sets)),
            judged as (
                select c.id, c.tier as was, c.tier_until as until, coalesce((select tier from rules where number = (
                       select min(r.number) from rules r
                        where (r.from_assets is null or r.from_assets <= greatest(%s, coalesce(w.assets, 0)))
                          and (r.from_contribution is null or r.from_contribution <= coalesce(w.contribution, 0))
                          and (r.from_age is null or c.birthday <= a.today - make_interval(years => r.from_age))
                          and (r.to_age is null or c.birthday > a.today - make_interval(years => r.to_age + 1))
                          and (r.occupations is null or c.occupation = any (r.occupations))
                          and (r.active_within_days is null or c.last_contact_at
                               >= cast(a.today - r.active_within_days as timestamp) at time zone a.zone)
                          and (r.from_holdings is null or r.from_holdings <= (
                               select count(*) from holdings h where h.customer_id = c.id and h.status = 'OPEN')))), 'STANDARD') as tier
                  from asked a cross join customers c left join customer_worth w on w.customer_id = c.id
                 where %s)
            """
                    .formatted(AssetBand.lowerEnd("c.asset_band"), "%s");

    private static final String GIVEN =
            """
            update customers c set tier = j.tier, tier_until = null
              from judged j cross join asked a
             where c.id = j.id and (j.tier <> j.was or j.until is not null) and (c.tier_until is null or c.tier_until <= a.today)
               and (c.tier <> j.tier or c.tier_until is not null)""";

    /** Of the customer ?3, on the day ?1 in the zone ?2. */
    static final String SETTLE_ONE = ASKED + JUDGED.formatted("c.id = ?3") + GIVEN;

    private static final String SETTLE = SETTLE_ONE + " returning c.tier";

    private static final String SETTLE_MANY = ASKED + JUDGED.formatted("c.id = any (?3)") + GIVEN;

    private static final String SETTLE_ALL = (ASKED + JUDGED.formatted("true") + GIVEN).replaceAll("\\?\\d", "?");

    /** A run of ids, which an index reads by itself: joined to a batch of many, all customers would be read for each batch. */
    private static final String SPAN =
            "c.id > cast(?3 as uuid) and c.id <= (select id from last) and c.erased_at is null";

    private static final String NEXT = ASKED
            + """
            batch as materialized (
                select id from customers where id > cast(?3 as uuid) and erased_at is null order by id limit ?4),
            last as materialized (select id from batch order by id desc limit 1),
            %s,
            given as (%s
                returning c.id, old.tier as was, new.tier as now),
            told as (
                insert into timeline_entries (id, customer_id, at, kind, data)
                select uuidv7(), id, ?5, 'TIER_CHANGED', jsonb_build_object('from', was, 'to', now)
                  from given where was <> now
                returning 1)
            select (select id from last), (select count(*) from batch), (select count(*) from told)"""
                    .formatted(JUDGED.formatted(SPAN), GIVEN);

    private static final String BY_HAND =
            """
            with given as (
                update customers set tier = ?2, tier_until = ?3 where id = ?1 returning old.tier as was)
            insert into timeline_entries (id, customer_id, at, kind, by_id, data)
            select uuidv7(), ?1, ?4, 'TIER_CHANGED', ?5, jsonb_build_object('from', was, 'to', cast(?2 as text)) from given""";

    private final Clock clock;
    private final WealthConfig config;

    Tiers(Clock clock, WealthConfig config) {
        this.clock = clock;
        this.config = config;
    }

    /** @param last the last customer looked at, in the order of ids; null when there was none left */
    public record Batch(UUID last, long looked, long changed) {}

    /** After an edit, whose changes are written first. Joins the caller's transaction; answers the tier. */
    Uni<Tier> settle(Customer customer) {
        return Db.flush()
                .chain(() ->
                        Db.select(Tier.class, SETTLE, today(), config.zone().getId(), customer.id))
                .map(given -> given.isEmpty() ? customer.tier : given.get(0));
    }

    /** After an import, or what takes one back. Joins the caller's transaction. */
    Uni<Integer> settle(Collection<UUID> customers) {
        return Db.execute(SETTLE_MANY, today(), config.zone().getId(), customers.toArray(UUID[]::new));
    }

    /** All at once, over the caller's JDBC connection: for the start of the service, before requests are served. Blocks. */
    void settleAll(Connection connection) throws SQLException {
        try (PreparedStatement settle = connection.prepareStatement(SETTLE_ALL)) {
            settle.setObject(1, today());
            settle.setString(2, config.zone().getId());
            settle.executeUpdate();
        }
    }

    /** Judges the customers after one anew, in the order of ids. Joins the caller's transaction. */
    public Uni<Batch> judge(LocalDate today, UUID after, int most) {
        return Db.one(Batch.class, NEXT, today, config.zone().getId(), after, (long) most, clock.instant());
    }

    /** Gives a tier by hand, which outweighs the rules before {@code until}. Joins the caller's transaction. */
    public Uni<Void> give(UUID by, UUID customer, Tier tier, LocalDate until) {
        return Db.execute(BY_HAND, customer, tier.name(), until, clock.instant(), by)
                .replaceWithVoid();
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(config.zone()));
    }
}
