package io.wealthcrm.identity;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reads what signing in needs, in a session that is closed before the slow work begins. */
@ApplicationScoped
class Accounts {
    private final UserQueries queries;

    Accounts(UserQueries queries) {
        this.queries = queries;
    }

    record Credentials(UUID userId, String passwordHash) {}

    @WithSession
    Uni<Credentials> credentials(String username) {
        return queries.active(username).map(user -> user == null ? null : new Credentials(user.id, user.passwordHash));
    }

    @WithSession
    Uni<UUID> customerByPhone(byte[] phoneIndex) {
        return queries.customer(phoneIndex).map(user -> user == null ? null : user.id);
    }
}
