package io.wealthcrm.notification;

import java.util.Set;
import java.util.UUID;

/**
 * Hears of new notifications after their commit, to show them to people who are connected; a CDI bean. Called at least
 * once per notification, on the event loop, so both methods return at once.
 */
public interface NotificationListener {
    /** The people this node is connected to; only theirs are read, so that a fan-out to thousands costs one query. */
    Set<UUID> connected();

    /** A new notification of a connected person. */
    void notified(UUID person, NotificationView notification);
}
