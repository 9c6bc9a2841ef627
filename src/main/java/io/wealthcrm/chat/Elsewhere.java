package io.wealthcrm.chat;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is connected to other nodes, with the conversations in which that is shown, as those nodes tell. Only one event loop
 * changes it; safe to be read from any.
 */
@ApplicationScoped
class Elsewhere {
    private final Map<String, Map<UUID, Set<UUID>>> nodes = new ConcurrentHashMap<>();
    private final Map<String, Map<UUID, Set<UUID>>> coming = new HashMap<>();

    boolean has(UUID user) {
        return nodes.values().stream().anyMatch(people -> people.containsKey(user));
    }

    void came(String node, UUID user, Set<UUID> conversations) {
        Set<UUID> unused = of(node).put(user, conversations);
    }

    void left(String node, UUID user) {
        Set<UUID> unused = of(node).remove(user);
    }

    /**
     * A piece of the list of everybody at a node; its last piece replaces what was known of it.
     *
     * @return whom the list no longer names, with their conversations; none before the last piece
     */
    Map<UUID, Set<UUID>> list(String node, boolean first, boolean last, Map<UUID, Set<UUID>> people) {
        if (first) {
            Map<UUID, Set<UUID>> unfinished = coming.put(node, new HashMap<>());
            assert unfinished == null || !unfinished.isEmpty();
        }
        Map<UUID, Set<UUID>> list = coming.get(node);
        if (list == null) {
            // Its beginning was lost; the next list has one.
            return Map.of();
        }
        list.putAll(people);
        return last ? replace(node, coming.remove(node)) : Map.of();
    }

    /** Forgets a node, and answers who was there. */
    Map<UUID, Set<UUID>> forget(String node) {
        return replace(node, Map.of());
    }

    private Map<UUID, Set<UUID>> replace(String node, Map<UUID, Set<UUID>> people) {
        Map<UUID, Set<UUID>> before = nodes.put(node, new ConcurrentHashMap<>(people));
        Map<UUID, Set<UUID>> missing = new HashMap<>(before == null ? Map.of() : before);
        missing.keySet().removeAll(people.keySet());
        return missing;
    }

    private Map<UUID, Set<UUID>> of(String node) {
        return nodes.computeIfAbsent(node, id -> new ConcurrentHashMap<>());
    }
}
