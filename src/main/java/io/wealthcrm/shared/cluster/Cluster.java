package io.wealthcrm.shared.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.wealthcrm.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * The nodes on one database. What a node tells reaches the others within milliseconds or not at all: a signal only spares
 * a wait for what they would find in PostgreSQL, or is of no use later, such as who is typing.
 */
@ApplicationScoped
public class Cluster {
    private static final Logger LOG = Logger.getLogger(Cluster.class);
    private static final long BEAT_MS = 1000;
    private static final long GONE_NANOS = 5_000_000_000L;

    private final String self = Ids.next().toString();
    private final Vertx vertx;
    private final Bus bus;
    private final ObjectMapper json;
    private final Counter told;
    private final Counter heard;
    private final Map<String, List<Listener<?>>> listeners = new ConcurrentHashMap<>();
    private final Map<String, Long> others = new ConcurrentHashMap<>();

    private record Listener<S extends Record>(Class<S> kind, BiConsumer<String, S> takes) {}

    private record Alive() {}

    Cluster(Vertx vertx, ClusterConfig config, ObjectMapper json, MeterRegistry metrics) {
        this.vertx = vertx;
        this.bus = config.redis().<Bus>map(url -> new RedisBus(vertx, url)).orElseGet(NoBus::new);
        // Nodes of two versions run beside each other while the firm updates.
        this.json = json.copy()
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
                .configure(SerializationFeature.FAIL_ON_EMPTY_BEANS, false);
        this.told = metrics.counter("wealth.cluster.signals", "direction", "told");
        this.heard = metrics.counter("wealth.cluster.signals", "direction", "heard");
        metrics.gauge("wealth.cluster.connected", bus, each -> each.connected() ? 1 : 0);
        metrics.gauge("wealth.cluster.others", others, Map::size);
    }

    void start(@Observes StartupEvent event) {
        bus.open(this::hear, this::joined);
        vertx.setPeriodic(BEAT_MS, timer -> beat());
    }

    void stop(@Observes ShutdownEvent event) {
        bus.close();
    }

    /** Tells every other node; returns at once. Signals are known by the simple names of their records. */
    public void tell(Record signal) {
        if (bus.connected()) {
            told.increment();
            bus.tell(self + ' ' + signal.getClass().getSimpleName() + ' ' + write(signal));
        }
    }

    /** Hands signals of a kind to {@code takes}, with the id of the node that told them; on an event loop. */
    public <S extends Record> void listen(Class<S> kind, BiConsumer<String, S> takes) {
        listeners
                .computeIfAbsent(kind.getSimpleName(), name -> new CopyOnWriteArrayList<>())
                .add(new Listener<>(kind, takes));
    }

    private void hear(String text) {
        String[] parts = text.split(" ", 3);
        if (parts.length == 3 && !parts[0].equals(self)) {
            others.put(parts[0], System.nanoTime());
            heard.increment();
            listeners.getOrDefault(parts[1], List.of()).forEach(listener -> hand(parts[0], parts[2], listener));
        }
    }

    private <S extends Record> void hand(String node, String text, Listener<S> listener) {
        try {
            listener.takes().accept(node, json.readValue(text, listener.kind()));
        } catch (JsonProcessingException | RuntimeException failure) {
            LOG.warnf("%s of node %s not taken: %s", listener.kind().getSimpleName(), node, failure);
        }
    }

    private void joined() {
        others.replaceAll((node, at) -> System.nanoTime());
        NodeJoined joined = new NodeJoined();
        tell(joined);
        here(self, joined);
    }

    private void beat() {
        if (!bus.connected()) {
            // Who cannot be heard is not gone for that.
            return;
        }
        tell(new Alive());
        long now = System.nanoTime();
        others.forEach((node, at) -> {
            if (now - at > GONE_NANOS && others.remove(node, at)) {
                here(node, new NodeGone());
            }
        });
    }

    private void here(String node, Record signal) {
        String name = signal.getClass().getSimpleName();
        listeners.getOrDefault(name, List.of()).forEach(listener -> hand(node, write(signal), listener));
    }

    private String write(Record signal) {
        try {
            return json.writeValueAsString(signal);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
