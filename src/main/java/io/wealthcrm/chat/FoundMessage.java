package io.wealthcrm.chat;

import java.util.UUID;

/** A message that was searched for, and where it was said. */
record FoundMessage(UUID conversationId, MessageView message) {}
