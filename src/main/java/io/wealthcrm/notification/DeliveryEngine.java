package io.wealthcrm.notification;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.wealthcrm.identity.PushChannel;
import io.wealthcrm.shared.Background;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Sends what is due: claims a few deliveries, looks at each once more, hands them to the push service and stores what it
 * said. Each push service has a window of its own, and bulk lanes run beside the others with another one.
 */
@ApplicationScoped
class DeliveryEngine {
    private static final Logger LOG = Logger.getLogger(DeliveryEngine.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration MEASURE = Duration.ofSeconds(15);
    private static final Duration FIRST_REPEAT = Duration.ofMillis(100);
    private static final Duration LAST_REPEAT = Duration.ofSeconds(5);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(12);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    /** Of the lease's 60 s; enough is left for a push service's slowest answer and for storing it. */
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(30);
    /** Answers are stored together that come so close to each other. */
    private static final Duration TOGETHER = Duration.ofMillis(500);

    private final Background background;
    private final Clock clock;
    private final Deliveries deliveries;
    private final PushRoutes routes;
    private final PushDispatch dispatch;
    private final LaneGates gates;
    private final PushMetrics metrics;
    private final List<PushTraffic> traffics = new CopyOnWriteArrayList<>();
    /** Leases whose outcome the database was not there to take: it takes that before anything is claimed again. */
    private final Set<UUID> unstored = ConcurrentHashMap.newKeySet();

    DeliveryEngine(
            Background background,
            Clock clock,
            Deliveries deliveries,
            PushRoutes routes,
            PushDispatch dispatch,
            LaneGates gates,
            PushMetrics metrics) {
        this.background = background;
        this.clock = clock;
        this.deliveries = deliveries;
        this.routes = routes;
        this.dispatch = dispatch;
        this.gates = gates;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        for (PushSender sender : routes.senders()) {
            begin(new PushTraffic(sender, false));
            begin(new PushTraffic(sender, true));
        }
        background.every(MEASURE, "push metrics", this::measure);
    }

    private void begin(PushTraffic traffic) {
        traffic.loop(background.every(POLL, traffic.name(), () -> drain(traffic)));
        traffics.add(traffic);
    }

    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        traffics.forEach(PushTraffic::stop);
        dispatch.stop();
        finishUnderWay();
        routes.senders().forEach(PushSender::close);
    }

    /** What a push service has taken is to be stored as taken: else the next start would send it again. */
    private void finishUnderWay() {
        long deadline = System.nanoTime() + LAST_ANSWERS.toNanos();
        while (traffics.stream().anyMatch(PushTraffic::busy) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    /** Looks for due deliveries soon. */
    void wake() {
        traffics.forEach(PushTraffic::wake);
    }

    private Uni<Void> drain(PushTraffic traffic) {
        PushChannel channel = traffic.sender().channel();
        List<Lane> open = gates.open(traffic.bulk(), channel);
        if (traffic.room() <= 0 || open.isEmpty() || !unstored.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return deliveries
                .claim(open, routes.carriedBy(traffic.sender()), channel, traffic.room(), clock.instant())
                .invoke(batch -> begin(traffic, batch))
                .replaceWithVoid();
    }

    private void begin(PushTraffic traffic, Deliveries.Batch batch) {
        batch.ranOut().forEach(metrics::leaseRanOut);
        AtomicInteger left = new AtomicInteger(batch.deliveries().size());
        if (left.get() == 0) {
            return;
        }
        traffic.began(left.get());
        background.run("sending pushes", () -> Multi.createFrom()
                .deferred(() -> answers(traffic, batch))
                .onItem()
                .transformToUniAndConcatenate(some -> store(batch.lease(), some)
                        .invoke(() -> ended(traffic, some.size()))
                        .invoke(() -> left.addAndGet(-some.size())))
                .onTermination()
                .invoke(() -> ended(traffic, left.get()))
                .collect()
                .last()
                .replaceWithVoid());
        // Others may be due beside these; begun once this run of the loop is over.
        traffic.wake();
    }

    private static void ended(PushTraffic traffic, int messages) {
        traffic.ended(messages);
        traffic.wake();
    }

    /** What is to be stored, a little at a time, on the current event loop. */
    private Multi<Map<DueDelivery, Ruling>> answers(PushTraffic traffic, Deliveries.Batch batch) {
        Instant now = clock.instant();
        Context context = Vertx.currentContext();
        Map<DueDelivery, Ruling> hindered = new LinkedHashMap<>();
        List<DueDelivery> sendable = batch.deliveries().stream()
                .filter(delivery -> delivery.hindrance(now)
                        .map(ruling -> hinder(delivery, ruling, hindered))
                        .isEmpty())
                .toList();
        long leaveBy = System.nanoTime() + LEAVE_WITHIN.toNanos();
        Multi<Map<DueDelivery, Ruling>> sent = dispatch.send(sendable, traffic.share(), leaveBy);
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(hindered), sent)
                .filter(some -> !some.isEmpty())
                .group()
                .intoLists()
                .of(PushTraffic.MOST, TOGETHER)
                .map(DeliveryEngine::together)
                .onOverflow()
                .buffer()
                .emitOn(work -> context.runOnContext(ignored -> work.run()));
    }

    private static Map<DueDelivery, Ruling> together(List<Map<DueDelivery, Ruling>> some) {
        Map<DueDelivery, Ruling> all = new LinkedHashMap<>();
        some.forEach(all::putAll);
        return all;
    }

    /** Until it is stored, for what FCM has taken would else be sent again. A lease lost meanwhile stores nothing. */
    private Uni<Void> store(UUID lease, Map<DueDelivery, Ruling> rulings) {
        return untilStored(deliveries
                        .finish(lease, rulings, clock.instant())
                        .onFailure()
                        .invoke(failure -> hold(lease, failure)))
                .onTermination()
                .invoke(() -> unstored.remove(lease));
    }

    /** Again and again while the database is away. */
    static Uni<Void> untilStored(Uni<Void> storing) {
        return storing.onFailure()
                .retry()
                .withBackOff(FIRST_REPEAT, LAST_REPEAT)
                .indefinitely();
    }

    /** An answer of the database itself is no reason to hold up the others. */
    private void hold(UUID lease, Throwable failure) {
        boolean away = !(failure instanceof PgException);
        if (!away || unstored.add(lease)) {
            LOG.warnf("what became of pushes is not stored yet: %s", failure);
        }
    }

    private Ruling hinder(DueDelivery delivery, Ruling ruling, Map<DueDelivery, Ruling> rulings) {
        metrics.hindered(delivery.lane(), delivery.device().channel(), ruling.reason());
        rulings.put(delivery, ruling);
        return ruling;
    }

    private Uni<Void> measure() {
        return deliveries
                .oldestWaiting(clock.instant())
                .invoke(metrics::oldestPending)
                .replaceWithVoid();
    }
}
