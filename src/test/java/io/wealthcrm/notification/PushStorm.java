package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.testing.FakeFcm;
import io.wealthcrm.testing.FakeFcm.Received;
import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Service;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Many deliveries of every fate at once, while the service that sends them is killed and started again. */
final class PushStorm {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Service service;
    private final FakeFcm fcm;
    private final Firm firm;
    private final Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
    private final List<Kill> kills = new ArrayList<>();
    private final int total;

    /** A kill -9, and the devices whose deliveries were leased then: of these no answer may have been stored. */
    private record Kill(Instant at, Set<String> underWay) {}

    PushStorm(Service service, FakeFcm fcm, Map<Fate, Integer> counts) {
        this.service = service;
        this.fcm = fcm;
        this.counts.putAll(counts);
        firm = Firm.on(service);
        total = counts.values().stream().mapToInt(Integer::intValue).sum();
        StormDeliveries deliveries = new StormDeliveries(service, fcm, firm);
        fcm.meanwhile(deliveries::refresh);
        deliveries.layIn(counts);
    }

    /** Kills the worker each time another share of the deliveries has ended. */
    void kill(int times, boolean leasesRunOut) {
        for (int kill = 1; kill <= times; kill++) {
            long floor = (long) total * kill / (times + 1);
            await().atMost(Duration.ofMinutes(5)).pollInterval(LOOK).until(() -> ended() >= floor);
            service.kill9();
            kills.add(new Kill(Instant.now(), underWay()));
            if (leasesRunOut) {
                firm.execute("update deliveries set lease_until = now() where lease is not null");
            }
            service.start();
        }
    }

    private Set<String> underWay() {
        String all = firm.one(
                "select coalesce(string_agg(installation_id, ','), '') from deliveries where state = 'PENDING' and lease is not null");
        return new HashSet<>(List.of(all.split(",")));
    }

    void awaitEnd(Duration atMost) {
        await().atMost(atMost).pollInterval(LOOK).until(() -> ended() == total);
    }

    private long ended() {
        return count("select count(*) from deliveries where state <> 'PENDING'");
    }

    private long count(String sql) {
        return Long.parseLong(firm.one(sql));
    }

    /** Each fate ended as it must; a push that was under way in a kill may have been overtaken by its expiry. */
    void assertEnded() throws SQLException {
        Map<String, Integer> endings = new TreeMap<>();
        try (Connection database = service.jdbc();
                var rows = database.createStatement()
                        .executeQuery("select installation_id, state, reason from deliveries")) {
            while (rows.next()) {
                String installation = rows.getString(1);
                Fate fate = fate(installation);
                String end = rows.getString(2) + (rows.getString(3) == null ? "" : " " + rows.getString(3));
                assertThat(fate.ends()).as(installation).contains(end);
                endings.merge(fate + ": " + end, 1, Integer::sum);
            }
        }
        System.out.println("Push storm ended: " + endings);
    }

    private static Fate fate(String installation) {
        String name = installation.replaceAll("^phone-|-\\d+$", "");
        return Fate.valueOf(name.toUpperCase(java.util.Locale.ROOT));
    }

    /**
     * What FCM took is not sent again, unless a kill came between, while the delivery was still leased; nothing is sent
     * before the Retry-After it was answered with, but for the same exception; each repeat carries the first one's key.
     */
    void assertSentOnce() {
        int repeated = 0;
        for (Map.Entry<Fate, Integer> entry : counts.entrySet()) {
            for (int i = 0; i < entry.getValue(); i++) {
                List<Received> tries = fcm.received(entry.getKey().token(i));
                repeated += repeats(entry.getKey().installation(i), tries);
            }
        }
        System.out.println("Push storm: repeated after a kill " + repeated);
    }

    private int repeats(String installation, List<Received> tries) {
        int repeated = 0;
        for (int i = 1; i < tries.size(); i++) {
            Received before = tries.get(i - 1);
            Received after = tries.get(i);
            assertThat(after.data("dedupe_key")).as(installation).isEqualTo(before.data("dedupe_key"));
            if (killedBetween(installation, before.at(), after.at())) {
                repeated++;
            } else {
                assertThat(before.accepted())
                        .as("%s was sent again", installation)
                        .isFalse();
                assertThat(after.at()).as(installation).isAfterOrEqualTo(before.notBefore());
            }
        }
        return repeated;
    }

    private boolean killedBetween(String installation, Instant before, Instant after) {
        return kills.stream()
                .anyMatch(kill -> kill.at().isAfter(before)
                        && kill.at().isBefore(after)
                        && kill.underWay().contains(installation));
    }

    /**
     * Once FCM has asked for a rest, nothing of the lane comes before it is over, but for what was on the wire. A node that
     * was killed within a second of the answer may have told nobody of it.
     */
    void assertLaneRested() {
        List<Received> lane = fcm.received().stream()
                .filter(one -> one.token().startsWith("throttled"))
                .toList();
        int onTheWire = 0;
        for (Received refused : lane) {
            Instant heard = refused.at().plusSeconds(1);
            if (refused.accepted() || kills.stream().anyMatch(kill -> between(refused.at(), kill.at(), heard))) {
                continue;
            }
            assertThat(lane).noneMatch(one -> between(heard, one.at(), refused.notBefore()));
            onTheWire += (int) lane.stream()
                    .filter(one -> between(refused.at(), one.at(), heard))
                    .count();
        }
        System.out.printf("Push storm: %d sent in the lane that rested, %d beside a 429%n", lane.size(), onTheWire);
    }

    private static boolean between(Instant from, Instant moment, Instant to) {
        return moment.isAfter(from) && moment.isBefore(to);
    }

    /** None of the new tokens fell to what FCM said of the old ones. */
    void assertRefreshedTokensLive() {
        long alive = count(
                """
                select count(*) from devices where installation_id like 'phone-refreshed-%'
                   and push_token = 'new-' || substr(installation_id, 7) and token_status = 'ACTIVE'""");
        System.out.println("Push storm: refreshed tokens alive " + alive + " of " + counts.get(Fate.REFRESHED));
        assertThat(alive).isEqualTo(counts.get(Fate.REFRESHED).longValue());
    }

    void printCounts() {
        List<Received> sent = fcm.received();
        System.out.printf(
                "Push storm: %d deliveries, %d kills; sent %d, accepted %d, stored as delivered %d, ended %d%n",
                total,
                kills.size(),
                sent.size(),
                sent.stream().filter(Received::accepted).count(),
                count("select count(*) from deliveries where state = 'DELIVERED'"),
                ended());
    }
}
