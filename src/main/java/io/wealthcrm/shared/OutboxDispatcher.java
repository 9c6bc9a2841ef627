package io.wealthcrm.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Hands outbox events to their handlers, in the order they were made unless one fails. Nodes share the work: an event is
 * leased by moving its {@code available_at} a minute ahead, and only the holder of the lease can mark it done.
 */
@ApplicationScoped
public class OutboxDispatcher {
    private static final Logger LOG = Logger.getLogger(OutboxDispatcher.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final String CLAIM =
            """
            update outbox_events set lease = ?1, attempts = attempts + 1, available_at = now() + interval '60 seconds'
             where id in (select id from outbox_events where done_at is null and available_at <= now()
                           order by available_at, id limit 50 for update skip locked)
            returning id, kind, cast(payload as text), attempts""";

    private final ObjectMapper json;
    private final Background background;
    private final Map<String, List<OutboxHandler<?>>> handlers;
    private Background.Loop loop;

    OutboxDispatcher(ObjectMapper json, Background background, @All List<OutboxHandler<?>> handlers) {
        this.json = json;
        this.background = background;
        this.handlers = handlers.stream()
                .collect(Collectors.groupingBy(handler -> handler.event().getSimpleName()));
    }

    record Claimed(UUID id, String kind, String payload, int attempts) {}

    void start(@Observes StartupEvent event) {
        loop = background.every(POLL, "outbox", this::drain);
    }

    /** Looks for waiting events soon. */
    public void wake() {
        if (loop != null) {
            loop.wake();
        }
    }

    /** Handles everything that waits; completes when nothing is left. */
    public Uni<Void> drain() {
        UUID lease = Ids.next();
        return Panache.withTransaction(() -> Db.select(Claimed.class, CLAIM, lease))
                .chain(batch -> batch.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : handleAll(batch, lease).chain(this::drain));
    }

    private Uni<Void> handleAll(List<Claimed> batch, UUID lease) {
        List<Claimed> inOrder = batch.stream()
                .sorted(java.util.Comparator.comparing(Claimed::id))
                .toList();
        return Db.each(inOrder, event -> handle(event, lease));
    }

    private Uni<Void> handle(Claimed event, UUID lease) {
        return Panache.withTransaction(() -> callHandlers(event)
                        .chain(() -> Db.execute(
                                "update outbox_events set done_at = now() where id = ?1 and lease = ?2",
                                event.id(),
                                lease)))
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> postpone(event, failure));
    }

    private Uni<Void> callHandlers(Claimed event) {
        return Db.each(handlers.getOrDefault(event.kind(), List.of()), handler -> call(handler, event));
    }

    private <E extends Record> Uni<Void> call(OutboxHandler<E> handler, Claimed event) {
        try {
            return handler.handle(json.readValue(event.payload(), handler.event()));
        } catch (JsonProcessingException unreadable) {
            return Uni.createFrom().failure(unreadable);
        }
    }

    private static Uni<Void> postpone(Claimed event, Throwable failure) {
        LOG.warnf(failure, "outbox event %s %s failed, attempt %d", event.kind(), event.id(), event.attempts());
        double seconds = Math.min(3600, Math.pow(2, Math.min(event.attempts(), 12)));
        return Panache.withTransaction(() -> Db.execute(
                        "update outbox_events set available_at = now() + make_interval(secs => ?2), last_error = ?3 where id = ?1",
                        event.id(),
                        seconds,
                        failure.getClass().getName()))
                .replaceWithVoid();
    }
}
