package io.wealthcrm.chat;

import java.util.UUID;

/** A message was edited or recalled, which the conversation is told by its message {@code seq}. */
record MessageChanged(UUID conversationId, long seq) {}
