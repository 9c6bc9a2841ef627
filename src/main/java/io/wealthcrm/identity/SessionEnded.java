package io.wealthcrm.identity;

import java.util.UUID;

/** A session was ended: by its person, by reuse of an old refresh token, or because the person left. */
public record SessionEnded(UUID sessionId) {}
