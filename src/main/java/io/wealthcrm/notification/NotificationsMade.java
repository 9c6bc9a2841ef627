package io.wealthcrm.notification;

import java.util.UUID;

/** New notifications are in inboxes, all of one batch: one event however many people it reaches. */
public record NotificationsMade(UUID batch) {}
