package io.wealthcrm.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/** News for other features, written in the transaction of the change it tells of. */
@ApplicationScoped
public class Outbox {
    /** Long enough for the caller's commit to happen first, short enough to feel instant; the poll catches what it misses. */
    private static final long WAKE_AFTER_MS = 20;

    private final ObjectMapper json;
    private final Vertx vertx;
    private final OutboxDispatcher dispatcher;

    Outbox(ObjectMapper json, Vertx vertx, OutboxDispatcher dispatcher) {
        this.json = json;
        this.vertx = vertx;
        this.dispatcher = dispatcher;
    }

    /** Stores the event, a record named in the past tense. Joins the caller's transaction. */
    public Uni<Void> publish(Record event) {
        Changes changes = new Changes();
        publish(event, changes);
        return changes.send();
    }

    /** Stores the event as a part of the changes. */
    public void publish(Record event, Changes changes) {
        // By way of text: a string bound as jsonb would be stored as a JSON string that holds the JSON.
        changes.add(
                null,
                "insert into outbox_events (id, kind, payload) values (?1, ?2, cast(cast(?3 as text) as jsonb))",
                Ids.next(),
                event.getClass().getSimpleName(),
                write(event));
        wake();
    }

    private void wake() {
        vertx.setTimer(WAKE_AFTER_MS, timer -> dispatcher.wake());
    }

    /** Stores many events of one kind in one statement. Joins the caller's transaction. */
    public Uni<Void> publishAll(List<? extends Record> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String all = events.stream().map(this::write).collect(Collectors.joining(",", "[", "]"));
        return Db.execute(
                        """
                        insert into outbox_events (id, kind, payload)
                        select uuidv7(), ?1, event from jsonb_array_elements(cast(cast(?2 as text) as jsonb)) as event""",
                        events.get(0).getClass().getSimpleName(),
                        all)
                .invoke(this::wake)
                .replaceWithVoid();
    }

    private String write(Record event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
