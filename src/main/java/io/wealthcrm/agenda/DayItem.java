package io.wealthcrm.agenda;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * One thing of a day.
 *
 * @param id the task, the appointment, the holding or the customer
 * @param title of the task or the appointment, or the product that matures; absent for a birthday
 * @param at when a task is due or an appointment begins; absent for what lasts all day
 * @param until when an appointment ends
 * @param tier the customer's
 * @param overdue whether the task's time has passed
 * @param marketingRefused whether the customer has opted out of marketing: a service call, never a sales call (营销退订)
 * @param noContact whether the customer is not to be approached now (冷静期免打扰)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DayItem(
        DayItemKind kind,
        UUID id,
        String title,
        Instant at,
        Instant until,
        String place,
        UUID customerId,
        String customerName,
        String tier,
        Priority priority,
        boolean overdue,
        boolean noContact,
        boolean marketingRefused) {}
