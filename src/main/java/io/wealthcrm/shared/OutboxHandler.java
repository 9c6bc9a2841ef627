package io.wealthcrm.shared;

import io.smallrye.mutiny.Uni;

/** What a feature does when it hears of an event; a CDI bean. */
public interface OutboxHandler<E extends Record> {
    /** The event it listens to. */
    Class<E> event();

    /**
     * Runs in a transaction that also marks the event as handled: what it writes happens exactly once, what it does
     * outside the database at least once. A failure is tried again with growing pauses.
     */
    Uni<Void> handle(E event);
}
