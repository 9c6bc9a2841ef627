package io.wealthcrm.chat;

import java.util.List;
import java.util.UUID;

/** People came into a conversation, or left it. */
record MembersChanged(UUID conversationId, List<UUID> userIds, boolean inside) {}
