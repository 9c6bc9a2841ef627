package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Many devices that talk in five groups all the time over a network that breaks, while the test kills. */
final class Storm implements AutoCloseable {
    private static final int GROUPS = 5;
    private static final int DEVICES_PER_PERSON = 2;

    private final Firm firm;
    private final Random random;
    private final BrokenNetwork network = new BrokenNetwork();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final List<StormDevice> devices = new ArrayList<>();
    private final List<UUID> groups = new ArrayList<>();
    private final Map<UUID, Set<UUID>> groupsOf = new HashMap<>();
    private final AtomicInteger sent = new AtomicInteger();
    private volatile boolean quiet;
    /** Messages of the groups' making. */
    private final long alreadyThere;

    /** @param anyPort of a node, each time another */
    Storm(Firm firm, int size, long seed, IntSupplier anyPort) {
        this.firm = firm;
        this.random = new Random(seed);
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < size / DEVICES_PER_PERSON; i++) {
            people.add(firm.advisor());
        }
        for (int group = 0; group < GROUPS; group++) {
            groups.add(group(people, group));
        }
        alreadyThere = groups.stream()
                .mapToLong(group -> count("select count(*) from messages where conversation_id = ?", group))
                .sum();
        int broken = network.portTo(anyPort);
        for (Person person : people) {
            devices.add(new StormDevice(person, person.installation(), timer, anyPort, broken));
            for (int more = 1; more < DEVICES_PER_PERSON; more++) {
                String device = person.installation() + "-" + more;
                devices.add(new StormDevice(person.anewOn(device), device, timer, anyPort, broken));
            }
        }
    }

    private UUID group(List<Person> people, int group) {
        List<Person> members = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            if (i % GROUPS == group || (i + 1) % GROUPS == group) {
                members.add(people.get(i));
            }
        }
        UUID id = Talk.group(members.get(0), members.subList(1, members.size()).toArray(Person[]::new));
        members.forEach(member ->
                groupsOf.computeIfAbsent(member.id(), person -> new HashSet<>()).add(id));
        return id;
    }

    /** Connects everybody; from then on somebody speaks every {@code everyMs}. */
    void begin(long everyMs) {
        devices.forEach(StormDevice::connect);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> devices.stream().filter(StormDevice::live).count() > devices.size() * 9L / 10);
        var speaking = timer.scheduleAtFixedRate(this::speak, 0, everyMs, TimeUnit.MILLISECONDS);
        assertThat(speaking.isDone()).isFalse();
    }

    private StormDevice any() {
        return devices.get(random.nextInt(devices.size()));
    }

    private void speak() {
        if (quiet) {
            return;
        }
        StormDevice device = any();
        List<UUID> own = List.copyOf(groupsOf.get(device.person.id()));
        int number = sent.incrementAndGet();
        device.say(own.get(number % own.size()), UUID.randomUUID().toString(), "message " + number);
    }

    /**
     * Nobody speaks and nothing breaks any more: everything is to be answered, stored once and seen by every device of every member,
     * once and in order.
     */
    void settle(String name) {
        quiet = true;
        network.calm();
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(devices)
                .filteredOn(device -> !device.unanswered.isEmpty())
                .isEmpty());
        Map<UUID, Long> stored = new HashMap<>();
        groups.forEach(
                group -> stored.put(group, count("select count(*) from messages where conversation_id = ?", group)));
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(devices)
                .filteredOn(device -> !has(device, stored))
                .isEmpty());
        check(name, stored);
    }

    private void check(String name, Map<UUID, Long> stored) {
        long acknowledged =
                devices.stream().mapToLong(device -> device.acknowledged.size()).sum();
        long seen = devices.stream()
                .flatMap(device -> device.seen.values().stream())
                .mapToLong(Long::longValue)
                .sum();
        long all = stored.values().stream().mapToLong(Long::longValue).sum() - alreadyThere;
        System.out.printf(
                "%s: sent %d, acknowledged %d, stored %d, seen %d by %d devices, %d connections broken%n",
                name, sent.get(), acknowledged, all, seen, devices.size(), network.breaks());
        assertThat(devices).allSatisfy(device -> assertThat(device.violations).isEmpty());
        assertThat(acknowledged).isEqualTo(sent.get()).isEqualTo(all);
        groups.forEach(group -> assertThat(count("select max(seq) from messages where conversation_id = ?", group))
                .isEqualTo(stored.get(group)));
        devices.forEach(device -> device.acknowledged.forEach((cid, place) -> assertThat(
                        firm.one("select id || ' ' || seq from messages where cid = cast(? as uuid)", cid))
                .isEqualTo(place)));
    }

    private boolean has(StormDevice device, Map<UUID, Long> stored) {
        return groupsOf.get(device.person.id()).stream()
                .allMatch(group -> stored.get(group).equals(device.seen.getOrDefault(group, 0L)));
    }

    private long count(String sql, UUID group) {
        return Long.parseLong(firm.one(sql, group));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        devices.forEach(StormDevice::end);
        network.close();
    }
}
