package io.wealthcrm.notification;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Background;
import io.wealthcrm.shared.OutboxHandler;
import io.wealthcrm.shared.cluster.Cluster;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Right after notifications are committed: shows them to the people who are connected and wakes the deliveries. */
@ApplicationScoped
class Bell implements OutboxHandler<NotificationsMade> {
    private final DeliveryEngine engine;
    private final Inbox inbox;
    private final List<NotificationListener> listeners;
    private final Cluster cluster;
    private final Background background;

    Bell(
            DeliveryEngine engine,
            Inbox inbox,
            @All List<NotificationListener> listeners,
            Cluster cluster,
            Background background) {
        this.engine = engine;
        this.inbox = inbox;
        this.listeners = listeners;
        this.cluster = cluster;
        this.background = background;
    }

    void start(@Observes StartupEvent event) {
        cluster.listen(
                NotificationsMade.class, (node, made) -> background.run("notifications of a node", () -> ring(made)));
    }

    @Override
    public Class<NotificationsMade> event() {
        return NotificationsMade.class;
    }

    @Override
    public Uni<Void> handle(NotificationsMade made) {
        engine.wake();
        cluster.tell(made);
        return ring(made);
    }

    private Uni<Void> ring(NotificationsMade made) {
        Set<UUID> people = listeners.stream()
                .flatMap(listener -> listener.connected().stream())
                .collect(Collectors.toSet());
        return people.isEmpty()
                ? Uni.createFrom().voidItem()
                : inbox.ofBatch(made.batch(), people).invoke(this::show).replaceWithVoid();
    }

    private void show(List<Inbox.Entry> entries) {
        for (NotificationListener listener : listeners) {
            Set<UUID> connected = listener.connected();
            entries.stream()
                    .filter(entry -> connected.contains(entry.person()))
                    .forEach(entry -> listener.notified(entry.person(), entry.view()));
        }
    }
}
