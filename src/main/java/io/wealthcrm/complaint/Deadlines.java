package io.wealthcrm.complaint;

import java.time.Instant;

/**
 * The times of a complaint, in order. Each that passes sends it one level up the line.
 *
 * @param first by then somebody has it
 * @param due by then it is answered
 * @param late when it is answered neither then, nor
 * @param veryLate then
 */
record Deadlines(Instant first, Instant due, Instant late, Instant veryLate) {}
