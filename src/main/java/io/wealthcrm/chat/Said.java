package io.wealthcrm.chat;

import java.util.UUID;

/** A message that was stored: its id and number, and whether it had been stored before under the same {@code cid}. */
public record Said(UUID id, long seq, boolean dup) {}
