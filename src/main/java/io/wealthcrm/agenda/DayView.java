package io.wealthcrm.agenda;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Somebody's day, in the order in which it is best done: what is overdue, appointments by time, then the rest by the
 * customers' tiers. */
record DayView(LocalDate date, UUID userId, List<DayItem> items) {}
