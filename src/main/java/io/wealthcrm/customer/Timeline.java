package io.wealthcrm.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Changes;
import io.wealthcrm.shared.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Writes to the table of everything that happened with a customer; {@link TimelinePages} reads it. */
@ApplicationScoped
class Timeline {
    private final ObjectMapper json;

    Timeline(ObjectMapper json) {
        this.json = json;
    }

    /** Joins the caller's transaction. */
    Uni<Void> add(TimelineEntry entry) {
        Changes changes = new Changes();
        add(entry, changes);
        return changes.send();
    }

    /** Adds the entry as a part of the changes. */
    void add(TimelineEntry entry, Changes changes) {
        add(entry, "customers", changes);
    }

    /** As {@link #add(TimelineEntry, Changes)}, if the customer is among those that an earlier part found. */
    void add(TimelineEntry entry, String found, Changes changes) {
        changes.add(
                null,
                """
                insert into timeline_entries (id, customer_id, at, kind, by_id, ref_id, data)
                select ?1, id, ?3, ?4, cast(?5 as uuid), cast(?6 as uuid), cast(cast(?7 as text) as jsonb)
                  from %s where id = ?2"""
                        .formatted(found),
                Ids.next(),
                entry.customerId(),
                entry.at(),
                entry.kind(),
                entry.by(),
                entry.refId(),
                write(entry.data()));
    }

    private String write(Map<String, Object> data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException(unwritable);
        }
    }
}
