package io.wealthcrm.reminder;

import java.time.LocalDate;
import java.util.UUID;

/**
 * Something coming up.
 *
 * @param date the business date of the birthday, maturity or follow-up
 * @param entityId the customer, the holding or the task; a follow-up's task has the id of its interaction
 * @param productId of a maturity, else null
 */
record ReminderView(
        ReminderKind kind, LocalDate date, UUID entityId, UUID customerId, String customerName, UUID productId) {}
