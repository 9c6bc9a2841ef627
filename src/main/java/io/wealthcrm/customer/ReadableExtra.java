package io.wealthcrm.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.wealthcrm.shared.Db;
import io.wealthcrm.shared.Language;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What somebody may read of the extra fields of many customers, by the definitions and roles of now. */
public final class ReadableExtra {
    private static final String STORED = "select id, cast(extra as text) from customers where id = any (?1)";

    private final FieldAccess access;
    private final ObjectMapper json;

    ReadableExtra(FieldAccess access, ObjectMapper json) {
        this.access = access;
        this.json = json;
    }

    private record Stored(UUID id, String extra) {}

    public boolean has(String key) {
        return access.reads(key);
    }

    /** What people call the field; of one without a definition its key. */
    public String label(String key, Language language) {
        return access.label(key, language);
    }

    /** Of customers within the reader's sight, by id. One round trip. Joins the reader's session. */
    public Uni<Map<UUID, VisibleExtra>> of(List<UUID> customers) {
        return Db.select(Stored.class, STORED, new Object[] {customers.toArray(UUID[]::new)})
                .map(rows -> rows.stream().collect(Collectors.toMap(Stored::id, this::visible)));
    }

    @SuppressWarnings("unchecked")
    private VisibleExtra visible(Stored stored) {
        try {
            return access.shown(json.readValue(stored.extra(), Map.class));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
