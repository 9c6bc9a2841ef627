package io.wealthcrm.chat;

import java.time.Instant;
import java.util.UUID;

/** Somebody in a conversation; {@code readSeq} is the newest message they have read. */
record MemberView(UUID userId, String displayName, MemberRole role, long readSeq, Instant joinedAt) {}
