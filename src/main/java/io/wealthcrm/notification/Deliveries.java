package io.wealthcrm.notification;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.wealthcrm.identity.PushChannel;
import io.wealthcrm.shared.Ids;
import io.wealthcrm.shared.WealthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The deliveries' table as the engine uses it. Each call is one statement and its own transaction, so no connection is
 * held while FCM is called.
 */
@ApplicationScoped
class Deliveries {
    /**
     * Lane by lane, so that rows which wait in an earlier lane for a later hour are never walked over. What a bulk lane (3
     * and 4) brings takes along what else of its kind is due on the device: all of it makes one push.
     */
    private static final String CLAIM =
            """
            with due as materialized (
                select waiting.* from unnest($1::int[]) with ordinality as open (lane, rank)
                 cross join lateral (
                    select one.* from unnest($5::text[]) as carried (channel)
                     cross join lateral (
                        select d.id, d.lane, d.installation_id, d.notification_id, d.due_at from deliveries d
                         where d.lane = open.lane and d.channel = carried.channel and d.state = 'PENDING'
                           and d.due_at <= $2 and (d.lease_until is null or d.lease_until < now())
                         order by d.due_at limit $3 for update skip locked) one
                     order by one.due_at limit $3) waiting
                 where not exists (select from push_lane_rests r
                                    where r.lane = open.lane and r.channel = $6 and r.rests_until > now())
                 limit $3),
            beside as materialized (
                select alike.id from due join notifications first on first.id = due.notification_id
                 cross join lateral (
                    select d.id from deliveries d join notifications n on n.id = d.notification_id and n.kind = first.kind
                     where d.installation_id = due.installation_id and d.lane = due.lane and d.state = 'PENDING'
                       and d.due_at <= $2 and (d.lease_until is null or d.lease_until < now())
                     order by d.due_at limit 100 for update of d skip locked) alike
                 where due.lane >= 3),
            claimed as (
                update deliveries d
                   set lease = $4, lease_until = now() + interval '60 seconds', attempts = d.attempts + 1
                 where d.id in (select id from due union all select id from beside)
                returning d.id, d.notification_id, d.installation_id, d.lane, d.channel, d.attempts, d.due_at, d.expires_at,
                          d.digest_of, old.lease is not null as ran_out)
            select c.id, c.lane, c.attempts, c.digest_of, c.expires_at, c.ran_out, c.installation_id,
                   (select array[t.zh_title, t.zh_body, t.en_title, t.en_body] from notice_texts t where t.id = n.text_id)
                       as text,
                   n.id as notification_id, n.kind, n.entity_id, n.dedupe_key, n.read_at is not null as read,
                   exists (select from contact_shields s
                            where s.closed_at is null
                              and s.customer_id in (u.customer_id,
                                    case when n.data ->> 'customerId' ~ '^[0-9a-f-]{36}$'
                                         then cast(n.data ->> 'customerId' as uuid) end)) as shielded,
                   n.kind = any($7::text[]) and u.customer_id is not null and not may_market(u.customer_id, 'MARKETING_PUSH', $8)
                       as unwanted,
                   u.id as person_id, u.active,
                   v.user_id as owner, v.platform, v.locale, v.token_version, coalesce(v.channel, c.channel) as channel,
                   case when v.token_status = 'ACTIVE' then v.push_token end as token, v.fcm_token,
                   coalesce(p.muted, '{}') as muted, p.quiet_from, p.quiet_to,
                   coalesce(p.zone, v.time_zone) as zone
              from claimed c join notifications n on n.id = c.notification_id join users u on u.id = n.person_id
              left join devices v on v.installation_id = c.installation_id
              left join notification_preferences p on p.person_id = u.id
             order by c.lane, c.due_at""";

    /**
     * Tokens are judged in the same statement: only by the lease's holder, and only if they are still the same. What went to
     * a token that is bad, while the app has registered a better one, goes there at once. What waits for a repeat goes on
     * knowing by which push it went, for it must go by that one again.
     */
    private static final String FINISH =
            """
            with ruled as (
                select answered.id, case when replaced then 'PENDING' else state end as state, reason,
                       case when replaced then $9::timestamptz else due_at end as due_at, uncounted, token_version, token,
                       digest_of
                  from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::int[], $6::int[], $7::text[], $10::uuid[])
                    as answered (id, state, reason, due_at, uncounted, token_version, token, digest_of)
                 cross join lateral (
                    select answered.token <> 'KEPT' and exists (
                        select from deliveries d join notifications n on n.id = d.notification_id
                          join devices v on v.installation_id = d.installation_id and v.user_id = n.person_id
                         where d.id = answered.id and d.attempts < $11 and d.expires_at > $9
                           and v.token_status = 'ACTIVE' and v.token_version <> answered.token_version) as replaced) newer),
            finished as (
                update deliveries d
                   set state = r.state, reason = r.reason, due_at = coalesce(r.due_at, d.due_at),
                       attempts = greatest(0, d.attempts - r.uncounted), token_version = r.token_version,
                       ended_at = case when r.state = 'PENDING' then null else $9 end,
                       lease = null, lease_until = null,
                       digest_of = case when r.state = 'PENDING' and d.attempts > r.uncounted
                                        then nullif(coalesce(r.digest_of, d.digest_of), d.id)
                                        when r.reason = 'DIGESTED' then r.digest_of end
                  from ruled r where d.id = r.id and d.lease = $8 and d.state = 'PENDING'
                returning d.installation_id, r.token_version, r.token)
            update devices v
               set token_status = case when f.token = 'SPARE_GONE' then v.token_status else f.token end,
                   push_token = case when f.token = 'GONE' then null else v.push_token end,
                   fcm_token = case when f.token in ('SPARE_GONE', 'GONE') then null else v.fcm_token end
              from finished f
             where f.token <> 'KEPT' and v.installation_id = f.installation_id and v.token_version = f.token_version""";

    private static final String WAITING =
            """
            select one.lane, each.channel, extract(epoch from $1 - waiting.due_at)::float8 as oldest
              from generate_series(0, 4) as one (lane) cross join unnest($2::text[]) as each (channel)
             cross join lateral (
                select d.due_at from deliveries d
                 where d.state = 'PENDING' and d.lane = one.lane and d.channel = each.channel
                 order by d.due_at limit 1) waiting""";

    private static final String REST =
            """
            insert into push_lane_rests as r (lane, channel, rests_until) values ($1, $2, now() + make_interval(secs => $3))
            on conflict (lane, channel) do update set rests_until = greatest(r.rests_until, excluded.rests_until)""";

    private static final String[] MARKETING =
            NoticeKind.marketingKinds().map(Enum::name).toArray(String[]::new);

    private final Pool pool;
    private final ZoneId zone;

    Deliveries(Pool pool, WealthConfig config) {
        this.pool = pool;
        this.zone = config.zone();
    }

    /**
     * Deliveries under one lease, which lasts 60 s.
     *
     * @param ranOut those of them whose lease before ran out: their holder has died, or was too slow
     */
    record Batch(UUID lease, List<DueDelivery> deliveries, List<DueDelivery> ranOut) {}

    /**
     * Leases up to {@code limit} due deliveries of the lanes, the first lane's first.
     *
     * @param by the channel whose rests count, which carries all of the {@code channels}
     */
    Uni<Batch> claim(List<Lane> lanes, List<PushChannel> channels, PushChannel by, int limit, Instant now) {
        UUID lease = Ids.next();
        Integer[] numbers = lanes.stream().map(Lane::ordinal).sorted().toArray(Integer[]::new);
        Tuple parameters = Tuple.tuple()
                .addArrayOfInteger(numbers)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addInteger(limit)
                .addUUID(lease)
                .addArrayOfString(names(channels))
                .addString(by.name())
                .addArrayOfString(MARKETING)
                .addLocalDate(now.atZone(zone).toLocalDate());
        return pool.preparedQuery(CLAIM)
                .execute(parameters)
                .map(rows -> new Batch(lease, DueRows.all(rows), DueRows.ranOut(rows)));
    }

    /** Stores what became of deliveries, those of which this lease is still the holder. Safe to repeat. */
    Uni<Void> finish(UUID lease, Map<DueDelivery, Ruling> rulings, Instant now) {
        Collection<Ruling> ruled = rulings.values();
        Collection<DueDelivery> claimed = rulings.keySet();
        Tuple parameters = Tuple.tuple()
                .addArrayOfUUID(claimed.stream().map(DueDelivery::id).toArray(UUID[]::new))
                .addArrayOfString(
                        ruled.stream().map(ruling -> ruling.state().name()).toArray(String[]::new))
                .addArrayOfString(ruled.stream().map(Ruling::reason).toArray(String[]::new))
                .addArrayOfOffsetDateTime(ruled.stream()
                        .map(ruling ->
                                ruling.dueAt() == null ? null : ruling.dueAt().atOffset(ZoneOffset.UTC))
                        .toArray(java.time.OffsetDateTime[]::new))
                .addArrayOfInteger(
                        ruled.stream().map(ruling -> ruling.counted() ? 0 : 1).toArray(Integer[]::new))
                .addArrayOfInteger(claimed.stream()
                        .map(delivery -> delivery.device().tokenVersion())
                        .toArray(Integer[]::new))
                .addArrayOfString(
                        ruled.stream().map(ruling -> ruling.token().name()).toArray(String[]::new))
                .addUUID(lease)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addArrayOfUUID(ruled.stream().map(Ruling::digestOf).toArray(UUID[]::new))
                .addInteger(DeliveryRule.MAX_ATTEMPTS);
        return pool.preparedQuery(FINISH).execute(parameters).replaceWithVoid();
    }

    /** No node claims anything of the lane and channel for so long; a longer rest under way stays. */
    Uni<Void> rest(LaneGates.Gate gate, Duration pause) {
        return pool.preparedQuery(REST)
                .execute(Tuple.of(gate.lane().ordinal(), gate.channel().name(), pause.toMillis() / 1000.0))
                .replaceWithVoid();
    }

    /** Seconds since the longest waiting delivery of each was due; below zero when none is late, no entry without any. */
    Uni<Map<LaneGates.Gate, Double>> oldestWaiting(Instant now) {
        Tuple parameters =
                Tuple.of(now.atOffset(ZoneOffset.UTC)).addArrayOfString(names(List.of(PushChannel.values())));
        return pool.preparedQuery(WAITING).execute(parameters).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .collect(Collectors.toMap(
                        row -> new LaneGates.Gate(DueRows.lane(row), DueRows.channel(row)),
                        row -> row.getDouble("oldest"))));
    }

    private static String[] names(List<PushChannel> channels) {
        return channels.stream().map(Enum::name).toArray(String[]::new);
    }
}
