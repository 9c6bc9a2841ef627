package io.wealthcrm.chat;

import java.time.Instant;

/** One wording of a text message; {@code edition} 1 is how it was sent, {@code at} when it was worded so. */
record EditionView(Long edition, String text, Instant at) {}
