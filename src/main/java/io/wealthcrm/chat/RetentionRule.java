package io.wealthcrm.chat;

import java.time.Instant;
import java.util.UUID;

/**
 * How long messages of a kind of conversation are kept, with their files, editions and what search finds of them.
 *
 * @param keepMonths counted from each message; null: for ever
 * @param leastMonths what the firm cannot go below
 * @param changedBy null as the firm started
 */
record RetentionRule(
        RecordKind kind, Integer keepMonths, int leastMonths, UUID changedBy, Instant changedAt, long version) {}
