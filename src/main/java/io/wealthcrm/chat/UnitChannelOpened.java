package io.wealthcrm.chat;

import java.util.UUID;

/** A unit's channel was opened. */
record UnitChannelOpened(UUID conversationId) {}
